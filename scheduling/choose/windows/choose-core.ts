import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { NoPlan, Tightest } from '../../model/window-choice.ts';
import { Board } from './board.ts';
import { evenPlan } from './even-plan.ts';
import type { PlacedWindow, PlanProblem, PlanResult } from './plan-problem.ts';
import { PlanSearch, type Searched } from './search.ts';
import { type Shrunk, shrink, sumOf } from './shrink.ts';
import type { Served } from './window-test.ts';

/** The parts of a frame that are looked at if no plan of the whole is at hand. */
const REPETITIONS = [2, 3, 4, 5, 6, 8, 10, 12, 16];

/** A search with one more window gets this part of the steps that are left. */
const PARTS = 4;

/** The improvement of a plan that cannot be shown to be the best gets this part. */
const PARTS_OF_IMPROVEMENT = 4;

/** The search ends at this many times the least number of windows. */
const MOST_LEVELS = 8;

/**
 * Chooses windows for the open partitions of a core such that everybody is proven: the fewest
 * windows, then the smallest sum of lengths. The result says which of both is shown. The search
 * spends at most the steps given. With `hard` soft tasks may miss.
 */
export function chooseCore(problem: PlanProblem, steps: Steps, served: Served = 'all'): PlanResult {
  const board = withinSteps(() => new Board(problem, steps, served), null);
  if (board === null) return { kind: 'ended', tightest: null };
  return new CoreSearch(problem, board, served).result();
}

class CoreSearch {
  private readonly problem: PlanProblem;
  private readonly board: Board;
  private readonly served: Served;
  private best: Shrunk | null = null;
  private fewest = false;
  private shortest = false;

  constructor(problem: PlanProblem, board: Board, served: Served) {
    this.served = served;
    this.problem = problem;
    this.board = board;
  }

  result(): PlanResult {
    const { board } = this;
    if (board.seekers.length === 0)
      return { kind: 'found', windows: [], fewest: true, shortest: true };
    const why = withinSteps(() => this.search(), null);
    if (why !== null) return { kind: 'none', why };
    const { best, fewest, shortest } = this;
    if (best === null) return { kind: 'ended', tightest: tightest(board) };
    return { kind: 'found', windows: best.chosen, fewest, shortest: fewest && shortest };
  }

  /** Improves the best plan until the steps end; the result is the reason that there is none. */
  private search(): NoPlan | null {
    const { board } = this;
    const impossible = neverServed(board) ?? tooMuch(board);
    if (impossible !== null) return impossible;
    const least = leastWindows(board);
    const even = evenPlan(board);
    if (even !== null) this.take(even);
    else this.takeRepeated();
    const known = this.best?.chosen.length ?? Number.POSITIVE_INFINITY;
    let fewest = true;
    for (let windows = least; windows < known; windows++) {
      const { complete, limited } = this.first(windows);
      if (this.best !== null && this.best.chosen.length <= windows) break;
      if (complete && !limited) {
        const found = tightest(board);
        return found === null ? null : { kind: 'all-tried', tightest: found };
      }
      fewest &&= complete;
      if (windows > MOST_LEVELS * least) return null;
    }
    this.fewest = fewest;
    const { best } = this;
    if (best === null) return null;
    this.shortest = this.isShortest() || this.all(best.chosen.length).complete;
    return null;
  }

  /** Looks for a plan of a part of the frame, which is then repeated. */
  private takeRepeated(): void {
    const { board, problem } = this;
    if (!board.turns) return;
    for (const times of REPETITIONS) {
      const frame = problem.frame / times;
      if (frame % board.grid !== 0) continue;
      const steps = countSteps({ steps: board.steps.left() / PARTS, within: board.steps });
      const result = chooseCore({ ...problem, frame }, steps, this.served);
      if (result.kind !== 'found') continue;
      const chosen = Array.from({ length: times }, (_, turn) =>
        result.windows.map((window) => ({ ...window, at: window.at + turn * frame })),
      ).flat();
      if (!board.proves(chosen)) continue;
      this.take(chosen);
      return;
    }
  }

