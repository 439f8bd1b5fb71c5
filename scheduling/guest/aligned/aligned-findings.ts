import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import { priorityGroups } from '../../demand/priority-groups.ts';
import { compareUtilization } from '../../demand/utilization.ts';
import { isEdf } from '../../model/guest-policies.ts';
import { type KnownSupply, knownSupply } from '../../supply/known-supply.ts';
import { chargedDoubt } from '../charged-doubt.ts';
import type { GuestLoad, VcpuProblem } from '../problem.ts';
import type { Crossing, Findings, TaskFinding } from '../task-findings.ts';
import { bareRun, bareRuns, safeRuns } from './aligned-loads.ts';
import { busyStretch } from './busy-stretch.ts';
import { type JobOfRun, play } from './play.ts';
import { isInTime, type JudgedTask, playSide, type RunSide } from './run-side.ts';

/**
 * The test of aligned releases: the run itself (Leung & Merrill 1980; Baruah, Howell & Rosier
 * 1990). If nothing but the tasks' own work counts, it is exact. Otherwise the run with all that
 * can delay a job proves `schedulable`, and the run without proves a miss. `every` are the findings
 * for every phasing; their acceptance holds for this one too.
 */
export function alignedFindings(
  problem: VcpuProblem,
  every: Findings,
  sameSupply: boolean,
  limits: Limits | undefined,
): Findings {
  const supply = knownSupply(problem.supply.safe);
  const fullSupply = knownSupply(problem.supply.necessary);
  if (supply === null || fullSupply === null) return every;
  const steps = countSteps(limits);
  const isProven = (task: number): boolean => every.tasks[task]?.kind === 'schedulable';
  const safe = playSide(safeRuns(problem), supply, steps, (task) => !isProven(task));
  const proven = problem.tasks.every((_, task) => isProven(task));
  if (proven && safe.tasks.some(({ complete }) => !complete)) return every;
  const exact = sameSupply && isBare(problem);
  const passes = safe.tasks.map((own, task) => isProven(task) || isInTime(own));
  const bare = exact
    ? safe
    : passes.includes(false)
      ? playSide(bareRuns(problem), fullSupply, steps, (task) => passes[task] !== true)
      : null;
  const over = compareUtilization(guestDemand(problem, 'necessary'), fullSupply.bandwidth) > 0;
  const tasks = safe.tasks.map((own, task): TaskFinding => {
    const passed = passes[task] === true;
    const misses = !passed && isLate(bare?.tasks[task]);
    const doubt = own.complete ? chargedDoubt(problem, sameSupply) : 'run-too-long';
    const { response, slack } = numbersOf(own);
    return {
      kind: passed ? 'schedulable' : misses ? 'unschedulable' : 'unknown',
      response,
      responseIsBound: !exact,
      slack,
      doubt: passed || misses ? null : doubt,
    };
  });
  const someMisses = over || tasks.some(({ kind }) => kind === 'unschedulable');
  const side = someMisses && bare !== null ? bare : safe;
  const job =
    firstLate(problem, side) ??
    (over ? firstEver(problem, fullSupply, limits) : null) ??
    (passes.includes(false) ? null : tightest(safe));
  return {
    tasks,
    someMisses,
    crossing: job === null ? null : windowOf(problem, side, job, limits),
    exact,
    aligned: true,
  };
}

/** Whether the tasks' own work is all that is charged, in an order without equals. */
function isBare(guest: GuestLoad): boolean {
  const { policy, tasks, taskSwitch } = guest;
  const equals = !isEdf(policy) && priorityGroups(policy, tasks).some((group) => group.length > 1);
  return (
    taskSwitch === 0 && !equals && guestDemand(guest, 'safe').blocking.every((held) => held === 0)
  );
}

function isLate(task: JudgedTask | undefined): boolean {
  if (task === undefined) return false;
  return task.late !== null || (task.sinks && task.load.order.kind !== 'turns');
}

function numbersOf({
  complete,
  longest,
  sinks,
}: JudgedTask): Pick<TaskFinding, 'response' | 'slack'> {
  if (!complete || sinks || longest === null || longest.end === null)
    return { response: null, slack: null };
  return { response: longest.end - longest.release, slack: longest.due - longest.end };
}

/** The first late job of a side, one of a hard task before others. */
function firstLate({ tasks }: GuestLoad, side: RunSide): JobOfRun | null {
  const rank = (job: JobOfRun): number => (tasks[job.task]?.soft === undefined ? 0 : 1);
  const late = side.tasks.flatMap((own) => own.late ?? []);
  late.sort((a, b) => rank(a) - rank(b) || a.due - b.due || a.task - b.task);
  return late[0] ?? null;
}

/** The first late job of an overloaded guest, however late it comes. */
function firstEver(
  guest: GuestLoad,
  supply: KnownSupply,
  limits: Limits | undefined,
): JobOfRun | null {
  const { tasks } = play(bareRun(guest), supply, countSteps(limits), 'beyond');
  return tasks.find(({ late }) => late !== null)?.late ?? null;
}

/** The job that ends closest to its deadline. */
function tightest({ tasks }: RunSide): JobOfRun | null {
  let found: JobOfRun | null = null;
  for (const { longest } of tasks) {
    if (longest === null || longest.end === null) continue;
    const left = longest.due - longest.end;
    if (found === null || found.end === null || left < found.due - found.end) found = longest;
  }
  return found;
}

/** The busy stretch of a job up to its deadline; its demand is what it took if it is in time. */
function windowOf(
  guest: GuestLoad,
  { supply, tasks }: RunSide,
  job: JobOfRun,
  limits: Limits | undefined,
): Crossing | null {
  const load = tasks[job.task]?.load ?? bareRun(guest);
  const stretch = withinSteps(() => busyStretch(load, supply, job, countSteps(limits)), null);
  if (stretch === null) return null;
  const { from } = stretch;
  const taken =
    job.end !== null && job.end <= job.due ? supply.before(job.end) - supply.before(from) : null;
  return {
    task: job.task,
    time: job.due - from,
    demand: taken ?? stretch.demand,
    supply: stretch.supply,
    from,
  };
}
