import { t } from '@vscode/l10n';

/** The action of each key. */
export const keyActions = {
  zoomIn: () => t('Zoom in'),
  zoomOut: () => t('Zoom out'),
  panLeft: () => t('Pan to the left'),
  panRight: () => t('Pan to the right'),
  fit: () => t('Center and fit what is selected'),
  whole: () => t('Show the whole run'),
  nextMiss: () => t('Go to the next missed deadline'),
  previousMiss: () => t('Go to the missed deadline before'),
  next: () => t('Select the next segment of the lane'),
  previous: () => t('Select the segment before'),
  source: () => t('Go to the selected element in the text'),
  up: () => t('Select the lane above'),
  down: () => t('Select the lane below'),
  first: () => t('Select the first lane'),
  last: () => t('Select the last lane'),
  collapse: () => t('Collapse the lane, or select what holds it'),
  expand: () => t('Expand the lane'),
  pin: () => t('Pin the lane to the top, or take it down'),
  mark: () => t('Set a mark at the cursor, or take it away'),
  range: () => t('Measure between the outermost marks, or over the selected segment'),
  search: () => t('Search lanes by name'),
  clear: () => t('Clear range and selection'),
  help: () => t('Show or hide these keys'),
} satisfies Readonly<Record<string, () => string>>;

/** The actions of the mouse: the gesture and its effect. */
export const mouseActions: readonly (readonly [what: () => string, does: () => string])[] = [
  [() => t('Wheel'), () => t('Scroll the lanes')],
  [() => t('Ctrl+Wheel'), () => t('Zoom at the cursor')],
  [() => t('Shift+Wheel'), () => t('Pan')],
  [() => t('Drag'), () => t('Select a range and show its statistics')],
  [() => t('Shift+Drag'), () => t('Pan')],
  [() => t('Click'), () => t('Select')],
  [() => t('Double click'), () => t('Go to the source')],
];

export const keys = (): string => t('Keys');
export const mouse = (): string => t('Mouse');
export const close = (): string => t('Close');
