import { viewNames } from '../messages.ts';
import type { PageState } from './page-state.ts';
import { type SavedState, savedState } from './saved-state.ts';

/** What is kept of the page across a reload. */
export function saved({
  view,
  tab,
  knobs,
  collapsed,
  pinned,
  filter,
  marks,
  selected,
  choice,
}: PageState): SavedState {
  return {
    ...(view === null ? {} : { start: view.start, scale: view.scale, width: view.width }),
    tab,
    knobs,
    collapsed: [...collapsed],
    pinned: [...pinned],
    filter,
    marks,
    ...(selected === null ? {} : { selected }),
    ...choice,
  };
}

/** The page as it was kept, whatever was stored. */
export function restored(empty: PageState, stored: unknown): PageState {
  const { start, scale, width, tab, knobs, collapsed, pinned, filter, marks, selected, ...choice } =
    savedState(stored);
  return {
    ...empty,
    view:
      start === undefined || scale === undefined || width === undefined
        ? null
        : { start, scale, width },
    tab: viewNames.find((name) => name === tab) ?? empty.tab,
    knobs: knobs ?? false,
    collapsed: new Set(collapsed ?? []),
    pinned: new Set(pinned ?? []),
    filter: filter ?? '',
    marks: marks ?? [],
    selected: selected ?? null,
    choice,
  };
}
