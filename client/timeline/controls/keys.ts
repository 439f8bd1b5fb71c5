/** Everything that a key or the mouse does, as the help shows it. */
export type KeyAction =
  | 'zoomIn'
  | 'zoomOut'
  | 'panLeft'
  | 'panRight'
  | 'fit'
  | 'whole'
  | 'search'
  | 'next'
  | 'previous'
  | 'nextMiss'
  | 'previousMiss'
  | 'mark'
  | 'pin'
  | 'source'
  | 'up'
  | 'down'
  | 'collapse'
  | 'expand'
  | 'clear'
  | 'help';

export interface KeyBinding {
  readonly action: KeyAction;
  /** As `KeyboardEvent.key` has them; the first is shown. */
  readonly keys: readonly string[];
  readonly does: string;
}

export const keyBindings: readonly KeyBinding[] = [
  { action: 'zoomIn', keys: ['w', 'W', '+', '='], does: 'Zoom in' },
  { action: 'zoomOut', keys: ['s', 'S', '-'], does: 'Zoom out' },
  { action: 'panLeft', keys: ['a', 'A'], does: 'Pan to the left' },
  { action: 'panRight', keys: ['d', 'D'], does: 'Pan to the right' },
  { action: 'fit', keys: ['f', 'F'], does: 'Center and fit what is selected' },
  { action: 'whole', keys: ['0'], does: 'Show the whole run' },
  { action: 'nextMiss', keys: ['n'], does: 'Go to the next missed deadline' },
  { action: 'previousMiss', keys: ['N'], does: 'Go to the missed deadline before' },
  { action: 'next', keys: ['.'], does: 'Select the next segment of the lane' },
  { action: 'previous', keys: [','], does: 'Select the segment before' },
  { action: 'source', keys: ['Enter'], does: 'Go to the selected element in the text' },
  { action: 'up', keys: ['ArrowUp'], does: 'Select the lane above' },
  { action: 'down', keys: ['ArrowDown'], does: 'Select the lane below' },
  { action: 'collapse', keys: ['ArrowLeft'], does: 'Collapse the lane, or select what holds it' },
  { action: 'expand', keys: ['ArrowRight'], does: 'Expand the lane' },
  { action: 'pin', keys: ['p', 'P'], does: 'Pin the lane to the top, or take it down' },
  { action: 'mark', keys: ['m', 'M'], does: 'Set a mark at the cursor, or take it away' },
  { action: 'search', keys: ['/'], does: 'Search lanes by name' },
  { action: 'clear', keys: ['Escape'], does: 'Clear range and selection' },
  { action: 'help', keys: ['?'], does: 'Show or hide these keys' },
];

export const mouseBindings: readonly (readonly [what: string, does: string])[] = [
  ['Wheel', 'Scroll the lanes'],
  ['Ctrl+Wheel', 'Zoom at the cursor'],
  ['Shift+Wheel', 'Pan'],
  ['Drag', 'Select a range and show its statistics'],
  ['Shift+Drag', 'Pan'],
  ['Click', 'Select'],
  ['Double click', 'Go to the source'],
];

/** What a key means here; `undefined` with Ctrl, Alt or Meta, which belong to the editor. */
export function actionOf({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): KeyAction | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  return keyBindings.find(({ keys }) => keys.includes(key))?.action;
}
