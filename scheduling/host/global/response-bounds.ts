import type { Steps } from '../../arithmetic/steps.ts';
import type { FixedOrder } from '../../model/order.ts';
import { carriedDemand, type Load } from '../load.ts';
import { urgencyOrder } from '../partitioned/fixed-priority-partitioned.ts';

/**
 * Whether loads that use their budgets in one piece of time after another, periodic or polling,
 * meet their deadlines under fixed priorities on `cores` cores without overheads. The response of
 * each is bounded with those of all more urgent ones, of which at most `cores − 1` carry work into
 * the window. Sufficient (Guan, Stigge, Yi & Yu 2009, theorem 3; Bertogna & Cirinei 2007).
 */
export function fixedPriorityResponses(
  loads: readonly Load[],
  order: FixedOrder,
  cores: number,
  steps: Steps,
): boolean {
  const higher: Bounded[] = [];
  for (const index of urgencyOrder(loads, order)) {
    const load = loads[index];
    if (load === undefined) continue;
    const response = responseBound(load, cores, steps, (length, most) =>
      limitedCarryIn(higher, length, most, cores),
    );
    if (response === null) return false;
    higher.push({ load, response });
  }
  return true;
}

/**
 * Whether periodic or polling loads meet their deadlines under EDF on `cores` cores without
 * overheads: the bound of each response shortens what that load carries into the windows of others,
 * until nothing changes. Sufficient (Bertogna & Cirinei 2007, theorem 6 and its iteration).
 */
export function edfResponses(loads: readonly Load[], cores: number, steps: Steps): boolean {
  const responses = loads.map(({ deadline }) => deadline);
  for (;;) {
    let kept = 0;
    let changed = false;
    for (const [index, load] of loads.entries()) {
      const others = loads.flatMap((other, at) =>
        at === index ? [] : [{ load: other, response: responses[at] ?? other.deadline }],
      );
      const response = responseBound(load, cores, steps, (length) =>
        others.map((other) => Math.min(workload(other, length), dueBefore(other, load.deadline))),
      );
      if (response === null) continue;
      kept++;
      changed ||= response < (responses[index] ?? 0);
      responses[index] = Math.min(response, responses[index] ?? response);
    }
    if (kept === loads.length) return true;
    if (!changed) return false;
  }
}

/** A load and a bound of its response, in ns. */
interface Bounded {
  readonly load: Load;
  readonly response: number;
}

/**
 * The least time, at most the deadline, that holds the cost and the interference of others in it;
 * `null` if there is none. `demands` are those of the others in a window of a length; one of them
 * interferes for less than the time that the cost leaves, plus 1.
 */
function responseBound(
  { cost, deadline }: Load,
  cores: number,
  steps: Steps,
  demands: (length: number, most: number) => readonly number[],
): number | null {
  for (let response = cost; response <= deadline; ) {
    const most = response - cost + 1;
    const others = demands(response, most);
    steps.spend(others.length);
    let sum = 0;
    for (const demand of others) sum += Math.min(demand, most);
    const next = cost + Math.floor(sum / cores);
    if (next <= response) return response;
    // As long as `cores` of them ask for all the time that is left, it does not suffice.
    const all = others.toSorted((a, b) => b - a)[cores - 1] ?? 0;
    response = Math.max(next, Math.min(cost + all, deadline + 1));
  }
  return null;
}

/** The workload in a window whose first budget is done at the bound of its response. */
function workload({ load: { period, cost }, response }: Bounded, length: number): number {
  const stretch = length + response - cost;
  const jobs = Math.floor(stretch / period);
  return jobs * cost + Math.min(cost, stretch - jobs * period);
}

/** The work with deadlines up to the window's end, the first budget done at its response. */
function dueBefore({ load, response }: Bounded, length: number): number {
  const { period, cost, deadline } = load;
  const early = Math.max(0, (length % period) - (deadline - response));
  return Math.floor(length / period) * cost + Math.min(cost, early);
}

/** The demands of others in a window into which at most `cores − 1` of them carry work. */
function limitedCarryIn(
  others: readonly Bounded[],
  length: number,
  most: number,
  cores: number,
): readonly number[] {
  const demands = others.map(({ load }) => carriedDemand(load, length));
  const carried = others.map((other) => workload(other, length));
  const more = (index: number) =>
    Math.min(carried[index] ?? 0, most) - Math.min(demands[index] ?? 0, most);
  const largest = [...others.keys()].sort((a, b) => more(b) - more(a)).slice(0, cores - 1);
  return demands.map((demand, index) =>
    largest.includes(index) ? Math.max(demand, carried[index] ?? 0) : demand,
  );
}
