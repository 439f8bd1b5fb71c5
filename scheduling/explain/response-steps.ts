import { countSteps } from '../arithmetic/steps.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import { type Levels, priorityLevels } from '../demand/levels.ts';
import { requestBound } from '../demand/request-bound.ts';
import {
  fixedPriorityTest,
  type LevelOutcome,
} from '../guest/fixed-priority/fixed-priority-test.ts';
import type { VcpuProblem } from '../guest/problem.ts';
import type { Task } from '../model/model.ts';
import { HORIZON, type SupplyFunction } from '../supply/supply-function.ts';
import type { JobsTerm } from './derivation-step.ts';
import type { Instant, ResponseStep, Walk } from './guest-step.ts';
import { supplyAt } from './supply-steps.ts';

/**
 * Derives the response time of one task: its request bound and the search for the instant at which
 * supply meets it. `window` is the window in which the task is shown to miss, in ns; `null` if none
 * is known.
 */
export function responseSteps(
  problem: VcpuProblem,
  task: Task,
  supply: SupplyFunction,
  window: number | null,
): readonly ResponseStep[] {
  const levels = priorityLevels(
    problem.policy,
    problem.tasks,
    guestDemand(problem, 'safe'),
    'safe',
  );
  const row = [...levels.columns.source].findIndex((source) => problem.tasks[source] === task);
  const outcome = fixedPriorityTest(levels, supply, countSteps())[row];
  if (outcome === undefined) return [];
  const job = shownJob(levels, row, task, outcome, window);
  const due = job * task.period + task.deadline - task.jitter;
  const given = outcome.response === null ? supply : outcome.supply;
  const { walk } = approach(levels, row, job, given, outcome.response === null ? due : HORIZON);
  const needed = requestBound(levels, row, job + 1, Math.max(0, due));
  const supplied = given.sbf(Math.max(0, due));
  const { response } = outcome;
  return [
    { kind: 'before-it', tasks: interferers(problem, levels, row) },
    { kind: 'job-ends', job, walk },
    {
      kind: 'at-deadline',
      due,
      held: levels.columns.blocking[row] ?? 0,
      terms: terms(problem, levels, row, job, due),
      needed,
      supply: supplyAt(problem.supply.safe, due, supplied),
    },
    ...(response === null
      ? []
      : [{ kind: 'response', response, deadline: task.deadline } as const]),
  ];
}

const MOST_JOBS = 500;

/**
 * The job with the largest response. Without one, it is the job of the window, else the first that
 * misses.
 */
function shownJob(
  levels: Levels,
  row: number,
  task: Task,
  outcome: LevelOutcome,
  window: number | null,
): number {
  if (outcome.response === null) {
    if (window === null) return outcome.failingJob ?? 0;
    return Math.max(0, Math.floor((window - task.deadline + task.jitter) / task.period));
  }
  for (let job = 0; job < Math.min(outcome.jobs, MOST_JOBS); job++) {
    const { done } = approach(levels, row, job, outcome.supply, HORIZON);
    if (done - job * task.period + task.jitter === outcome.response) return job;
  }
  return outcome.failingJob ?? 0;
}

const MOST_INSTANTS = 2_000;

/** The instants tried until the job ends or an instant exceeds `limit`. */
function approach(
  levels: Levels,
  row: number,
  job: number,
  supply: SupplyFunction,
  limit: number,
): { readonly done: number; readonly walk: Walk } {
  const tried: Instant[] = [];
  let t = 1;
  let need = requestBound(levels, row, job + 1, t);
  let enough = supply.inverse(need);
  while (enough > t && t <= limit) {
    if (tried.length >= MOST_INSTANTS)
      return { done: Number.POSITIVE_INFINITY, walk: { kind: 'too-many' } };
    t = enough;
    tried.push({ need, by: t });
    need = requestBound(levels, row, job + 1, t);
    enough = supply.inverse(need);
  }
  return enough <= t
    ? { done: t, walk: { kind: 'ends', tried, at: t } }
    : { done: Number.POSITIVE_INFINITY, walk: { kind: 'late', tried, limit } };
}

function interferers(problem: VcpuProblem, levels: Levels, row: number): readonly string[] {
  const rows = Array.from({ length: levels.interfering[row] ?? 0 }, (_, other) => other).filter(
    (other) => other !== row,
  );
  return rows.map((other) => problem.tasks[levels.columns.source[other] ?? 0]?.name ?? '');
}

function terms(
  { tasks }: VcpuProblem,
  levels: Levels,
  row: number,
  job: number,
  t: number,
): readonly JobsTerm[] {
  const { cost, period, jitter, source } = levels.columns;
  const term = (of: number, jobs: number): JobsTerm => {
    return { jobs, cost: cost[of] ?? 0, name: tasks[source[of] ?? 0]?.name ?? '' };
  };
  const found = [term(row, job + 1)];
  for (let other = 0; other < (levels.interfering[row] ?? 0); other++) {
    if (other === row) continue;
    const since = Math.max(0, t) + (jitter[other] ?? 0);
    found.push(term(other, Math.ceil(since / (period[other] ?? 1))));
  }
  return found;
}