  private first(windows: number): Searched {
    const onPlan = (chosen: readonly PlacedWindow[]): boolean => {
      this.take(chosen);
      return false;
    };
    // Later levels, which may be easier, get their part of the steps.
    const left = this.board.steps.left();
    return new PlanSearch(this.board, { windows, until: left - left / PARTS, onPlan }).run();
  }

  private all(windows: number): Searched {
    const onPlan = (chosen: readonly PlacedWindow[]): boolean => {
      this.take(chosen);
      return !this.isShortest();
    };
    const left = this.board.steps.left();
    return new PlanSearch(this.board, {
      windows,
      until: left - left / PARTS_OF_IMPROVEMENT,
      onPlan,
    }).run();
  }

  private take(chosen: readonly PlacedWindow[]): void {
    const shrunk = withinSteps(() => shrink(this.board, chosen), { chosen, sum: sumOf(chosen) });
    const { best } = this;
    if (
      best === null ||
      chosen.length < best.chosen.length ||
      (chosen.length === best.chosen.length && shrunk.sum < best.sum)
    )
      this.best = shrunk;
  }

  /** Whether the best plan takes no more than what is needed at least. */
  private isShortest(): boolean {
    const { best, board } = this;
    if (best === null) return false;
    const one = best.chosen.length === board.seekers.length && board.turns;
    return best.sum <= (one ? leastSumOfOne(board) : leastSum(board));
  }
}

function neverServed(board: Board): NoPlan | null {
  for (const seeker of board.seekers) {
    if (board.serves(seeker, board.freeFrom(0)) || board.doubted) continue;
    const { domain, vcpu } = board.nameOf(seeker.who);
    return { kind: 'never-served', vcpu: { domain, vcpu }, free: board.room };
  }
  return null;
}

function tooMuch(board: Board): NoPlan | null {
  const need = leastSum(board);
  return need > board.room ? { kind: 'too-much', need, free: board.room } : null;
}

/** A lower bound of the sum of all windows of a plan. */
function leastSum(board: Board): number {
  return board.seekers.reduce((sum, { who, need }) => {
    const gross = need + board.leastFirst(who);
    return sum + Math.ceil(gross / board.grid) * board.grid;
  }, 0);
}

/** A lower bound of the sum if each VCPU has one window, wherever it lies. */
function leastSumOfOne(board: Board): number {
  return board.seekers.reduce((sum, { who, gap }) => {
    const gross = board.frame - gap + board.leastFirst(who);
    return sum + Math.ceil(gross / board.grid) * board.grid;
  }, 0);
}

function tightest(board: Board): Tightest | null {
  const [first, ...others] = board.seekers;
  if (first === undefined) return null;
  const { who, gap, need } = others.reduce((a, b) => (b.gap < a.gap ? b : a), first);
  const { domain, vcpu } = board.nameOf(who);
  return { vcpu: { domain, vcpu }, gap: Math.min(gap, board.frame), need };
}

/**
 * A lower bound of the number of windows. In a free frame each VCPU's gaps together are what others
 * need at least, and none of them is longer than it bears; no VCPU has two windows in a row; and
 * one window each is a plan only if the shortest that serve fit into the frame.
 */
function leastWindows(board: Board): number {
  const { seekers, frame } = board;
  if (!board.turns || seekers.length === 1) return seekers.length;
  const all = leastSum(board);
  const counts = seekers.map(({ need, gap }) => {
    const others = all - Math.ceil(need / board.grid) * board.grid;
    return gap === 0 ? 1 : Math.max(1, Math.ceil(others / gap));
  });
  const sum = counts.reduce((a, b) => a + b, 0);
  const alternating = Math.max(sum, 2 * Math.max(...counts));
  const inOnePiece = seekers.reduce((length, { gap }) => length + frame - gap, 0);
  if (alternating > seekers.length || inOnePiece <= frame) return alternating;
  // Two VCPUs take turns, so they have as many windows each.
  return seekers.length === 2 ? 4 : seekers.length + 1;
}
