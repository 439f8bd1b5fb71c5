import { lcm } from '../../arithmetic/divisors.ts';
import { StepLimitReached, type Steps } from '../../arithmetic/steps.ts';
import type { DemandBound } from '../../demand/demand-bound.ts';
import { demandHorizon } from '../../demand/demand-horizon.ts';
import type { Doubt } from '../../model/reason.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';

/** If the common multiple is too far away, the walk covers this many times the settled time. */
const SETTLED_TIMES = 4;

/**
 * The outcome of the processor demand test. `at` is a window in which demand exceeds supply, if one
 * was reached.
 */
export type EdfOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly at: Window | null }
  | { readonly kind: 'undecided'; readonly doubt: Doubt };

/** Demand exceeds supply at `failure` and nowhere up to `passed`. */
export interface Window {
  readonly passed: number;
  readonly failure: number;
}

/**
 * Processor demand test of EDF on a bounded supply: accepts iff `dbf(t) + B(t) ≤ sbf(t)` at each
 * step of demand (Baruah, Rosier & Howell 1990; on periodic resources Shin & Lee 2008, theorem 1).
 * QPA (Zhang & Burns 2009) walks the steps down from the horizon, in stretches that find early
 * failures soon. Times are in ns.
 */
export function edfTest(demand: DemandBound, supply: SupplyFunction, steps: Steps): EdfOutcome {
  const { begin } = demand;
  if (begin.length === 0) return { kind: 'accepted' };
  if ((begin[0] ?? 0) <= 0) return { kind: 'refused', at: { passed: -1, failure: 0 } };
  const bound = demandHorizon(demand, supply);
  if (bound.kind === 'parallel') return parallelTest(demand, supply, steps);
  if (bound.kind === 'over')
    return { kind: 'refused', at: failureInTheLongRun(demand, supply, steps) };
  const window = firstFailingStretch(demand, supply, Math.min(bound.horizon, HORIZON), steps);
  if (window !== null) return { kind: 'refused', at: window };
  return bound.horizon > HORIZON
    ? { kind: 'undecided', doubt: 'beyond-horizon' }
    : { kind: 'accepted' };
}

/**
 * Utilization exceeds bandwidth, so demand exceeds supply in some window, which may be too long to
 * be walked to.
 */
function failureInTheLongRun(
  demand: DemandBound,
  supply: SupplyFunction,
  steps: Steps,
): Window | null {
  try {
    return firstFailingStretch(demand, supply, HORIZON, steps);
  } catch (error) {
    if (error instanceof StepLimitReached) return null;
    throw error;
  }
}

/** Utilization equals bandwidth, so the slack repeats with the common multiple of all periods. */
function parallelTest(demand: DemandBound, supply: SupplyFunction, steps: Steps): EdfOutcome {
  const span = parallelSpan(demand, supply);
  const window = firstFailingStretch(demand, supply, span.end, steps);
  if (window !== null) return { kind: 'refused', at: window };
  if (span.complete) return { kind: 'accepted' };
  if (failsAtCommonMultiple(demand, supply)) return { kind: 'refused', at: null };
  return { kind: 'undecided', doubt: 'parallel' };
}

/**
 * The length of the walk along parallel lines: a common multiple if that is near, else the first
 * steps.
 */
export function parallelSpan(
  demand: DemandBound,
  supply: SupplyFunction,
): { end: number; complete: boolean } {
  const { columns, begin } = demand;
  const settled = Math.max(begin.at(-1) ?? 0, supply.settled);
  const multiple =
    demand.multiple === Number.POSITIVE_INFINITY
      ? demand.multiple
      : lcm([supply.period, demand.multiple], HORIZON - settled);
  let stepsInMultiple = 0;
  for (const period of columns.period) stepsInMultiple += multiple / period;
  const complete = stepsInMultiple <= PARALLEL_STEPS;
  return { end: settled + (complete ? multiple : SETTLED_TIMES * settled), complete };
}

const PARALLEL_STEPS = 1_000_000;

