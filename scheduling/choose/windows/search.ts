import type { StaticWindow } from '../../supply/supply.ts';
import type { Board, Seeker } from './board.ts';
import type { PlacedWindow } from './plan-problem.ts';

/** The outcome of one search. */
export interface Searched {
  /** Whether every plan on the grid within the limit was looked at. */
  readonly complete: boolean;
  /** Whether the limit on windows, or that on their sum, cut anything off. */
  readonly limited: boolean;
}

/** The bounds of one search. */
export interface SearchLimits {
  /** The most windows that a plan may have. */
  readonly windows: number;
  /** The search gives up where no more steps than these are left. */
  readonly until: number;
  /** Called with each plan that is found; the result says whether to go on. */
  readonly onPlan: (chosen: readonly PlacedWindow[]) => boolean;
}

/** The most ends of a window that are all tried. */
const ALL_ENDS = 64;

/**
 * A search for plans that leave no time of a free stretch unused. A plan that has unused time can
 * be filled up without more windows: each window grows to where the next one begins, and no switch
 * gets dearer. The frame is filled from its start; a partial plan is given up where some VCPU would
 * not be served even if all the rest were its own.
 */
export class PlanSearch {
  private readonly board: Board;
  private readonly limits: SearchLimits;
  private complete = true;
  private limited = false;
  private stopped = false;

  constructor(board: Board, limits: SearchLimits) {
    this.board = board;
    this.limits = limits;
  }

  /** @throws StepLimitReached once the board's steps are spent. */
  run(): Searched {
    this.enter(0, [], [], this.limits.windows);
    return { complete: this.complete && !this.board.doubted, limited: this.limited };
  }

  /** Fills the free stretch with this index. `placed` are all windows before it. */
  private enter(
    index: number,
    placed: readonly PlacedWindow[],
    chosen: readonly PlacedWindow[],
    left: number,
  ): void {
    const stretch = this.board.free[index];
    if (stretch === undefined) {
      this.finish(chosen);
      return;
    }
    const before = this.writtenUpTo(placed, stretch.at);
    this.fill(index, before, chosen, stretch.at, left);
    // A stretch may also stay empty; with a whole free frame that leaves nothing.
    if (
      !this.stopped &&
      !this.board.turns &&
      this.waiting(before, stretch.at + stretch.length) !== null
    )
      this.enter(index + 1, before, chosen, left);
  }

  private writtenUpTo(placed: readonly PlacedWindow[], at: number): readonly PlacedWindow[] {
    const passed = placed.length - placed.filter(({ who }) => this.isChosen(who)).length;
    const more = this.board.written.slice(passed).filter((window) => window.at < at);
    return more.length === 0 ? placed : [...placed, ...more];
  }

  /** Whether the rest of the frame is shorter than what everybody still needs together. */
  private isShort(placed: readonly PlacedWindow[], from: number): boolean {
    const { board } = this;
    let rest = 0;
    for (const { at, length } of board.free) rest += Math.max(0, at + length - Math.max(at, from));
    for (const { who, need } of board.seekers) {
      let supplied = 0;
      for (const window of placed) if (window.who === who) supplied += window.length;
      rest -= Math.max(0, need - supplied);
    }
    return rest < 0;
  }

  private isChosen(who: number): boolean {
    return this.board.seekers.some((seeker) => seeker.who === who);
  }

  private finish(chosen: readonly PlacedWindow[]): void {
    if (this.board.proves(chosen) && !this.limits.onPlan(chosen)) this.stopped = true;
  }

  /** Places the windows from `from` on, which lies in the free stretch with this index. */
  private fill(
    index: number,
    placed: readonly PlacedWindow[],
    chosen: readonly PlacedWindow[],
    from: number,
    left: number,
  ): void {
    const { board } = this;
    const stretch = board.free[index];
    if (stretch === undefined) return;
    if (board.steps.left() < this.limits.until) {
      this.complete = false;
      this.stopped = true;
      return;
    }
    const end = stretch.at + stretch.length;
    if (from === end) {
      this.enter(index + 1, placed, chosen, left);
      return;
    }
    const waiting = this.waiting(placed, from);
    if (waiting === null) return;
    const needy = waiting.filter(({ until }) => until < board.frame);
    if (this.isShort(placed, from)) return;
    if (needy.length > left) {
      this.limited = true;
      return;
    }
    if (left === 0) {
      if (needy.length === 0) this.finish(chosen);
      return;
    }
    const last = placed.at(-1);
    const touching = last !== undefined && last.at + last.length === from;
    const first = board.turns && chosen.length === 0;
    for (const { seeker } of [...waiting].sort((a, b) => a.until - b.until)) {
      if (touching && last.who === seeker.who) continue;
      // A plan for a free frame can be turned so that it begins with any VCPU.
      if (first && seeker !== board.seekers[0]) continue;
      this.place(index, placed, chosen, from, left, seeker, waiting);
      if (this.stopped) return;
    }
  }

