import { least } from '../../arithmetic/least.ts';
import type { Steps } from '../../arithmetic/steps.ts';
import type { Stretch } from '../../host/arinc653.ts';
import { type Running, switchCost } from '../../model/switch-cost.ts';
import type { StaticWindow } from '../../supply/supply.ts';
import type { PlacedWindow, PlanPartition, PlanProblem } from './plan-problem.ts';
import {
  leastShare,
  type Served,
  testWindows,
  type WindowDemand,
  windowDemand,
} from './window-test.ts';

/** A partition whose windows are chosen. */
export interface Seeker {
  /** Its index in the problem. */
  readonly who: number;
  readonly demand: WindowDemand;
  /** A lower bound of its net supply in each frame. */
  readonly need: number;
  /**
   * The longest gap in each frame that it bears if it gets all the rest; one longer by the grid is
   * too long. `Infinity` before it is known.
   */
  readonly gap: number;
}

/** A core's frame with all that a search asks about it. Times are in ns. */
export class Board {
  readonly frame: number;
  readonly grid: number;
  readonly steps: Steps;
  readonly seekers: readonly Seeker[];
  /** The written windows in the order of their starts. */
  readonly written: readonly PlacedWindow[];
  /** The stretches that written windows leave, with ends on the grid. */
  readonly free: readonly Stretch[];
  /**
   * Whether a plan may be turned around the frame: all of it is free, and no releases are in step
   * with it.
   */
  readonly turns: boolean;
  /** Whether some test decided nothing, so that a failed search proves nothing. */
  doubted = false;
  private readonly partitions: readonly PlanPartition[];
  private readonly settled: readonly { readonly who: number; readonly demand: WindowDemand }[];
  private readonly costs: readonly (readonly number[])[];

  constructor(problem: PlanProblem, steps: Steps, served: Served = 'all') {
    const { frame, resolution, partitions } = problem;
    this.frame = frame;
    this.grid = resolution;
    this.steps = steps;
    this.partitions = partitions;
    this.written = partitions
      .flatMap(({ written }, who) => (written ?? []).map((window) => ({ ...window, who })))
      .sort((a, b) => a.at - b.at);
    this.free = freeStretches(frame, resolution, this.written);
    const inStep = partitions.some(({ releases }) => releases !== undefined);
    this.turns = !inStep && this.free.length === 1 && this.free[0]?.length === frame;
    this.costs = costsInto(problem);
    const seekers: Seeker[] = [];
    const settled: { readonly who: number; readonly demand: WindowDemand }[] = [];
    partitions.forEach(({ load, written, releases }, who) => {
      const releasing = releases === undefined ? load : { ...load, releases };
      const demand = load.tasks.length === 0 ? null : windowDemand(releasing, served);
      if (demand === null) return;
      if (written !== null) settled.push({ who, demand });
      else {
        const need = Math.ceil(leastShare(demand) * frame * (1 - ROUNDING));
        const seeker = { who, demand, need, gap: Number.POSITIVE_INFINITY };
        // Releases in step with the frame bear a gap in one place and not in another.
        const gap = releases === undefined ? this.longestGap(seeker) : seeker.gap;
        seekers.push({ ...seeker, gap });
      }
    });
    this.seekers = seekers;
    // Written windows that cannot serve their own tasks do not keep others from getting a plan.
    this.settled = settled.filter(({ who, demand }) =>
      this.accepts(demand, this.net(who, this.written, 'least')),
    );
  }

  /** The sum of the free stretches. */
  get room(): number {
    return this.free.reduce((sum, { length }) => sum + length, 0);
  }

  nameOf(who: number): PlanPartition {
    const partition = this.partitions[who];
    if (partition === undefined) throw new RangeError('no such partition');
    return partition;
  }

  /** The time that a window loses to the switch into it; `null` stands for an unknown neighbor. */
  cost(who: number, before: number | null): number {
    const row = this.costs[who] ?? [];
    const fromIdle = row[row.length - 1] ?? 0;
    return before === null ? fromIdle : Math.max(fromIdle, row[before] ?? 0);
  }

  /** The least that the first window of a frame loses, whatever the last one is. */
  leastFirst(who: number): number {
    return this.turns && this.seekers.length > 1 ? this.cost(who, null) : 0;
  }

  /** The dearest switch into a window. */
  dearest(who: number): number {
    return Math.max(...(this.costs[who] ?? [0]));
  }