/**
 * Whether demand exceeds supply at large common multiples of all periods. There demand is `U·t`
 * plus a constant and supply `α·t` plus a constant.
 */
export function failsAtCommonMultiple(
  { columns, begin }: DemandBound,
  supply: SupplyFunction,
): boolean {
  let above = 0n;
  let blocking = 0;
  for (let i = 0; i < columns.count; i++) {
    const jobs = Math.floor(-(begin[i] ?? 0) / (columns.period[i] ?? 1)) + 1;
    above += BigInt(jobs) * BigInt(columns.cost[i] ?? 0);
    blocking = Math.max(blocking, columns.blocking[i] ?? 0);
  }
  const { period } = supply;
  const settled = Math.ceil(supply.settled / period) + 1;
  const supplied = BigInt(supply.sbf(settled * period));
  const full =
    (BigInt(settled) * BigInt(supply.bandwidth.numerator) * BigInt(period)) /
    BigInt(supply.bandwidth.denominator);
  return above + BigInt(blocking) > supplied - full;
}

/**
 * Walks down stretches of doubling length up to `end`. The result is the first stretch that holds a
 * failure.
 */
function firstFailingStretch(
  demand: DemandBound,
  supply: SupplyFunction,
  end: number,
  steps: Steps,
): Window | null {
  let passed = 0;
  while (passed < end) {
    const until = Math.min(end, nextStretch(demand, supply, passed));
    const failure = failureWithin(demand, supply, passed, until, steps);
    if (failure !== null) return { passed, failure };
    passed = until;
  }
  return null;
}

/** The end of the stretch after `passed`. */
export function nextStretch(
  { begin }: DemandBound,
  supply: SupplyFunction,
  passed: number,
): number {
  const gap = supply.longestGap === Number.POSITIVE_INFINITY ? 0 : supply.longestGap;
  return passed === 0 ? 2 * ((begin[0] ?? 0) + gap) : 2 * passed;
}

/**
 * QPA from `until` down to `passed`, excluded: a window in which demand exceeds supply, or `null`.
 */
function failureWithin(
  demand: DemandBound,
  supply: SupplyFunction,
  passed: number,
  until: number,
  steps: Steps,
): number | null {
  let t = until;
  while (t > passed) {
    steps.spend(2 * demand.columns.count);
    const need = demand.at(t);
    if (need > supply.sbf(t)) return t;
    const enough = supply.inverse(need);
    t = enough < t ? enough : demand.stepBefore(t);
  }
  return null;
}

/**
 * The least failing window: the first step after `window.passed` at which demand exceeds supply.
 */
export function firstFailure(
  demand: DemandBound,
  supply: SupplyFunction,
  window: Window,
  steps: Steps,
): number {
  if (window.failure === 0) return 0;
  let low = window.passed;
  let stride = 1;
  while (true) {
    const next = stepAfter(
      demand,
      low,
      low > 0 ? supply.sbf(low) : 0,
      window.failure,
      stride,
      steps,
    );
    steps.spend(demand.columns.count);
    if (demand.at(next) > supply.sbf(next)) return next;
    stride = next - low;
    low = next;
  }
}

/**
 * The first step after `from` at which demand exceeds `amount`, found by doubling strides and then
 * by halving. Domain: demand exceeds it at `until`.
 */
function stepAfter(
  demand: DemandBound,
  from: number,
  amount: number,
  until: number,
  firstStride: number,
  steps: Steps,
): number {
  const above = (t: number) => {
    steps.spend(demand.columns.count);
    return demand.at(t) > amount;
  };
  let low = from;
  let stride = firstStride;
  while (low + stride < until && !above(low + stride)) {
    low += stride;
    stride *= 2;
  }
  let high = demand.stepBefore(Math.min(until, low + stride) + 1);
  while (true) {
    steps.spend(demand.columns.count);
    const before = demand.stepBefore(high);
    if (before <= low || !above(before)) return high;
    const middle = low + Math.floor((before - low) / 2);
    if (above(middle)) {
      high = demand.stepBefore(middle + 1);
    } else {
      low = middle;
      high = before;
    }
  }
}
