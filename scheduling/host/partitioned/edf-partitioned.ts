import { carriedDemand, type Load, type LoadOutcome, type TestOutcome } from '../load.ts';
import { compareUtilization, utilization } from '../utilization.ts';

/** The number of points of time after which one test gives up. */
const STEP_LIMIT = 200_000;
/** The number of iterations after which the busy period counts as endless. */
const BUSY_PERIOD_STEPS = 1_000;
/** The number of deadlines, from the first on, that are checked to show an overload. */
const OVERLOAD_STEPS = 20_000;
/** The number of a VCPU's deadlines that are checked for its margin. */
const MARGIN_STEPS = 400;
/** A remaining share up to this value is too uncertain to divide by. */
const LEAST_SHARE_LEFT = 1e-12;
/** A factor that lengthens a horizon by more than rounding can have shortened it. */
const HORIZON_ERROR = 1e-9;
/** A bound of the relative rounding error of a product with a time. */
const TIME_ERROR = 1e-12;
/** A demand below this value, compared with a time, is either exact or far above it. */
const LARGEST_TIME = 2 ** 52;

/** `explained` adds each load's margin, and the first overload of a refused set. */
export type Detail = 'verdict' | 'explained';

/**
 * EDF on one core over periodic or polling servers: `Σ max(0, ⌊(t − Δ)/Π⌋ + 1)·Θ ≤ t` for all `t`,
 * exact for deadlines up to the periods (Baruah, Rosier & Howell 1990), walked down from the
 * horizon as in QPA (Zhang & Burns 2009). With implicit deadlines the utilization decides (Liu &
 * Layland 1973, theorem 7). A load that precedes all others takes the most it can of `[0, t]`.
 */
export function edfPeriodic(loads: readonly Load[], detail: Detail = 'explained'): TestOutcome {
  if (compareUtilization(loads, 1) > 0 || loads.some((load) => load.cost > load.deadline)) {
    return refused(loads, detail === 'explained' ? firstOverload(loads) : undefined);
  }
  if (loads.every((load) => load.deadline === load.period)) return accepted(loads, detail);
  const horizon = edfHorizon(loads);
  const found = horizon === null ? 'too-long' : largestOverload(loads, horizon);
  if (found === null) return accepted(loads, detail);
  if (detail === 'verdict')
    return { result: found === 'too-long' ? found : 'refused', loads: nothingShown(loads) };
  const overload = firstOverload(loads) ?? (found === 'too-long' ? undefined : found);
  if (overload === undefined) return { result: 'too-long', loads: nothingShown(loads) };
  return refused(loads, overload);
}

/**
 * EDF on one core over deferrable servers: for each VCPU `i` there is a `y ≤ Δ_i` with `Σ_{j≠i}
 * f_j(y) ≤ y − Θ'_i`, for even if it got nothing before, its whole budget comes in the last `y` of
 * its window. Sufficient. The demand `f` counts a budget used at the end of one period and again at
 * the start of the next (Ghazalie & Baker 1995).
 */
export function edfDeferrable(loads: readonly Load[]): TestOutcome {
  const outcomes = loads.map((load): LoadOutcome => {
    if (load.precedes) return { accepted: true, response: load.cost, margin: 0 };
    const others = loads.filter((other) => other !== load);
    const { window, sum } = lastWindow(load, others);
    const margin = window - load.cost - sum;
    return {
      accepted: margin >= 0,
      response: null,
      margin: Number.isSafeInteger(margin) ? margin : null,
    };
  });
  return { result: outcomes.every((o) => o.accepted) ? 'accepted' : 'refused', loads: outcomes };
}

/** The number of shorter windows that are tried for one load. */
const WINDOW_STEPS = 1_000;

/**
 * The window, at most the load's deadline, in which its cost comes beside the others' carried
 * demand `sum`: the deadline if that suffices, or if no shorter one does.
 */
export function lastWindow(
  load: Load,
  others: readonly Load[],
): { readonly window: number; readonly sum: number } {
  const within = (window: number) => {
    let sum = 0;
    for (const other of others) sum += carriedDemand(other, window);
    return { window, sum };
  };
  const suffices = ({ window, sum }: { readonly window: number; readonly sum: number }) =>
    sum <= window - load.cost;
  const whole = within(load.deadline);
  if (suffices(whole) || load.cost > load.deadline) return whole;
  // Time runs ahead of demand until the next budget of another begins to count.
  let steps = 0;
  for (const { period } of others) {
    for (let window = period; window < load.deadline && steps < WINDOW_STEPS; window += period) {
      steps++;
      const shorter = within(window);
      if (suffices(shorter)) return shorter;
    }
  }
  return whole;
}

/** The demand of the loads in `[0, time]` when all begin together, in ns. */
export function demandBound(loads: readonly Load[], time: number): number {
  let demand = 0;
  for (const load of loads) {
    const { period, deadline, cost } = load;
    if (load.precedes) demand += carriedDemand(load, time);
    else if (time >= deadline) demand += (Math.floor((time - deadline) / period) + 1) * cost;
  }
  return demand;
}

const NOTHING_SHOWN: LoadOutcome = { accepted: null, response: null, margin: null };