  /**
   * The windows of one partition without the switches into them, as the analysis sees them.
   * `placed` are all windows in the order of their starts. With `least` the first of them may
   * follow anything, and costs the least that it can.
   */
  net(who: number, placed: readonly PlacedWindow[], first: 'least' | 'last'): StaticWindow[] {
    const found: StaticWindow[] = [];
    for (let k = 0; k < placed.length; k++) {
      const window = placed[k];
      if (window === undefined || window.who !== who) continue;
      const cost = this.costAt(placed, k, first);
      if (cost < window.length) {
        found.push({ at: window.at + cost, length: window.length - cost });
      }
    }
    return found;
  }

  private costAt(placed: readonly PlacedWindow[], k: number, first: 'least' | 'last'): number {
    const window = placed[k];
    if (window === undefined) return 0;
    if (k === 0 && first === 'least') return this.leastFirst(window.who);
    const before = placed[(k + placed.length - 1) % placed.length] ?? window;
    const end = before.at + before.length - (k === 0 ? this.frame : 0);
    if (end === window.at && before.who === window.who) return 0;
    return this.cost(window.who, before.who);
  }

  /**
   * Whether a seeker is served by windows net of switches, in the order of their starts. They lie
   * in the first of `parts` equal parts of the frame, and repeat in the others.
   */
  serves(seeker: Seeker, windows: readonly StaticWindow[], parts = 1): boolean {
    const { grid } = this;
    const frame = this.frame / parts;
    let supplied = 0;
    let end = (windows.at(-1)?.at ?? 0) + (windows.at(-1)?.length ?? 0) - frame;
    for (const { at, length } of windows) {
      if (at - end >= seeker.gap + grid) return false;
      supplied += length;
      end = at + length;
    }
    if (supplied === 0 || supplied * parts < seeker.need) return false;
    return this.accepts(seeker.demand, windows, frame);
  }

  private accepts(
    demand: WindowDemand,
    windows: readonly StaticWindow[],
    frame = this.frame,
  ): boolean {
    const outcome = testWindows(demand, frame, windows, this.steps);
    if (outcome === 'undecided') this.doubted = true;
    return outcome === 'accepted';
  }

  /** Whether a plan with the chosen windows serves everybody. */
  proves(chosen: readonly PlacedWindow[]): boolean {
    const placed = this.withWritten(chosen);
    return (
      this.seekers.every((seeker) => this.serves(seeker, this.net(seeker.who, placed, 'last'))) &&
      this.settled.every(({ who, demand }) => this.accepts(demand, this.net(who, placed, 'last')))
    );
  }

  /** Whether windows lie in free time and apart from each other. */
  hasRoomFor(windows: readonly Stretch[]): boolean {
    const inside = ({ at, length }: Stretch): boolean =>
      this.free.some((stretch) => at >= stretch.at && at + length <= stretch.at + stretch.length);
    const sorted = [...windows].sort((a, b) => a.at - b.at);
    return sorted.every((window, index) => {
      const before = sorted[index - 1];
      return inside(window) && (before === undefined || before.at + before.length <= window.at);
    });
  }

  withWritten(chosen: readonly PlacedWindow[]): readonly PlacedWindow[] {
    return [...this.written, ...chosen].sort((a, b) => a.at - b.at);
  }

  /** The free time from an instant on. */
  freeFrom(from: number): StaticWindow[] {
    const rest: StaticWindow[] = [];
    for (const { at, length } of this.free) {
      const start = Math.max(at, from);
      if (start < at + length) rest.push({ at: start, length: at + length - start });
    }
    return rest;
  }

  /** 0 also if it bears none. */
  private longestGap(seeker: Seeker): number {
    const most = Math.floor(this.frame / this.grid);
    const length = least(most, (ticks) =>
      this.serves(seeker, [{ at: 0, length: Math.min(this.frame, ticks * this.grid) }]),
    );
    return length === null ? 0 : (most - length) * this.grid;
  }
}

/** Quotients of doubles are off by much less. */
const ROUNDING = 1e-12;

function freeStretches(
  frame: number,
  grid: number,
  written: readonly PlacedWindow[],
): readonly Stretch[] {
  const free: Stretch[] = [];
  let from = 0;
  const add = (to: number): void => {
    const at = Math.ceil(from / grid) * grid;
    const end = Math.floor(to / grid) * grid;
    if (end > at) free.push({ at, length: end - at });
  };
  for (const { at, length } of written) {
    add(at);
    from = Math.max(from, at + length);
  }
  add(frame);
  return free;
}

/** For each partition the cost of a switch into it from each other, and from idle at the end. */
function costsInto({ partitions, switchCosts }: PlanProblem): readonly (readonly number[])[] {
  const running = partitions.map(({ domain, type }): Running => ({ name: domain, type }));
  return running.map((to) =>
    [...running, 'idle' as const].map((from) => switchCost(switchCosts, from, to)),
  );
}
