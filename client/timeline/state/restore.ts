import type { PageState } from './page-state.ts';
import { type SavedState, savedState } from './saved-state.ts';

/** The part of the state that survives a reload. */
export const keptKeys = [
  'view',
  'tab',
  'knobs',
  'collapsed',
  'pinned',
  'filter',
  'marks',
  'selected',
  'choice',
] as const satisfies readonly (keyof PageState)[];

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
}: Pick<PageState, (typeof keptKeys)[number]>): SavedState {
  return {
    ...(view === null ? {} : { start: view.start, scale: view.scale, width: view.width }),
    tab,
    knobs,
    collapsed: [...collapsed],
    pinned: [...pinned],
    filter,
    marks: [...marks],
    ...(selected === null ? {} : { selected }),
    ...choice,
  };
}

/** The stored state, whatever was stored. */
export function restored(empty: PageState, stored: unknown): PageState {
  const { start, scale, width, scenario, horizon, seed, supply, late, ...kept } =
    savedState(stored);
  return {
    ...empty,
    view:
      start === undefined || scale === undefined || width === undefined
        ? null
        : { start, scale, width },
    tab: kept.tab ?? empty.tab,
    knobs: kept.knobs ?? false,
    collapsed: new Set(kept.collapsed ?? []),
    pinned: new Set(kept.pinned ?? []),
    filter: kept.filter ?? '',
    marks: kept.marks ?? [],
    selected: kept.selected ?? null,
    choice: {
      ...(scenario === undefined ? {} : { scenario }),
      ...(horizon === undefined ? {} : { horizon }),
      ...(seed === undefined ? {} : { seed }),
      ...(supply === undefined ? {} : { supply }),
      ...(late === undefined ? {} : { late }),
    },
  };
}
