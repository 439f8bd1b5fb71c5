import type { Board, Seeker } from './board.ts';
import type { PlacedWindow } from './plan-problem.ts';

/** A plan whose windows are as short as they were made. */
export interface Shrunk {
  readonly chosen: readonly PlacedWindow[];
  /** The sum of the lengths in ns. */
  readonly sum: number;
}

/**
 * Shortens the windows of a proven plan while it stays proven. No window of the result can be cut
 * at an end, though other windows might make a smaller sum.
 */
export function shrink(board: Board, chosen: readonly PlacedWindow[]): Shrunk {
  let best = [...chosen];
  for (const seeker of board.seekers) {
    const placed = board.withWritten(best);
    const before = best;
    const tried = cuts.map((cut) => cut(own(board, seeker, placed, before)));
    const shortest = tried.reduce((a, b) => (lengthOf(b) < lengthOf(a) ? b : a));
    best = before.map(
      (window) =>
        shortest.find((other) => other.index === before.indexOf(window))?.window ?? window,
    );
  }
  // Windows of others decide what a switch costs, but not where or how long they are.
  if (!board.proves(best)) return { chosen, sum: sumOf(chosen) };
  return { chosen: best, sum: sumOf(best) };
}

export function sumOf(chosen: readonly PlacedWindow[]): number {
  return chosen.reduce((sum, { length }) => sum + length, 0);
}

interface Indexed {
  readonly index: number;
  readonly window: PlacedWindow;
}

/** The windows of one seeker, and whether it is served with others in their place. */
interface Own {
  readonly windows: readonly Indexed[];
  readonly grid: number;
  serves(windows: readonly Indexed[]): boolean;
}

function own(
  board: Board,
  seeker: Seeker,
  placed: readonly PlacedWindow[],
  chosen: readonly PlacedWindow[],
): Own {
  const windows = chosen.flatMap((window, index) =>
    window.who === seeker.who ? [{ index, window }] : [],
  );
  return {
    windows,
    grid: board.grid,
    serves(changed) {
      const by = new Map(changed.map(({ index, window }) => [chosen[index], window]));
      const next = placed
        .map((window) => by.get(window) ?? window)
        .filter(({ length }) => length > 0);
      return board.serves(seeker, board.net(seeker.who, next, 'last'));
    },
  };
}

function lengthOf(windows: readonly Indexed[]): number {
  return windows.reduce((sum, { window }) => sum + window.length, 0);
}

type Cut = (own: Own) => readonly Indexed[];

/** Ways to shorten: the longest windows first, or one after the other. */
const cuts: readonly Cut[] = [
  (own) => trimmed(own, capped(own, 'end'), ['end', 'start']),
  (own) => trimmed(own, capped(own, 'start'), ['start', 'end']),
  (own) => trimmed(own, own.windows, ['end', 'start']),
  (own) => trimmed(own, [...own.windows].reverse(), ['start', 'end']),
];

type Side = 'start' | 'end';

/** Each window at most as long as the least length with which all together serve. */
function capped({ windows, grid, serves }: Own, side: Side): readonly Indexed[] {
  const longest = Math.max(0, ...windows.map(({ window }) => window.length));
  const cap = (most: number) =>
    windows.map(({ index, window }) => ({
      index,
      window: cut(window, Math.max(0, window.length - most), side),
    }));
  const ticks = leastThat(Math.ceil(longest / grid), (tick) => serves(cap(tick * grid)));
  return cap(ticks * grid);
}

function trimmed(
  { grid, serves }: Own,
  from: readonly Indexed[],
  sides: readonly Side[],
): readonly Indexed[] {
  let windows = [...from];
  for (let at = 0; at < windows.length; at++) {
    for (const side of sides) {
      const one = windows[at];
      if (one === undefined) continue;
      const most = Math.floor((one.window.length - 1) / grid);
      const shorter = (ticks: number): Indexed[] =>
        windows.map((other, k) =>
          k === at ? { index: one.index, window: cut(one.window, ticks * grid, side) } : other,
        );
      const kept = leastThat(most, (tick) => serves(shorter(most - tick)));
      windows = shorter(most - kept);
    }
  }
  return windows;
}

function cut({ who, at, length }: PlacedWindow, by: number, side: Side): PlacedWindow {
  return { who, at: side === 'start' ? at + by : at, length: length - by };
}

/** The least tick that is enough; `most` is known to be. */
function leastThat(most: number, enough: (tick: number) => boolean): number {
  let [low, high] = [-1, most];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
