import { countSteps, StepLimitReached, type Steps } from '../../arithmetic/steps.ts';
import { type DemandBound, demandBound } from '../../demand/demand-bound.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import { type Levels, priorityLevels } from '../../demand/levels.ts';
import { nextRequest, requestBound } from '../../demand/request-bound.ts';
import { edfTest } from '../../guest/edf/edf-test.ts';
import type { GuestLoad } from '../../guest/problem.ts';
import { isEdf } from '../../model/guest-policies.ts';
import { budgetFor, type OpenResource, supplyWith } from '../../supply/budget-for.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';

/** A refusal is worth this much work; after that the exact search decides. */
const STEPS_FOR_REFUSAL = 2_000_000;

/** In some window of length `time` at least `need` has to be supplied. */
interface Point {
  readonly time: number;
  readonly need: number;
}

/** Something every sufficient interface has to do: serve at least one of these points. */
type Cut = readonly Point[];

/** More points than this are not looked at for one task. */
const POINT_LIMIT = 500;
const CUT_LIMIT = 64;

/**
 * Conditions that are necessary for an interface to be accepted, whatever its period, gathered
 * while interfaces are tried: with them most candidates are turned down without a test. Under EDF
 * they are steps of demand; under fixed priorities each task's first job has to fit at one of its
 * scheduling points (Lehoczky, Sha & Ding 1989).
 */
export class Cuts {
  private readonly cuts: Cut[] = [];
  private readonly edf: DemandBound | null;

  constructor(load: GuestLoad) {
    const columns = guestDemand(load, 'safe');
    if (isEdf(load.policy)) {
      this.edf = demandBound(columns);
      for (const time of new Set(this.edf.begin)) this.add([{ time, need: this.edf.at(time) }]);
    } else {
      this.edf = null;
      const levels = priorityLevels(load.policy, load.tasks, columns, 'safe');
      for (let row = columns.count - 1; row >= 0; row--) {
        const points = schedulingPoints(levels, row);
        if (points !== null) this.add(points);
      }
    }
  }

  /** Whether the interface meets all conditions gathered so far. */
  allow(resource: OpenResource, budget: number): boolean {
    const supply = supplyWith(resource, budget);
    for (let i = 0; i < this.cuts.length; i++) {
      const cut = this.cuts[i];
      if (cut === undefined || serves(supply, cut)) continue;
      // What turned one candidate down is likely to turn the next one down.
      if (i > 0) {
        this.cuts.splice(i, 1);
        this.cuts.unshift(cut);
      }
      return false;
    }
    return true;
  }

  /** A budget that every sufficient one reaches at least; `Infinity` where none can suffice. */
  leastBudget(resource: OpenResource): number {
    let least = resource.resolution;
    for (const cut of this.cuts) {
      if (least <= resource.deadline && serves(supplyWith(resource, least), cut)) continue;
      let cheapest = Number.POSITIVE_INFINITY;
      for (const { time, need } of cut)
        cheapest = Math.min(cheapest, budgetFor(resource, time, need));
      least = Math.max(least, cheapest);
      if (least === Number.POSITIVE_INFINITY) return least;
    }
    return least;
  }

  /**
   * Whether a test under EDF refuses this interface; why it does becomes a condition for those that
   * follow.
   */
  refuses(resource: OpenResource, budget: number, within: Steps): boolean {
    if (this.edf === null) return false;
    try {
      const steps = countSteps({ steps: STEPS_FOR_REFUSAL, within });
      const outcome = edfTest(this.edf, supplyWith(resource, budget), steps);
      if (outcome.kind !== 'refused') return false;
      if (outcome.at === null) return true;
      const time = outcome.at.failure;
      this.add([{ time, need: this.edf.at(time) }], true);
      return true;
    } catch (error) {
      if (!(error instanceof StepLimitReached)) throw error;
      return false;
    }
  }

  private add(cut: Cut, first = false): void {
    if (cut.some((point) => !Number.isSafeInteger(point.need))) return;
    if (first) {
      this.cuts.unshift(cut);
      // What has long turned none down makes room.
      if (this.cuts.length > CUT_LIMIT) this.cuts.pop();
    } else if (this.cuts.length < CUT_LIMIT) {
      this.cuts.push(cut);
    }
  }
}

function serves(supply: SupplyFunction, cut: Cut): boolean {
  for (const { time, need } of cut) if (supply.sbf(time) >= need) return true;
  return false;
}

/**
 * Where the first job of a row has to fit, the latest first; `null` where there are too many such
 * points.
 */
function schedulingPoints(levels: Levels, row: number): Cut | null {
  const { deadline, jitter } = levels.columns;
  const end = (deadline[row] ?? 0) - (jitter[row] ?? 0);
  if (end <= 0) return null;
  const points: Point[] = [];
  for (
    let time = nextRequest(levels, row, 0);
    time < end;
    time = nextRequest(levels, row, time + 1)
  ) {
    if (points.length >= POINT_LIMIT) return null;
    points.push({ time, need: requestBound(levels, row, 1, time) });
  }
  points.push({ time: end, need: requestBound(levels, row, 1, end) });
  return points.reverse();
}
