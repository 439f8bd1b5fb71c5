import type { keyActions } from '../../../messages/page/keys.ts';

/** The actions of keys, as the help shows them. */
export type KeyAction = keyof typeof keyActions;

export interface KeyBinding {
  readonly action: KeyAction;
  /** The keys as `KeyboardEvent.key` names them; the help shows the first. */
  readonly keys: readonly string[];
}

export const keyBindings: readonly KeyBinding[] = [
  { action: 'zoomIn', keys: ['w', 'W', '+', '='] },
  { action: 'zoomOut', keys: ['s', 'S', '-'] },
  { action: 'panLeft', keys: ['a', 'A'] },
  { action: 'panRight', keys: ['d', 'D'] },
  { action: 'fit', keys: ['f', 'F'] },
  { action: 'whole', keys: ['0'] },
  { action: 'nextMiss', keys: ['n'] },
  { action: 'previousMiss', keys: ['N'] },
  { action: 'next', keys: ['.'] },
  { action: 'previous', keys: [','] },
  { action: 'source', keys: ['Enter'] },
  { action: 'up', keys: ['ArrowUp'] },
  { action: 'down', keys: ['ArrowDown'] },
  { action: 'first', keys: ['Home'] },
  { action: 'last', keys: ['End'] },
  { action: 'collapse', keys: ['ArrowLeft'] },
  { action: 'expand', keys: ['ArrowRight'] },
  { action: 'pin', keys: ['p', 'P'] },
  { action: 'mark', keys: ['m', 'M'] },
  { action: 'range', keys: ['r', 'R'] },
  { action: 'search', keys: ['/'] },
  { action: 'clear', keys: ['Escape'] },
  { action: 'help', keys: ['?'] },
];

/** The action of a key; undefined with Ctrl, Alt or Meta, which belong to the editor. */
export function actionOf({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): KeyAction | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  return keyBindings.find(({ keys }) => keys.includes(key))?.action;
}
