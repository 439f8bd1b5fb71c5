import type { FixedOrder } from '../../model/order.ts';
import type { Load, LoadOutcome, TestOutcome } from '../load.ts';

/** The rank of each order, smaller is more urgent. */
const ranks: Readonly<Record<FixedOrder, (load: Load) => number>> = {
  period: (load) => load.period,
  deadline: (load) => load.deadline,
  priority: (load) => -load.priority,
};

/**
 * The indices of the loads, the most urgent first; ties go to the one declared first. A load that
 * precedes all others comes before them.
 */
export function urgencyOrder(loads: readonly Load[], order: FixedOrder): number[] {
  const rank = ranks[order];
  return loads
    .map((load, index) => ({
      ...{ rank: load.precedes ? -Infinity : rank(load), order: load.order, index },
    }))
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ index }) => index);
}

/**
 * Fixed priorities on one core: compares each response time with its deadline. The interference of
 * periodic and polling servers is `⌈R/Π_j⌉·Θ'_j`, exact (Joseph & Pandya 1986). That of deferrable
 * servers is `⌈(R + Δ_j − Θ'_j)/Π_j⌉·Θ'_j`, for a budget may be used right before its deadline and
 * the next one at once (Strosnider, Lehoczky & Sha 1995). A switch out after the deadline lengthens
 * it, up to the end of the period.
 */
export function fixedPriority(
  loads: readonly Load[],
  order: FixedOrder,
  carried: boolean,
): TestOutcome {
  const outcomes: LoadOutcome[] = loads.map(() => ({
    accepted: false,
    response: null,
    margin: null,
  }));
  const higher: Load[] = [];
  let accepted = true;
  for (const index of urgencyOrder(loads, order)) {
    const load = loads[index];
    if (load === undefined) continue;
    const response = responseTime(load, higher, carried);
    const kept = response !== null && response <= load.deadline;
    outcomes[index] = {
      accepted: kept,
      response,
      margin: response === null ? null : load.deadline - response,
    };
    accepted &&= kept;
    higher.push(load);
  }
  return { result: accepted ? 'accepted' : 'refused', loads: outcomes };
}

/**
 * The response time of the first job, in ns, which is the largest if it ends within its period;
 * `null` if it does not.
 */
function responseTime(load: Load, higher: readonly Load[], carried: boolean): number | null {
  let response = load.cost;
  while (response <= load.period) {
    let next = load.cost;
    for (const other of higher) {
      next += interference(other, response, carried);
      // A response past the period counts as none, which keeps the sum within exact numbers.
      if (next > load.period) return null;
    }
    if (next === response) return response;
    response = next;
  }
  return null;
}

/** The most that a more urgent load takes of a response of this length, in ns. */
export function interference(
  { period, cost, spentBy }: Load,
  response: number,
  carried: boolean,
): number {
  const jitter = carried ? Math.max(0, spentBy - cost) : 0;
  return Math.ceil((response + jitter) / period) * cost;
}
