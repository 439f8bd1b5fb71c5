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
import { formatDuration as text } from '../text/duration.ts';
import { type DerivationStep, sumText } from './derivation-step.ts';
import { supplyAt } from './supply-steps.ts';

/**
 * The response time of one task, worked out: its request bound, and how the instant is found at
 * which supply meets it. `window`: where the task is shown to miss, in ns; `null` where nothing is
 * known of that.
 */
export function responseSteps(
  problem: VcpuProblem,
  task: Task,
  supply: SupplyFunction,
  window: number | null,
): readonly DerivationStep[] {
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
  const walk = approach(levels, row, job, given, outcome.response === null ? due : HORIZON);
  const steps: DerivationStep[] = [
    {
      kind: 'worded',
      title: 'What comes before it',
      formula: 'hp: more urgent, or equal and first come first served',
      withNumbers: interferers(problem, levels, row).join(', ') || 'nothing',
      reference: null,
    },
    {
      kind: 'worded',
      title:
        job === 0
          ? 'When its job ends'
          : `When job ${job} of the busy period ends (counted from 0)`,
      formula: 'w(q) = least t with b + (q+1)·C + Σ ⌈(t + J)/T⌉·C ≤ sbf(t)',
      withNumbers: walk.text,
      reference: 'Joseph & Pandya 1986; Audsley et al. 1993; Lehoczky 1990; Tindell 1994',
    },
  ];
  const needed = requestBound(levels, row, job + 1, Math.max(0, due));
  const supplied = given.sbf(Math.max(0, due));
  steps.push({
    kind: 'worded',
    title: `At its deadline, ${text(due)} into the window`,
    formula: 'b + (q+1)·C + Σ ⌈(t + J)/T⌉·C against sbf(t)',
    withNumbers: `${terms(problem, levels, row, job, due)} = ${text(needed)}; ${supplyAt(problem.supply.safe, due, supplied)}`,
    reference: null,
  });
  if (outcome.response !== null) {
    const sign = outcome.response <= task.deadline ? '≤' : '>';
    steps.push({
      kind: 'worded',
      title: 'Response time from the nominal release',
      formula: 'R = max w(q) − q·T + J ≤ D',
      withNumbers: `R = ${text(outcome.response)} ${sign} ${text(task.deadline)}`,
      reference: null,
    });
  }
  return steps;
}

const MOST_JOBS = 500;

/**
 * The job with the largest response, or, where there is no largest, the one of the window, else the
 * first that misses.
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
const TOO_MANY_INSTANTS = 'more instants than can be shown lie on the way there';

/** The instants tried on the way to the job's end, or until one of them is beyond `limit`. */
function approach(levels: Levels, row: number, job: number, supply: SupplyFunction, limit: number) {
  const tried: string[] = [];
  let t = 1;
  let need = requestBound(levels, row, job + 1, t);
  let enough = supply.inverse(need);
  while (enough > t && t <= limit) {
    if (tried.length >= MOST_INSTANTS)
      return { done: Number.POSITIVE_INFINITY, text: TOO_MANY_INSTANTS };
    t = enough;
    tried.push(`${text(need)} are supplied by ${text(t)}`);
    need = requestBound(levels, row, job + 1, t);
    enough = supply.inverse(need);
  }
  const shown = tried.length <= 8 ? tried : [...tried.slice(0, 4), '…', ...tried.slice(-3)];
  const ends = enough <= t;
  const last = ends
    ? `w(${job}) = ${text(t)}`
    : `not by its deadline, ${text(limit)} into the window`;
  return { done: ends ? t : Number.POSITIVE_INFINITY, text: [...shown, last].join('; ') };
}

function interferers(problem: VcpuProblem, levels: Levels, row: number): readonly string[] {
  const rows = Array.from({ length: levels.interfering[row] ?? 0 }, (_, other) => other).filter(
    (other) => other !== row,
  );
  return rows.map((other) => problem.tasks[levels.columns.source[other] ?? 0]?.name ?? '');
}

function terms(problem: VcpuProblem, levels: Levels, row: number, job: number, t: number): string {
  const { cost, period, jitter, blocking, source } = levels.columns;
  const own = `${job + 1}·${text(cost[row] ?? 0)} (${problem.tasks[source[row] ?? 0]?.name})`;
  const parts = (blocking[row] ?? 0) > 0 ? [`${text(blocking[row] ?? 0)} (held up)`, own] : [own];
  for (let other = 0; other < (levels.interfering[row] ?? 0); other++) {
    if (other === row) continue;
    const jobs = Math.ceil((Math.max(0, t) + (jitter[other] ?? 0)) / (period[other] ?? 1));
    parts.push(`${jobs}·${text(cost[other] ?? 0)} (${problem.tasks[source[other] ?? 0]?.name})`);
  }
  return sumText(parts);
}
