import { firstEndingAfter } from '../drawing/rows/slices.ts';
import {
  centered,
  panned,
  pixelOf,
  showing,
  type View,
  viewEnd,
  whole,
  zoomed,
} from '../drawing/view.ts';
import type { Row } from '../lanes/layout.ts';
import { rangeStatistics } from '../lanes/range-statistics.ts';
import { sliceText } from '../lanes/slice-text.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { rangeAloud } from './details.ts';
import { actionOf, type KeyAction } from './keys.ts';

/** The state and the actions that keys act on. */
export interface KeyContext {
  readonly state: PageState;
  readonly view: View | null;
  readonly rows: readonly Row[];
  readonly cursor: number | null;
  setCursor(time: number): void;
  update(change: Partial<PageState>): void;
  readonly actions: Actions;
  scrollTo(key: string): void;
  /** Moves the keyboard's focus to the element that the selector finds. */
  focus(selector: string): void;
}

const offTimeline: ReadonlySet<KeyAction> = new Set(['help', 'nextMiss', 'previousMiss']);

/** Performs a key's action; false where the key has none here. */
export function actOnKey(event: KeyboardEvent, context: KeyContext): boolean {
  const { target } = event;
  const action = actionOf(event);
  if (action === undefined || context.state.help) return false;
  const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  if (typing && !(action === 'clear')) return false;
  // Buttons and tabs keep their own keys for pressing and walking.
  const walks = ['source', 'up', 'down', 'first', 'last', 'collapse', 'expand'].includes(action);
  if (walks && target instanceof HTMLButtonElement) return false;
  if (context.state.tab !== 'timeline' && !offTimeline.has(action)) return false;
  return act[action](context);
}

type Act = (context: KeyContext) => boolean;

const moving =
  (move: (view: View, x: number, end: number) => View): Act =>
  ({ state, view, cursor, update }) => {
    if (view === null || state.data === null) return false;
    const inView = cursor !== null && cursor >= view.start && cursor <= viewEnd(view);
    update({
      view: move(view, inView ? pixelOf(view, cursor) : view.width / 2, state.data.run.end),
      hover: null,
    });
    return true;
  };

/** Selects the lane so many steps below the selected one, at most the last. */
const walking =
  (step: number): Act =>
  ({ state, rows, actions, scrollTo, focus }) => {
    const at = rows.findIndex(({ lane }) => lane.key === state.selected);
    const from = at < 0 && Number.isFinite(step) ? -step : at;
    const next = rows[Math.min(Math.max(from + step, 0), rows.length - 1)];
    if (next === undefined) return false;
    actions.select(next.lane.key, true);
    scrollTo(next.lane.key);
    focus('.lane[tabindex="0"]');
    return true;
  };

const stepping =
  (forward: boolean): Act =>
  ({ state, view, rows, update, setCursor }) => {
    const row = rows.find(({ lane }) => lane.key === state.selected);
    if (row === undefined || view === null || state.data === null) return false;
    const { main } = state.data.content(row.lane);
    if (main === null || main.count === 0) return false;
    const from = state.slice?.lane === row.lane.key ? state.slice.start : null;
    const here = firstEndingAfter(main, from ?? view.start);
    const at = Math.min(
      Math.max(from === null ? here : here + (forward ? 1 : -1), 0),
      main.count - 1,
    );
    const start = main.start[at] as number;
    const end = main.end[at] as number;
    const seen = start >= view.start && end <= viewEnd(view);
    setCursor(start);
    update({
      slice: { lane: row.lane.key, start, end, row: main.rowOf(at) },
      ...(seen ? {} : { view: centered(view, (start + end) / 2, state.data.run.end) }),
      said: sliceText(state.data.run, main.rowOf(at)).join(', '),
    });
    return true;
  };

const onLane =
  (does: (row: Row, context: KeyContext) => void): Act =>
  (context) => {
    const row = context.rows.find(({ lane }) => lane.key === context.state.selected);
    if (row !== undefined) does(row, context);
    return row !== undefined;
  };

const act: Readonly<Record<KeyAction, Act>> = {
  zoomIn: moving((view, x, end) => zoomed(view, 0.7, x, end)),
  zoomOut: moving((view, x, end) => zoomed(view, 1 / 0.7, x, end)),
  panLeft: moving((view, _, end) => panned(view, -view.width / 8, end)),
  panRight: moving((view, _, end) => panned(view, view.width / 8, end)),
  whole: moving((view, _, end) => whole(end, view.width)),
  fit: ({ state, view, update }) => {
    if (view === null || state.data === null) return false;
    update({ view: fitted(state, view), hover: null });
    return true;
  },
  search: ({ focus }) => {
    focus('.corner input');
    return true;
  },
  next: stepping(true),
  previous: stepping(false),
  nextMiss: ({ actions }) => {
    actions.nextMiss(true);
    return true;
  },
  previousMiss: ({ actions }) => {
    actions.nextMiss(false);
    return true;
  },
  mark: ({ state, view, cursor, update }) => {
    const time = cursor ?? (view === null ? null : (view.start + viewEnd(view)) / 2);
    if (time === null || view === null) return false;
    const near = state.marks.find((mark) => Math.abs(mark - time) < 5 * view.scale);
    const marks =
      near === undefined ? [...state.marks, time] : state.marks.filter((mark) => mark !== near);
    update({ marks: marks.sort((a, b) => a - b) });
    return true;
  },
  range: ({ state, update }) => {
    const { data, slice, marks } = state;
    const [first = slice?.start, last = slice?.end] =
      marks.length < 2 ? [] : [marks[0], marks.at(-1)];
    if (data === null || first === undefined || last === undefined) return false;
    const range = rangeStatistics(data, first, last);
    update({ range, hover: null, said: rangeAloud(range) });
    return true;
  },
  pin: onLane(({ lane }, { actions }) => actions.togglePinned(lane.key)),
  source: onLane(({ lane }, { actions }) => actions.reveal(lane.element)),
  up: walking(-1),
  down: walking(1),
  first: walking(Number.NEGATIVE_INFINITY),
  last: walking(Number.POSITIVE_INFINITY),
  collapse: onLane(({ lane, collapsed }, { actions, scrollTo, focus }) => {
    if (lane.hasChildren && !collapsed) actions.toggleCollapsed(lane.key);
    else if (lane.parent !== null) {
      actions.select(lane.parent, true);
      scrollTo(lane.parent);
      focus('.lane[tabindex="0"]');
    }
  }),
  expand: onLane(({ lane, collapsed }, { actions }) => {
    if (lane.hasChildren && collapsed) actions.toggleCollapsed(lane.key);
  }),
  clear: ({ state, update, focus }) => {
    if (state.filter !== '') update({ filter: '' });
    update({ range: null, slice: null, hover: null });
    focus('.lane[tabindex="0"]');
    return true;
  },
  help: ({ actions }) => {
    actions.toggleHelp();
    return true;
  },
};

/** The view that fits the selected range, else the selected segment, else the whole run. */
function fitted({ range, slice, data }: PageState, view: View): View {
  const end = data?.run.end ?? 1;
  if (range !== null) return showing(view, range.from, range.to, end, 0.05);
  if (slice !== null) return showing(view, slice.start, slice.end, end, 1);
  return whole(end, view.width);
}
