import type { FixedOrder } from '../../model/order.ts';
import { carriedDemand, type Load, type LoadOutcome, type TestOutcome } from '../load.ts';
import { urgencyOrder } from '../partitioned/fixed-priority-partitioned.ts';

/** A load under global scheduling, with the cost `p·δ` of the preemptions it can suffer, in ns. */
export interface GlobalLoad extends Load {
  readonly preemptionCost: number;
}

/**
 * The most that a load which precedes all others takes of any window, in ns. Each of its costs
 * begins on two cores at once, where it sends a VCPU away from one that has to be switched to on
 * another.
 */
function precedingDemand({ period, deadline, cost }: Load, length: number): number {
  const lanes = cost > deadline ? 2 : 1;
  return Math.floor(length / period) * cost + Math.min(cost, lanes * (length % period));
}

/**
 * Global EDF on `cores` cores by windows: for each VCPU `Σ_{j≠i} min(f_j(Δ_i), X_i) < m·X_i` with
 * `X_i = Δ_i − Θ'_i − p_i·δ + 1`. Sufficient (Bertogna, Cirinei & Lipari 2005).
 */
export function globalEdfWindows(loads: readonly GlobalLoad[], cores: number): TestOutcome {
  return judge(loads.map((load) => window(load, others(loads, load), cores, carriedDemand)));
}

/**
 * Global fixed priorities on `cores` cores by windows: for each VCPU `Σ_hp min(W_j(Δ_i), X_i) <
 * m·X_i`, the carried-in budget used right before its deadline. Sufficient (Bertogna, Cirinei &
 * Lipari 2009). Without overheads a VCPU with fewer than `m` above it always finds a core.
 */
export function globalFixedPriority(
  loads: readonly GlobalLoad[],
  order: FixedOrder,
  cores: number,
): TestOutcome {
  const outcomes: LoadOutcome[] = loads.map(() => ({
    accepted: false,
    response: null,
    margin: null,
  }));
  const higher: GlobalLoad[] = [];
  for (const index of urgencyOrder(loads, order)) {
    const load = loads[index];
    if (load === undefined) continue;
    outcomes[index] = window(load, higher, cores, lateDemand);
    higher.push(load);
  }
  return judge(outcomes);
}

/**
 * Global EDF by density, for periodic and polling servers without overheads: `Σ Θ/Δ ≤ m − (m−1)·max
 * Θ/Δ`. Sufficient (Goossens, Funk & Baruah 2003, with densities for constrained deadlines as in
 * Bertogna, Cirinei & Lipari 2005).
 */
export function globalEdfDensity(loads: readonly Load[], cores: number): boolean {
  let densest: Load | undefined;
  for (const load of loads) {
    if (load.cost > load.deadline) return false;
    if (densest === undefined || load.cost / load.deadline > densest.cost / densest.deadline)
      densest = load;
  }
  if (densest === undefined) return true;
  // m − (m−1)·max as a sum to compare: Σ Θ/Δ + (m−1)·max ≤ m.
  const sum = loads.reduce((total, load) => total + load.cost / load.deadline, 0);
  const total = sum + (cores - 1) * (densest.cost / densest.deadline);
  const doubt = (loads.length + 4) * Number.EPSILON * Math.max(total, cores);
  if (total <= cores - doubt) return true;
  if (total > cores + doubt) return false;
  let above = BigInt(cores - 1) * BigInt(densest.cost);
  let below = BigInt(densest.deadline);
  for (const { cost, deadline } of loads) {
    above = above * BigInt(deadline) + BigInt(cost) * below;
    below *= BigInt(deadline);
  }
  return above <= BigInt(cores) * below;
}

function others(loads: readonly GlobalLoad[], load: GlobalLoad): GlobalLoad[] {
  return loads.filter((other) => other !== load);
}

/** The window test of one load against those that can interfere. */
function window(
  load: GlobalLoad,
  interfering: readonly GlobalLoad[],
  cores: number,
  ordered: (other: Load, length: number) => number,
): LoadOutcome {
  if (load.precedes) return { accepted: true, response: load.cost, margin: 0 };
  const demand = (other: Load, length: number): number =>
    other.precedes ? precedingDemand(other, length) : ordered(other, length);
  const room = load.deadline - load.cost - load.preemptionCost + 1;
  if (!(room >= 1)) {
    const margin = room - 1;
    return {
      accepted: false,
      response: null,
      margin: Number.isSafeInteger(margin) ? margin : null,
    };
  }
  const exact =
    (interfering.length + 1) * room <= Number.MAX_SAFE_INTEGER &&
    cores * room <= Number.MAX_SAFE_INTEGER;
  const delay = exact
    ? delayInNumbers(interfering, room, cores, load.deadline, demand)
    : delayInBigints(interfering, room, cores, load.deadline, demand);
  // m·X > Σ is the same as X > ⌊Σ/m⌋.
  const margin = room - 1 - delay;
  return { accepted: margin >= 0, response: margin >= 0 ? load.deadline - margin : null, margin };
}

/** `⌊Σ min(demand, room) / cores⌋`, the longest time for which all cores are busy, in ns. */
function delayInNumbers(
  interfering: readonly Load[],
  room: number,
  cores: number,
  length: number,
  demand: (other: Load, length: number) => number,
): number {
  let sum = 0;
  for (const other of interfering) sum += Math.min(demand(other, length), room);
  return Math.floor(sum / cores);
}

function delayInBigints(
  interfering: readonly Load[],
  room: number,
  cores: number,
  length: number,
  demand: (other: Load, length: number) => number,
): number {
  let sum = 0n;
  for (const other of interfering) sum += BigInt(Math.min(demand(other, length), room));
  return Number(sum / BigInt(cores));
}

/**
 * `W(L)`: the most that a load can take of any window, with its first budget used right before its
 * deadline, in ns.
 */
export function lateDemand(other: Load, length: number): number {
  const stretch = length + other.deadline - other.cost;
  if (stretch <= 0) return length;
  const jobs = Math.floor(stretch / other.period);
  return jobs * other.cost + Math.min(other.cost, stretch - jobs * other.period);
}

function judge(loads: readonly LoadOutcome[]): TestOutcome {
  return { result: loads.every((load) => load.accepted) ? 'accepted' : 'refused', loads };
}
