import { gcd, lcm } from '../arithmetic/divisors.ts';
import { countSteps } from '../arithmetic/steps.ts';
import { servers } from '../model/servers.ts';
import { noSupply } from './periodic-supply.ts';
import type { MixedSupply, PeriodicResource } from './supply.ts';
import type { SupplyFunction } from './supply-function.ts';

/** The points at which the least may lie, after which a test gives up. */
const POINTS = 5_000_000;

/** A longer lcm than this, in ns, is taken as one that never comes. */
const LONGEST = 8e15;

/**
 * `L(x)`: the least supply in the last `x` before a replenishment, in ns: each budget came as early
 * as it could. A polling server may have given up the one of the period that is cut.
 */
function supplyBefore({ server, period, budget }: PeriodicResource, x: number): number {
  const whole = Math.floor(x / period);
  const rest = x - whole * period;
  const kept = servers[server].idle !== 'is-given-up';
  return whole * budget + (kept ? Math.max(0, rest - (period - budget)) : 0);
}

/** `G(y)`: the least supply in the first `y` after a replenishment, in ns: none is early. */
function supplyAfter({ period, budget, deadline }: PeriodicResource, y: number): number {
  const z = y - (deadline - budget);
  if (z <= 0) return 0;
  const whole = Math.floor(z / period);
  return whole * budget + Math.min(budget, z - whole * period);
}

/** The least `y` with `G(y) ≥ amount`, for an amount above 0. */
function reachedAfter({ period, budget, deadline }: PeriodicResource, amount: number): number {
  const whole = Math.ceil(amount / budget) - 1;
  return deadline - budget + whole * period + (amount - whole * budget);
}

/**
 * The supply in windows over the replenishment at which one interface follows another: `mix(t) =
 * min over 0 ≤ x ≤ t of L(x) + G(t − x)`. The least lies where `L` or `G` begins to rise, right
 * before a step of `L`, or at an end. Within both interfaces alone their own bounds hold.
 *
 * Each further period in the faster interface gets more in the long run, and neither supply leaves
 * a line of its share by more than its spread. The least lies within the `reach` of the point with
 * the longest time in the slower interface.
 *
 * @throws StepLimitReached by its functions if a window is too long to look at
 */
export function mixedSupply({ before, after }: MixedSupply): SupplyFunction {
  const shares = [before, after].map(({ budget, period }) => budget / period) as [number, number];
  const lead = leadOf(before, after);
  const slower = lead <= 0n ? before : after;
  if (slower.budget <= 0) return noSupply(slower.period);
  const given = servers[before.server].idle === 'is-given-up';
  const bounds = {
    before: given ? before.period : before.period - before.budget,
    after: after.deadline - after.budget,
  };
  const late = shares[0] * bounds.before + shares[1] * bounds.after;
  const share = Math.min(...shares);
  const apart = Math.abs(shares[0] - shares[1]);
  const multiple = lcm([before.period, after.period], LONGEST);
  const period = lead === 0n ? multiple : slower.period;
  // With equal shares both repeat together, else the slower one decides in the long run.
  const settled =
    lead === 0n
      ? bounds.after + multiple
      : Math.ceil(((late + after.budget) / apart) * (1 + 1e-9)) + bounds.after + 1;
  const steps = countSteps({ steps: POINTS });
  const gain = lead === 0n ? (multiple / before.period) * before.budget : slower.budget;
  const sbf = (t: number): number => {
    if (t <= 0) return 0;
    if (!Number.isFinite(settled + period) || t <= settled + period) return mix(t);
    const rounds = Math.floor((t - settled) / period);
    return mix(t - rounds * period) + rounds * gain;
  };
  const first = given ? before.period - 1 : bounds.before;
  const reachBefore = reach(after.budget, after.period - after.budget, lead);
  const reachAfter = reach(before.budget, bounds.before, lead);
  // After so many periods both interfaces meet as before.
  const together = gcd(before.period, after.period);
  const fewBefore = Math.min(reachBefore, after.period / together);
  const fewAfter = Math.min(reachAfter, before.period / together);
  const mix = (t: number): number => {
    let found = Math.min(supplyBefore(before, t), supplyAfter(after, t));
    const consider = (x: number): void => {
      found = Math.min(found, supplyBefore(before, x) + supplyAfter(after, t - x));
    };
    const lastBefore = Math.floor((t - first) / before.period);
    const lastAfter = Math.floor((t - bounds.after) / after.period);
    // The first budget after the change comes late, so the last points do not repeat.
    const pointsBefore = Math.min(lastBefore, lead < 0n ? reachBefore : fewBefore);
    const pointsAfter = Math.min(lastAfter, fewAfter);
    steps.spend(pointsBefore + pointsAfter);
    for (let k = 0; k <= pointsBefore; k++)
      consider(first + (lead < 0n ? lastBefore - k : k) * before.period);
    for (let k = 0; k <= pointsAfter; k++)
      consider(t - bounds.after - (lead > 0n ? lastAfter - k : k) * after.period);
    return found;
  };
  // A window is long enough if, wherever the change lies, what is after it gets the rest. The
  // change that asks for the longest one lies right before a step of `L`.
  const inverse = (amount: number): number => {
    if (amount <= 0) return 0;
    const last = Math.ceil(amount / before.budget) - 1;
    const points = Math.min(last, fewBefore);
    steps.spend(points);
    let found = 0;
    for (let k = lead < 0n ? last - points : 0, end = k + points; k <= end; k++) {
      const rest = reachedAfter(after, amount - k * before.budget);
      found = Math.max(found, first + k * before.period + rest);
    }
    return found;
  };
  const supply: SupplyFunction = {
    sbf,
    inverse,
    bandwidth: { numerator: slower.budget, denominator: slower.period },
    period,
    settled,
    latency: Math.ceil((late / share) * (1 + 1e-9)) + 1,
    longestGap: bounds.before + bounds.after - (given ? 1 : 0),
    starts: () => [supply],
  };
  return supply;
}

/** The share of `a` less that of `b`, times both periods. */
function leadOf(a: PeriodicResource, b: PeriodicResource): bigint {
  return BigInt(a.budget) * BigInt(b.period) - BigInt(b.budget) * BigInt(a.period);
}

/**
 * The periods for which a lead can be caught up by a supply that leaves the line of its share by up
 * to `budget · gap`, over its period.
 */
function reach(budget: number, gap: number, lead: bigint): number {
  if (lead === 0n) return Number.POSITIVE_INFINITY;
  return Number((BigInt(budget) * BigInt(gap)) / (lead < 0n ? -lead : lead));
}
