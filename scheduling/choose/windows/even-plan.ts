import type { Stretch } from '../../host/arinc653.ts';
import type { Board, Seeker } from './board.ts';
import type { PlacedWindow } from './plan-problem.ts';

/** Windows of equal length at equal distances: their number and the least length that serves. */
interface EvenWindows {
  readonly seeker: Seeker;
  readonly count: number;
  /** The length of each window in ns, the dearest switch into it included. */
  readonly length: number;
}

/** The most windows of one VCPU in a frame that are tried. */
const MOST_WINDOWS = 64;

/** The most windows whose distances are not equal on the grid. */
const MOST_UNEQUAL = 8;

/** The combinations of numbers of windows that are tried. */
const MOST_COMBINATIONS = 256;

/**
 * The even windows of a seeker, from one window on; a number is left out if it takes as much of the
 * frame as fewer do and each of them is no shorter.
 */
function evenChoices(board: Board, seeker: Seeker): readonly EvenWindows[] {
  const { frame, grid } = board;
  const cost = board.dearest(seeker.who);
  const found: EvenWindows[] = [];
  let shortest = Number.POSITIVE_INFINITY;
  for (let count = 1; count <= MOST_WINDOWS && frame / count >= 2 * grid; count++) {
    const divides = (frame / count) % grid === 0;
    if (!divides && count > MOST_UNEQUAL) continue;
    const least = Math.max(1, Math.ceil(seeker.need / count / grid));
    const most = Math.floor(frame / count / grid);
    const serves = (ticks: number): boolean =>
      // Equal parts of the frame repeat, and one of them says the same in less time.
      divides
        ? board.serves(seeker, [{ at: 0, length: ticks * grid }], count)
        : board.serves(
            seeker,
            starts(board, count).map((at) => ({ at, length: ticks * grid })),
          );
    if (least > most || !serves(most)) continue;
    let [low, high] = [least - 1, most];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (serves(middle)) high = middle;
      else low = middle;
    }
    const length = Math.ceil((high * grid + cost) / grid) * grid;
    if (length < shortest) found.push({ seeker, count, length });
    shortest = Math.min(shortest, length);
    // More windows cannot be shorter in sum than what is needed.
    if (count * high * grid < seeker.need + grid * count && found.length >= ENOUGH) break;
  }
  return found;
}

const ENOUGH = 6;

/** The starts of `count` windows at equal distances, rounded down to the grid. */
function starts({ frame, grid }: Board, count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => Math.floor((k * frame) / count / grid) * grid);
}

/** The part of the steps that are left, which the search for room may take. */
const PARTS = 4;

/**
 * A plan of windows at equal distances, those with the fewest windows first, then those with the
 * least sum; `null` if none is found among the first combinations.
 */
export function evenPlan(board: Board): readonly PlacedWindow[] | null {
  const choices = board.seekers.map((seeker) => evenChoices(board, seeker));
  if (choices.some((own) => own.length === 0)) return null;
  const until = board.steps.left() * (1 - 1 / PARTS);
  for (const combination of combinations(choices, board.room)) {
    if (board.steps.left() < until) return null;
    const placed = placeAll(board, combination);
    if (placed !== null && board.proves(placed)) return placed;
  }
  return null;
}

/** The combinations by number of windows, then by sum of lengths, as far as the room suffices. */
function combinations(
  choices: readonly (readonly EvenWindows[])[],
  room: number,
): readonly (readonly EvenWindows[])[] {
  let found: {
    readonly windows: readonly EvenWindows[];
    readonly count: number;
    readonly sum: number;
  }[] = [{ windows: [], count: 0, sum: 0 }];
  for (const own of choices) {
    found = found
      .flatMap(({ windows, count, sum }) =>
        own.map((one) => ({
          windows: [...windows, one],
          count: count + one.count,
          sum: sum + one.count * one.length,
        })),
      )
      .filter(({ sum }) => sum <= room)
      .sort((a, b) => a.count - b.count || a.sum - b.sum)
      .slice(0, MOST_COMBINATIONS);
  }
  return found.map(({ windows }) => windows);
}

/** Finds room for each seeker's windows, those with the shortest distances first. */
function placeAll(
  board: Board,
  combination: readonly EvenWindows[],
): readonly PlacedWindow[] | null {
  const order = [...combination].sort((a, b) => b.count - a.count || b.length - a.length);
  const place = (
    index: number,
    placed: readonly PlacedWindow[],
  ): readonly PlacedWindow[] | null => {
    const one = order[index];
    if (one === undefined) return placed;
    for (const offset of offsets(board, one, placed)) {
      const windows = starts(board, one.count).map((at) => ({
        who: one.seeker.who,
        at: at + offset,
        length: one.length,
      }));
      if (!fits(board, windows, placed)) continue;
      const rest = place(index + 1, [...placed, ...windows]);
      if (rest !== null) return rest;
    }
    return null;
  };
  const found = place(0, []);
  return found === null ? null : [...found].sort((a, b) => a.at - b.at);
}

/** The offsets at which a first window begins where something else ends. */
function offsets(
  board: Board,
  { count }: EvenWindows,
  placed: readonly PlacedWindow[],
): readonly number[] {
  const distance = board.frame / count;
  const ends = [...board.free.map(({ at }) => at), ...placed.map(({ at, length }) => at + length)];
  const found = new Set<number>();
  for (const end of ends) {
    const offset = end - Math.floor(end / distance) * distance;
    found.add(Math.ceil(offset / board.grid) * board.grid);
  }
  return [...found].sort((a, b) => a - b);
}

function fits(
  board: Board,
  windows: readonly PlacedWindow[],
  placed: readonly PlacedWindow[],
): boolean {
  board.steps.spend(windows.length * (placed.length + board.free.length));
  const inside = ({ at, length }: Stretch): boolean =>
    board.free.some((stretch) => at >= stretch.at && at + length <= stretch.at + stretch.length);
  const apart = ({ at, length }: Stretch): boolean =>
    placed.every((other) => at + length <= other.at || other.at + other.length <= at);
  return windows.every((window) => inside(window) && apart(window));
}
