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
 * min over 0 ≤ x ≤ t of L(x) + G(t − x)`. As `x` grows, a rising `L` rises at least as fast as `G`
 * falls. The least lies at the end of a flat stretch of `L`: where it begins to rise, right before
 * a step, or at `x = t`. Within both interfaces alone their own bounds hold.
 *
 * Each further period in the faster interface gets more in the long run, and `G` leaves a line of
 * its share by no more than its spread. The least lies within the `reach` of the stretch with
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
  // After some periods both interfaces meet as before.
  const reach = Math.min(catchUp(after, lead), after.period / gcd(before.period, after.period));
  /** The flat stretches of `L`, of those up to the last one, whose ends may decide. */
  const deciding = (last: number): { readonly from: number; readonly to: number } => {
    const others = Math.min(last, reach);
    steps.spend(Math.max(0, others));
    return lead < 0n ? { from: last - others, to: last } : { from: 0, to: others };
  };
  const mix = (t: number): number => {
    let found = supplyBefore(before, t);
    const { from, to } = deciding(Math.floor((t - first) / before.period));
    for (let k = from; k <= to; k++) {
      const x = first + k * before.period;
      found = Math.min(found, k * before.budget + supplyAfter(after, t - x));
    }
    return found;
  };
  // A window is long enough if, wherever the change lies in it, the time after it gets the rest.
  const inverse = (amount: number): number => {
    if (amount <= 0) return 0;
    let found = 0;
    const { from, to } = deciding(Math.ceil(amount / before.budget) - 1);
    for (let k = from; k <= to; k++) {
      const x = first + k * before.period;
      found = Math.max(found, x + reachedAfter(after, amount - k * before.budget));
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

/** The periods for which a lead can be made up for, as `G` leaves the line of its share. */
function catchUp({ period, budget }: PeriodicResource, lead: bigint): number {
  if (lead === 0n) return Number.POSITIVE_INFINITY;
  return Number((BigInt(budget) * BigInt(period - budget)) / (lead < 0n ? -lead : lead));
}
