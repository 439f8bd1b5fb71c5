import { lcm } from '../arithmetic/divisors.ts';
import { least } from '../arithmetic/least.ts';
import { countSteps } from '../arithmetic/steps.ts';
import { servers } from '../model/servers.ts';
import { noSupply } from './periodic-supply.ts';
import type { MixedSupply, PeriodicResource } from './supply.ts';
import type { SupplyFunction } from './supply-function.ts';

/** The points at which the least may lie, after which a test gives up. */
const POINTS = 20_000_000;

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

/**
 * The supply in windows over the replenishment at which one interface follows another: `mix(t) =
 * min over 0 ≤ x ≤ t of L(x) + G(t − x)`. The least lies where `L` or `G` begins to rise, right
 * before a step of `L`, or at an end. Within both interfaces alone their own bounds hold.
 *
 * @throws StepLimitReached by its functions if a window is too long to look at
 */
export function mixedSupply({ before, after }: MixedSupply): SupplyFunction {
  const shares = [before, after].map(({ budget, period }) => budget / period) as [number, number];
  const order = compareShares(before, after);
  const slower = order <= 0 ? before : after;
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
  const period = order === 0 ? multiple : slower.period;
  // With equal shares both repeat together, else the slower one decides in the long run.
  const settled =
    order === 0
      ? bounds.after + multiple
      : Math.ceil(((late + after.budget) / apart) * (1 + 1e-9)) + bounds.after + 1;
  const steps = countSteps({ steps: POINTS });
  const gain = order === 0 ? (multiple / before.period) * before.budget : slower.budget;
  const sbf = (t: number): number => {
    if (t <= 0) return 0;
    if (!Number.isFinite(settled + period) || t <= settled + period) return mix(t);
    const rounds = Math.floor((t - settled) / period);
    return mix(t - rounds * period) + rounds * gain;
  };
  const mix = (t: number): number => {
    steps.spend(Math.floor(t / before.period) + Math.floor(t / after.period));
    let found = Math.min(supplyBefore(before, t), supplyAfter(after, t));
    const consider = (x: number): void => {
      if (x >= 0 && x <= t)
        found = Math.min(found, supplyBefore(before, x) + supplyAfter(after, t - x));
    };
    const first = given ? before.period - 1 : before.period - before.budget;
    for (let x = first; x <= t; x += before.period) consider(x);
    for (let y = bounds.after; y <= t; y += after.period) consider(t - y);
    return found;
  };
  const inverse = (amount: number): number => {
    if (amount <= 0) return 0;
    const enough = Math.ceil(amount / share + late / share) + period + 2;
    return least(Math.min(enough, LONGEST), (t) => sbf(t) >= amount) ?? Number.POSITIVE_INFINITY;
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

function compareShares(a: PeriodicResource, b: PeriodicResource): -1 | 0 | 1 {
  const left = BigInt(a.budget) * BigInt(b.period);
  const right = BigInt(b.budget) * BigInt(a.period);
  return left < right ? -1 : left > right ? 1 : 0;
}
