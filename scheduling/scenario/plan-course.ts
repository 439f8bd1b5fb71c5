import { lcm } from '../arithmetic/divisors.ts';
import type { Limits } from '../arithmetic/limits.ts';
import { countSteps, StepLimitReached, type Steps } from '../arithmetic/steps.ts';
import { guestLoad, runsGlobally, tasksOn } from '../choose/guest-problem.ts';
import { busyPeriod } from '../demand/busy-period.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import type { TaskColumns } from '../demand/task-columns.ts';
import { compareUtilization } from '../demand/utilization.ts';
import { oneAtATime } from '../guest/global/one-at-a-time.ts';
import type { SupplyPair } from '../guest/problem.ts';
import { switchAtStart, windowsOf } from '../host/arinc653.ts';
import type { CompletedDomain } from '../model/completed.ts';
import type { Machine } from '../model/model.ts';
import { type FramePolicy, frameOf } from '../model/policies.ts';
import { underPlan } from '../plans/plans.ts';
import type { StaticWindow, Supply } from '../supply/supply.ts';
import { HORIZON, type SupplyFunction, supplyFunction } from '../supply/supply-function.ts';
import { endOfFrame, type PlanInForce } from './plans-in-force.ts';

/** The number of windows of a VCPU up to the last change with which a course can be examined. */
const MOST_WINDOWS = 4096;

/** The windows of a domain's VCPUs across one or more changes of plan. */
export interface PlanCourse {
  /** The instant from which the domain's jobs are considered, in ns. */
  readonly from: number;
  readonly plans: readonly PlanInForce[];
  /** The supply of each VCPU from `from` on. */
  readonly supplies: readonly SupplyPair[];
}

/** The problem of a domain whose machine changes its plans. */
export interface PlanProblem {
  /** The machine as declared, with all its plans and domains. */
  readonly machine: Machine;
  /** The domain with the tasks that run in it. */
  readonly domain: CompletedDomain;
  /** The plans from the one in force as the domain starts, in the order of their times. */
  readonly plans: readonly PlanInForce[];
  /** The start of the domain, in ns. */
  readonly since: number;
  /** Whether it came later than that, at an instant that is not known. */
  readonly moved: boolean;
  /**
   * Whether its releases are in step with the frame: then its whole course counts, from the first
   * frame that begins after its start.
   */
  readonly aligned: boolean;
}

/**
 * The course of the changes of plan that a busy period of the domain can see whole or in part from
 * `now` on; `null` if it sees one plan only, `'too-long'` if it is too long to be examined.
 *
 * A miss ends a busy period, which begins when the domain has nothing to do. A change matters for
 * another if some busy period that begins before the first lasts beyond the second, so that it sees
 * both. Before the first change of those, the plan repeats, and only so many of its frames matter
 * as the longest busy period in it has. The course is thus exact, however close the changes are.
 * Releases in step with the frame see all changes since the domain's start.
 */
export function planCourse(
  problem: PlanProblem,
  now: number,
  limits?: Limits,
): PlanCourse | null | 'too-long' {
  const { plans } = problem;
  const steps = countSteps(limits);
  try {
    if (problem.aligned) return plans.length < 2 ? null : courseOf(problem, plans, steps);
    let first = 0;
    for (let next = 1; next <= plans.length; next++) {
      const until = plans[next]?.from ?? now;
      const end = busyUntil(problem, plans.slice(first, next), steps);
      if (end <= until) first = next - 1;
    }
    const seen = plans.slice(first);
    return seen.length < 2 ? null : courseOf(problem, seen, steps);
  } catch (error) {
    if (error instanceof StepLimitReached) return 'too-long';
    throw error;
  }
}

/**
 * The latest end of a busy period that begins before the last of some plans is in force, in ns. It
 * is the last plan's start if there is no other.
 */
function busyUntil(problem: PlanProblem, plans: readonly PlanInForce[], steps: Steps): number {
  const last = plans.at(-1);
  if (last === undefined || plans.length < 2) return last?.from ?? 0;
  const course = courseOf(problem, plans, steps);
  const { majorFrame } = frameUnder(problem.machine, last.plan);
  let end = last.from;
  for (const { supply, busy } of loadsOf(problem.domain, course.supplies, steps)) {
    for (const start of supplyFunction(supply)?.starts() ?? []) {
      // The supply repeats from the end of the last plan's first frame on.
      const begins = last.from + majorFrame - start.settled;
      if (begins <= last.from) end = Math.max(end, begins + busy(start));
    }
  }
  return end;
}

