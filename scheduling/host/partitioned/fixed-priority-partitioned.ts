import type { FixedOrder } from '../../model/order.ts';
import type { Load, LoadOutcome, TestOutcome } from '../load.ts';

/** The most rounds in which a response is looked for. */
const MOST_ROUNDS = 100_000;

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
 * it, up to the end of the period. A response that would have to be followed for too long is not
 * judged.
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
  for (const index of urgencyOrder(loads, order)) {
    const load = loads[index];
    if (load === undefined) continue;
    outcomes[index] = outcomeOf(load, responseTime(load, higher, carried));
    higher.push(load);
  }
  const judged = outcomes.map(({ accepted }) => accepted);
  return { result: resultOf(judged), loads: outcomes };
}

/** A response time in ns; `null` if there is none within the period. */
type ResponseTime = number | null | 'too-long';

function outcomeOf({ deadline }: Load, response: ResponseTime): LoadOutcome {
  if (response === 'too-long') return { accepted: null, response: null, margin: null };
  if (response === null) return { accepted: false, response, margin: null };
  return { accepted: response <= deadline, response, margin: deadline - response };
}

function resultOf(accepted: readonly (boolean | null)[]): TestOutcome['result'] {
  if (accepted.includes(false)) return 'refused';
  return accepted.includes(null) ? 'too-long' : 'accepted';
}

/** The response time of the first job, which is the largest if it ends within its period. */
function responseTime(load: Load, higher: readonly Load[], carried: boolean): ResponseTime {
  let response = Math.max(load.cost, responseByLines(load, higher, carried));
  for (let round = 0; response <= load.period; round++) {
    if (round === MOST_ROUNDS) return 'too-long';
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

/**
 * A lower bound of the response time, in ns, from which the least one is soon found: the loads
 * above take `Σ (R + J)·Θ'/Π` of it at least. `Infinity` where they leave nothing.
 */
function responseByLines(load: Load, higher: readonly Load[], carried: boolean): number {
  let used = 0;
  let before = 0;
  for (const other of higher) {
    const share = other.cost / other.period;
    used += share;
    before += share * jitterOf(other, carried);
  }
  const error = (higher.length + 4) * Number.EPSILON;
  const left = 1 - used + error * (1 + used);
  if (left <= 0) return Number.POSITIVE_INFINITY;
  return Math.floor(((load.cost + before) / left) * (1 - 2 * error));
}

/** The most that a more urgent load takes of a response of this length, in ns. */
export function interference(load: Load, response: number, carried: boolean): number {
  return Math.ceil((response + jitterOf(load, carried)) / load.period) * load.cost;
}

/** The latest time at which a budget is used before the next one can be, in ns. */
function jitterOf({ cost, spentBy }: Load, carried: boolean): number {
  return carried ? Math.max(0, spentBy - cost) : 0;
}