  /** Tries the ends of a window of `seeker` that begins at `from`. */
  private place(
    index: number,
    placed: readonly PlacedWindow[],
    chosen: readonly PlacedWindow[],
    from: number,
    left: number,
    seeker: Seeker,
    waiting: readonly Waiting[],
  ): void {
    const { board } = this;
    const stretch = board.free[index];
    if (stretch === undefined) return;
    const end = stretch.at + stretch.length;
    let most = end;
    for (const other of waiting) if (other.seeker !== seeker) most = Math.min(most, other.until);
    most = from + Math.floor((most - from) / board.grid) * board.grid;
    if (most <= from) return;
    const { who } = seeker;
    for (const to of this.ends(seeker, placed, from, most, left)) {
      const window = { who, at: from, length: to - from };
      this.fill(index, [...placed, window], [...chosen, window], to, left - 1);
      if (this.stopped) return;
    }
  }

  /** The ends to try, those that promise most first. */
  private ends(
    seeker: Seeker,
    placed: readonly PlacedWindow[],
    from: number,
    most: number,
    left: number,
  ): readonly number[] {
    const { board } = this;
    const { grid } = board;
    const cost = this.costAfter(seeker.who, placed, from);
    const known = board.net(seeker.who, placed, 'least');
    // The window ends for another one, which takes a step of the grid at least.
    const enough = (end: number): boolean => {
      const length = end - from - cost;
      const own: readonly StaticWindow[] = length > 0 ? [{ at: from + cost, length }] : [];
      const later = left > 1 ? board.freeFrom(end + grid) : [];
      return board.serves(seeker, [...known, ...own, ...later]);
    };
    // A last window had better be as long as it can.
    if (left === 1) {
      if (enough(most)) return [most];
      this.limited = true;
      return [];
    }
    const count = (most - from) / grid;
    if (count <= ALL_ENDS) {
      const all = Array.from({ length: count }, (_, tick) => most - tick * grid);
      return all.filter(enough);
    }
    this.complete = false;
    let [low, high] = [0, count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (enough(from + middle * grid)) high = middle;
      else low = middle;
    }
    const some = [
      count,
      high,
      (count + high) >> 1,
      (3 * count + high) >> 2,
      (count + 3 * high) >> 2,
    ];
    return [...new Set(some.map((tick) => from + tick * grid))].filter(enough);
  }

  private costAfter(who: number, placed: readonly PlacedWindow[], from: number): number {
    const { board } = this;
    const last = placed.at(-1);
    if (last === undefined) return board.leastFirst(who);
    return last.who === who && last.at + last.length === from ? 0 : board.cost(who, last.who);
  }

  /** For each seeker the time until which it can wait; `null` if one cannot be served any more. */
  private waiting(placed: readonly PlacedWindow[], from: number): readonly Waiting[] | null {
    const { board } = this;
    const found: Waiting[] = [];
    for (const seeker of board.seekers) {
      const known = board.net(seeker.who, placed, 'least');
      const enough = (start: number): boolean =>
        board.serves(seeker, [...known, ...board.freeFrom(start)]);
      if (!enough(from)) return null;
      if (enough(board.frame)) {
        found.push({ seeker, until: board.frame });
        continue;
      }
      let [low, high] = [0, Math.ceil((board.frame - from) / board.grid)];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (enough(from + middle * board.grid)) low = middle;
        else high = middle;
      }
      found.push({ seeker, until: from + low * board.grid });
    }
    return found;
  }
}

interface Waiting {
  readonly seeker: Seeker;
  /** The latest start of its next window, or the frame's end if it needs none. */
  readonly until: number;
}
