import { leastSolution } from '../arithmetic/least-solution.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { costWithSwitches } from '../demand/guest-demand.ts';
import type { GuestLoad } from '../guest/problem.ts';
import { compareUtilization } from '../host/utilization.ts';
import { servers } from '../model/servers.ts';
import { HORIZON } from '../supply/supply-function.ts';
import type { Neighborhood } from './neighborhood.ts';
import { dueWithin, withCarry } from './requests.ts';

/**
 * The time by which work has been served if the budget never runs out, in ns from the start of a
 * stretch of work; `null` if the guest's tasks can exhaust a budget, or if the server does not keep
 * it. The run is compared with one whose budget is unlimited between a replenishment `r` and its
 * deadline: if no more than `Θ` is used in `[r, r + Δ)` for any `r`, both runs are the same.
 */
export function servedByWork(
  hood: Neighborhood,
  load: GuestLoad,
  steps: Steps,
): ((work: number) => number) | null {
  if (servers[hood.server].idle !== 'is-kept' || load.tasks.length === 0) return null;
  const completion = unlimited(hood, steps);
  if (completion === null) return null;
  const arrived = arrivals(load);
  const cost = load.tasks.length + hood.ahead.length;
  const stretch = leastSolution((t) => completion(arrived.by(t)), 1, HORIZON, cost, steps);
  if (!Number.isFinite(stretch)) return null;
  const { budget, deadline } = hood.own;
  const kept = (end: number, used: number) =>
    used <= budget || completion(used - budget) <= end - deadline;
  for (const { end, used } of arrived.usedAt(deadline, stretch + deadline, steps)) {
    if (end === deadline ? used > budget : !kept(end, used)) return null;
  }
  return completion;
}

/**
 * The time by which work has been served under an unlimited budget, in ns; `null` if it may never
 * be. Under EDF, and where the deadline lies before the period's end, each own period can delay by
 * a start and by the time between deadline and replenishment.
 */
function unlimited(hood: Neighborhood, steps: Steps): ((work: number) => number) | null {
  const { own, ahead, byDeadline } = hood;
  const delay = byDeadline || own.deadline < own.period ? own.start + own.period - own.deadline : 0;
  const shares = [
    { cost: delay, period: own.period },
    ...ahead.map(({ gross, period }) => ({ cost: gross, period })),
  ];
  if (compareUtilization(shares, 1) >= 0) return null;
  const carried = ahead.map(withCarry);
  const due = ahead.map(dueWithin);
  return (work) => {
    if (work <= 0) return 0;
    const right = (length: number) => {
      let sum = work + own.start + Math.ceil(length / own.period) * delay;
      carried.forEach((request, index) => {
        const most = byDeadline ? due[index]?.(length + own.deadline) : undefined;
        sum += Math.min(request(length), most ?? Number.POSITIVE_INFINITY);
      });
      return sum;
    };
    return leastSolution(right, work + own.start, HORIZON, ahead.length + 1, steps);
  };
}

/** The work that a guest's tasks can bring. */
interface Arrivals {
  /** The most that is released in a window of length `t > 0`, with the kernel's sections, in ns. */
  by(t: number): number;
  /**
   * The most that is used up to an instant, at each instant from `from` to `until` at which the use
   * stops growing, and at both of them.
   */
  usedAt(
    from: number,
    until: number,
    steps: Steps,
  ): Iterable<{ readonly end: number; readonly used: number }>;
}

function arrivals(load: GuestLoad): Arrivals {
  const { kernelLatency, tasks } = load;
  const costs = tasks.map((task) => costWithSwitches(load, task) + kernelLatency);
  const by = (t: number): number => {
    let sum = kernelLatency;
    tasks.forEach(({ period, jitter }, index) => {
      sum += Math.ceil((t + jitter) / period) * (costs[index] ?? 0);
    });
    return sum;
  };
  /** The first instant at or after `t` after which more is released. */
  const nextRelease = (t: number): number =>
    Math.min(
      ...tasks.map(({ period, jitter }) => Math.ceil((t + jitter) / period) * period - jitter),
    );
  return {
    by,
    *usedAt(from, until, steps) {
      // The use grows with slope 1 from `since` on, until it meets the work that has arrived.
      let since = 0;
      let used = 0;
      let pending: number[] = [from, until];
      while (pending.length > 0) {
        const base = used - since;
        const right = (t: number) => by(t) - base;
        const end = leastSolution(right, since + 1, until, tasks.length, steps);
        while (pending[0] !== undefined && pending[0] <= end) {
          const [at] = pending;
          yield { end: at, used: base + at };
          pending = pending.slice(1);
        }
        if (!Number.isFinite(end)) return;
        used = base + end;
        const next = nextRelease(end);
        if (next > end) {
          if (end > from && end < until) yield { end, used };
          while (pending[0] !== undefined && pending[0] <= next) {
            yield { end: pending[0], used };
            pending = pending.slice(1);
          }
        }
        since = Math.max(next, end);
      }
    },
  };
}