function courseOf(problem: PlanProblem, plans: readonly PlanInForce[], steps: Steps): PlanCourse {
  const { machine, domain, since, moved, aligned } = problem;
  const frames = plans.map(({ plan }) => frameUnder(machine, plan));
  const [first] = plans;
  const change = plans[1]?.from ?? 0;
  const last = frames.at(-1);
  const leading = frames[0];
  if (first === undefined || leading === undefined || last === undefined)
    throw new RangeError('a course without a plan');
  const { majorFrame } = leading;
  const lead = framesBefore(problem, leading, steps) * majorFrame;
  const from = aligned ? endOfFrame(since, majorFrame) : Math.max(since, first.from, change - lead);
  const begin = (plans.at(-1)?.from ?? 0) + majorFrame;
  const supply = (vcpu: string, side: 'safe' | 'necessary') => {
    const windows: StaticWindow[] = [];
    const add = (frame: FramePolicy, at: number, before: FramePolicy) => {
      for (const one of windowsOf(machine, frame, domain.name, vcpu, side, before))
        windows.push({ at: at + one.at, length: one.length });
      steps.spend(frame.windows.length);
      if (windows.length > MOST_WINDOWS) throw new StepLimitReached();
    };
    plans.forEach(({ from: start }, index) => {
      const frame = frames[index] ?? last;
      const end = plans[index + 1]?.from ?? begin;
      const begins = index === 0 ? Math.floor(from / majorFrame) * majorFrame : start;
      for (let at = begins; at < end; at += majorFrame)
        add(frame, at, index > 0 && at === start ? (frames[index - 1] ?? frame) : frame);
    });
    // A domain that started before the course has its core already.
    const starts = aligned ? 'at-frames' : 'anywhere';
    const late =
      side === 'safe' && (moved || from <= endOfFrame(since, majorFrame))
        ? switchAtStart(machine, leading, domain.name, vcpu, starts)
        : 0;
    return {
      kind: 'changing-windows',
      once: windows.flatMap((window) => clipped(window, from)),
      begin: begin - from,
      frame: majorFrame,
      windows: windowsOf(machine, last, domain.name, vcpu, side),
      ...(late === 0 ? {} : { late }),
    } as const;
  };
  const supplies = domain.vcpus.map(({ name }) => ({
    safe: supply(name, 'safe'),
    necessary: supply(name, 'necessary'),
  }));
  return { from, plans, supplies };
}

/** The part of a window from an instant on, counted from there. */
function clipped({ at, length }: StaticWindow, from: number): readonly StaticWindow[] {
  const begins = Math.max(at, from);
  const left = at + length - begins;
  return left > 0 ? [{ at: begins - from, length: left }] : [];
}

/**
 * The number of frames that the longest busy period in a plan can touch; `Infinity` without one.
 */
function framesBefore({ machine, domain }: PlanProblem, frame: FramePolicy, steps: Steps): number {
  const { majorFrame } = frame;
  const pairs = domain.vcpus.map(({ name }): SupplyPair => {
    const windows = windowsOf(machine, frame, domain.name, name, 'safe');
    const supply = { kind: 'windows', frame: majorFrame, windows } as const;
    return { safe: supply, necessary: supply };
  });
  let longest = 0;
  for (const { supply, busy } of loadsOf(domain, pairs, steps)) {
    for (const start of supplyFunction(supply)?.starts() ?? [])
      longest = Math.max(longest, busy(start));
  }
  return Math.ceil(longest / majorFrame) + 1;
}

/** The tasks that share a supply, with the longest busy period from one of its starts, in ns. */
interface Load {
  readonly supply: Supply;
  readonly busy: (start: SupplyFunction) => number;
}

function loadsOf(
  domain: CompletedDomain,
  pairs: readonly SupplyPair[],
  steps: Steps,
): readonly Load[] {
  if (!runsGlobally(domain)) {
    return domain.vcpus.flatMap(({ name }, index): Load[] => {
      const supply = pairs[index]?.safe;
      const columns = guestDemand(guestLoad(domain, tasksOn(domain, name)), 'safe');
      return supply === undefined
        ? []
        : [{ supply, busy: (start) => longestIn(columns, start, steps) }];
    });
  }
  const load = guestLoad(domain, domain.tasks);
  const single = oneAtATime({ ...load, supplies: pairs });
  if (single !== null) {
    const columns = guestDemand(single, 'safe');
    return [{ supply: single.supply.safe, busy: (start) => longestIn(columns, start, steps) }];
  }
  // The test of several VCPUs at once looks at windows no longer than a deadline or a period.
  const longest = Math.max(
    0,
    ...domain.tasks.flatMap(({ deadline, period }) => [deadline, period]),
  );
  return pairs.map(({ safe }) => ({ supply: safe, busy: () => longest }));
}

/**
 * The longest busy period from a start. Where utilization equals bandwidth it may never end, and
 * all repeats with the common multiple.
 */
function longestIn(columns: TaskColumns, start: SupplyFunction, steps: Steps): number {
  if (compareUtilization(columns, start.bandwidth) !== 0) return busyPeriod(columns, start, steps);
  const most = (column: Float64Array) => column.reduce((a, b) => Math.max(a, b), 0);
  const multiple = lcm([start.period, ...columns.period], HORIZON);
  return start.settled + multiple + most(columns.deadline) + most(columns.jitter);
}

function frameUnder(machine: Machine, plan: string): FramePolicy {
  const frame = frameOf(underPlan(machine, plan).policy);
  if (frame === null) throw new RangeError('a plan of a machine without windows');
  return frame;
}