function nothingShown(loads: readonly Load[]): readonly LoadOutcome[] {
  return loads.map(() => NOTHING_SHOWN);
}

function accepted(loads: readonly Load[], detail: Detail): TestOutcome {
  const margins = detail === 'explained' ? edfMargins(loads) : [];
  return {
    result: 'accepted',
    loads: loads.map((_, i) => ({ accepted: true, response: null, margin: margins[i] ?? null })),
  };
}

/**
 * The outcome of a refused set. A load whose deadline falls on the first overload misses it;
 * nothing is shown of the others.
 */
function refused(loads: readonly Load[], overload: TestOutcome['overload']): TestOutcome {
  const outcomes = loads.map((load): LoadOutcome => {
    if (overload === undefined) return NOTHING_SHOWN;
    const misses =
      overload.time >= load.deadline && (overload.time - load.deadline) % load.period === 0;
    return misses
      ? { accepted: false, response: null, margin: overload.time - overload.demand }
      : NOTHING_SHOWN;
  });
  return { result: 'refused', loads: outcomes, ...(overload === undefined ? {} : { overload }) };
}

/**
 * A time up to which demand has to be checked, in ns; `null` if none below {@link LARGEST_TIME} is
 * found.
 */
function edfHorizon(loads: readonly Load[]): number | null {
  const u = utilization(loads);
  let linear = Number.POSITIVE_INFINITY;
  // The rounding error of the sum must not shorten the horizon.
  const left = 1 - u - (loads.length + 2) * Number.EPSILON;
  if (left > LEAST_SHARE_LEFT) {
    let excess = 0;
    let latest = 0;
    for (const { period, deadline, cost } of loads) {
      excess += ((period - deadline) * cost) / period;
      latest = Math.max(latest, deadline);
    }
    linear = Math.max(latest, Math.ceil((excess / left) * (1 + HORIZON_ERROR)) + 1);
  }
  const horizon = Math.min(linear, busyPeriod(loads, linear));
  return horizon <= LARGEST_TIME ? horizon : null;
}

/** The synchronous busy period, in ns; `Infinity` if it exceeds `bound` or takes too many steps. */
function busyPeriod(loads: readonly Load[], bound: number): number {
  let length = 0;
  for (const load of loads) length += load.cost;
  for (
    let step = 0;
    step < BUSY_PERIOD_STEPS && length <= bound && length <= LARGEST_TIME;
    step++
  ) {
    let next = 0;
    for (const { period, cost } of loads) next += Math.ceil(length / period) * cost;
    if (next === length) return length;
    length = next;
  }
  return Number.POSITIVE_INFINITY;
}

/** The largest deadline up to `horizon` with more demand than time; `null` if there is none. */
function largestOverload(
  loads: readonly Load[],
  horizon: number,
): TestOutcome['overload'] | 'too-long' | null {
  let earliest = Number.POSITIVE_INFINITY;
  for (const load of loads) earliest = Math.min(earliest, load.deadline);
  let time = deadlineBefore(loads, horizon + 1);
  for (let step = 0; step < STEP_LIMIT; step++) {
    if (time < earliest) return null;
    const demand = demandBound(loads, time);
    if (demand > time) return { time, demand };
    if (demand <= earliest) return null;
    time = demand < time ? deadlineBefore(loads, demand + 1) : deadlineBefore(loads, time);
  }
  return 'too-long';
}

/** The latest absolute deadline before `time`, or −1. */
function deadlineBefore(loads: readonly Load[], time: number): number {
  let latest = -1;
  for (const { period, deadline } of loads) {
    if (deadline < time)
      latest = Math.max(latest, Math.floor((time - 1 - deadline) / period) * period + deadline);
  }
  return latest;
}

/** The first deadline with more demand than time, within a limit of steps. */
function firstOverload(loads: readonly Load[]): TestOutcome['overload'] {
  let time = 0;
  for (let step = 0; step < OVERLOAD_STEPS && time <= LARGEST_TIME; step++) {
    time = deadlineAfter(loads, time);
    const demand = demandBound(loads, time);
    if (demand > time) return { time, demand };
  }
  return undefined;
}

function deadlineAfter(loads: readonly Load[], time: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { period, deadline } of loads) {
    const jobs = time < deadline ? 0 : Math.floor((time - deadline) / period) + 1;
    next = Math.min(next, jobs * period + deadline);
  }
  return next;
}

/**
 * The least `t − demand(t)` of each load over its own deadlines, in ns; `null` if it takes too many
 * steps.
 */
function edfMargins(loads: readonly Load[]): (number | null)[] {
  const u = utilization(loads);
  let excess = 0;
  for (const { period, deadline, cost } of loads) excess += ((period - deadline) * cost) / period;
  return loads.map((load) => {
    let least = Number.POSITIVE_INFINITY;
    let time = load.deadline;
    for (let step = 0; step < MARGIN_STEPS; step++) {
      least = Math.min(least, time - demandBound(loads, time));
      time += load.period;
      if (time * (1 - u) - excess > least + time * TIME_ERROR) return least;
    }
    return null;
  });
}
