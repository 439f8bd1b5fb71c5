import { countSteps, withinSteps } from '../arithmetic/steps.ts';
import { bareRuns, type JudgingRun, safeRuns } from '../guest/aligned/aligned-loads.ts';
import { busyStretch } from '../guest/aligned/busy-stretch.ts';
import { type JobOfRun, play } from '../guest/aligned/play.ts';
import { endOfRun, type RunLoad, runLength } from '../guest/aligned/run-load.ts';
import type { GuestResult, VcpuProblem } from '../guest/problem.ts';
import { type KnownSupply, knownSupply } from '../supply/known-supply.ts';
import { supplyFunction } from '../supply/supply-function.ts';
import type { AlignedStep, LoadStep } from './guest-step.ts';
import { loadSteps, utilizationStep } from './load-steps.ts';
import { supplySteps } from './supply-steps.ts';

type Steps = readonly (AlignedStep | LoadStep | ReturnType<typeof supplySteps>[number])[];

/**
 * Derives the verdict on tasks with aligned releases: the supply from the start of a frame, the
 * costs, the length of the run, and the job that decides, which is that of the witness for a VCPU.
 */
export function alignedSteps(
  problem: VcpuProblem,
  result: Pick<GuestResult, 'verdict' | 'witness' | 'tasks'>,
  task?: string,
): Steps {
  const supply = knownSupply(problem.supply.safe);
  const bound = supplyFunction(problem.supply.safe);
  if (supply === null || bound === null) return [];
  const only = problem.tasks.find(({ name }) => name === task);
  const steps: Steps[number][] = [
    ...courseOf(problem),
    ...loadSteps(problem, only),
    utilizationStep(problem, bound),
  ];
  const index = problem.tasks.findIndex(({ name }) => name === (task ?? result.witness?.task));
  const side = decidingSide(problem, result, supply);
  const run = side.runs.find(({ judges }) => judges.includes(index)) ?? side.runs[0];
  if (run === undefined) return steps;
  const length = runLength(run.load, supply);
  steps.push({ kind: 'aligned-run', ...length, end: endOfRun(length) });
  const job = jobOf(problem, run, side.supply, result, index, task === undefined);
  if (job === null) return steps;
  return [...steps, ...jobSteps(problem, side.supply, run.load, job)];
}

/** The supply as a function of time. */
function courseOf({ supply: { safe } }: VcpuProblem): Steps {
  if (safe.kind !== 'windows') return supplySteps(safe);
  const { frame, windows } = safe;
  return [{ kind: 'aligned-windows', frame, windows }];
}

/** The side on which the verdict stands: a proven miss is one of the tasks' own work. */
function decidingSide(
  problem: VcpuProblem,
  { verdict }: Pick<GuestResult, 'verdict'>,
  supply: KnownSupply,
): { readonly runs: readonly JudgingRun[]; readonly supply: KnownSupply } {
  const necessary = knownSupply(problem.supply.necessary);
  if (verdict.kind !== 'unschedulable' || necessary === null)
    return { runs: safeRuns(problem), supply };
  return { runs: bareRuns(problem), supply: necessary };
}

/** The job that decides a task, or for a VCPU that of its witness. */
function jobOf(
  problem: VcpuProblem,
  { load }: JudgingRun,
  supply: KnownSupply,
  { witness, tasks }: Pick<GuestResult, 'witness' | 'tasks'>,
  index: number,
  ofWitness: boolean,
): JobOfRun | null {
  const task = problem.tasks[index];
  if (task === undefined) return null;
  const isProven = tasks[index]?.verdict.kind === 'schedulable';
  const own = isProven
    ? play(load, supply, countSteps(), 'to-end', []).tasks[index]
    : play(load, supply, countSteps(), 'to-late-job', [index]).tasks[index];
  const shown = own?.late ?? own?.longest ?? null;
  if (!ofWitness || witness?.from === undefined) return shown;
  const due = witness.from + witness.time;
  if (shown?.due === due) return shown;
  const release = due - task.deadline;
  const job = Math.round((release - task.offset) / task.period);
  return { task: index, job, release, due, end: null };
}

function jobSteps(
  problem: VcpuProblem,
  supply: KnownSupply,
  load: RunLoad,
  { task, job, release, due, end }: JobOfRun,
): readonly AlignedStep[] {
  const name = problem.tasks[task]?.name ?? '';
  const shown: AlignedStep = { kind: 'aligned-job', task: name, job, release, due, end };
  if (end !== null && end <= due)
    return [shown, { kind: 'aligned-response', response: end - release, deadline: due - release }];
  const late = { task, job, release, due, end };
  const stretch = withinSteps(() => busyStretch(load, supply, late, countSteps()), null);
  if (stretch === null) return [shown];
  const { from, demand, supply: given } = stretch;
  const terms = stretch.jobs.map(({ task: each, count }) => ({
    jobs: count,
    cost: load.cost[each] ?? 0,
    name: problem.tasks[each]?.name ?? '',
  }));
  const held = load.blocking[task] ?? 0;
  return [shown, { kind: 'aligned-window', from, due, terms, held, demand, supply: given }];
}
