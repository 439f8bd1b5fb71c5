import { demandBound } from '../../demand/demand-bound.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import { priorityLevels } from '../../demand/levels.ts';
import type { TaskColumns } from '../../demand/task-columns.ts';
import { exactUtilization, roundedUtilization } from '../../demand/utilization.ts';
import type { Cut } from '../../guest/cut.ts';
import { jobPoints } from '../../guest/fixed-priority/job-points.ts';
import type { GuestLoad } from '../../guest/problem.ts';
import { isEdf } from '../../model/guest-policies.ts';
import { budgetFor, type OpenResource, sbfWith } from '../../supply/budget-for.ts';
import { leastBandwidthAt, lineOf, type UpperLine } from './upper-line.ts';

const CUT_LIMIT = 128;

/**
 * Necessary conditions for an interface to be accepted, gathered while interfaces are tried. They
 * turn down most candidates without a test. Under EDF they are steps of the demand; under fixed
 * priorities a job has to fit at one of its scheduling points (Lehoczky, Sha & Ding 1989).
 */
export class Cuts {
  /** A number that rises with each gathered condition. */
  version = 0;
  private readonly columns: TaskColumns;
  private readonly cuts: Cut[] = [];

  constructor(load: GuestLoad) {
    const columns = guestDemand(load, 'safe');
    this.columns = columns;
    if (isEdf(load.policy)) {
      const demand = demandBound(columns);
      for (const time of new Set(demand.begin)) this.add([{ time, need: demand.at(time) }]);
    } else {
      const levels = priorityLevels(load.policy, load.tasks, columns, 'safe');
      for (let row = columns.count - 1; row >= 0; row--) {
        const points = jobPoints(levels, row, 0);
        if (points !== null) this.add(points);
      }
    }
  }

  /** The number of conditions. */
  get count(): number {
    return this.cuts.length;
  }

  /** Whether the interface's bandwidth equals the tasks' utilization. */
  isUtilization({ period, budget }: { readonly period: number; readonly budget: number }): boolean {
    const { numerator, denominator } = exactUtilization(this.columns, this.columns.count);
    return numerator * BigInt(period) === denominator * BigInt(budget);
  }

  /** Whether the interface meets all conditions gathered so far. */
  allow(resource: OpenResource, budget: number): boolean {
    for (let i = 0; i < this.cuts.length; i++) {
      const cut = this.cuts[i];
      if (cut === undefined || serves(resource, budget, cut)) continue;
      this.moveToFront(i, cut);
      return false;
    }
    return true;
  }

  /** A lower bound of every sufficient budget, in ns; `Infinity` if none can suffice. */
  leastBudget(resource: OpenResource): number {
    const { period, resolution } = resource;
    const share = roundedUtilization(this.columns, this.columns.count) * ROUNDED_DOWN;
    const steps = Math.max(1, Math.ceil((share * period) / resolution));
    let least = Math.max(resource.least ?? 0, steps * resolution);
    if (least > resource.deadline) return Number.POSITIVE_INFINITY;
    for (const cut of this.cuts) {
      if (serves(resource, least, cut)) continue;
      least = cheapest(resource, cut, least);
      if (least > resource.deadline) return Number.POSITIVE_INFINITY;
    }
    return least;
  }

  /**
   * A lower bound of the bandwidth of every sufficient interface on or below the line; `Infinity`
   * if none can suffice.
   */
  leastBandwidth(line: UpperLine): number {
    let least = roundedUtilization(this.columns, this.columns.count) * ROUNDED_DOWN;
    for (let i = 0; i < this.cuts.length; i++) {
      const cut = this.cuts[i];
      if (cut === undefined) continue;
      const needed = leastBandwidthAt(line, cut, least);
      if (needed <= least) continue;
      least = needed;
      if (least === Number.POSITIVE_INFINITY) {
        this.moveToFront(i, cut);
        return least;
      }
    }
    return least;
  }

  /** Adds a condition that raised a budget. It is likely to turn down the next candidates too. */
  learn(cut: Cut): void {
    this.add(cut, true);
    // A condition that turned nothing down for a long time makes room.
    if (this.cuts.length > CUT_LIMIT) this.cuts.pop();
  }

  private add(cut: Cut, first = false): void {
    if (cut.some((point) => !Number.isSafeInteger(point.need))) return;
    this.version++;
    if (first) this.cuts.unshift(cut);
    else if (this.cuts.length < CUT_LIMIT) this.cuts.push(cut);
  }

  /** A condition that turned one candidate down is likely to turn the next one down. */
  private moveToFront(index: number, cut: Cut): void {
    if (index === 0) return;
    this.cuts.splice(index, 1);
    this.cuts.unshift(cut);
  }
}

/** A factor below 1 by more than the error of a rounded sum of quotients. */
const ROUNDED_DOWN = 1 - 1e-12;

function serves(resource: OpenResource, budget: number, cut: Cut): boolean {
  for (const { time, need } of cut) if (sbfWith(resource, budget, time) >= need) return true;
  return false;
}

/** The least budget, at least `least`, that serves the cheapest point of a cut. */
function cheapest(resource: OpenResource, cut: Cut, least: number): number {
  let best = Number.POSITIVE_INFINITY;
  const { server, period, deadline } = resource;
  const line = lineOf(server, period, deadline);
  for (const point of cut) {
    const hopeless = leastBandwidthAt(line, [point], 0) * period >= best;
    if (!hopeless) best = Math.min(best, budgetFor(resource, point.time, point.need));
  }
  return Math.max(least, best);
}
