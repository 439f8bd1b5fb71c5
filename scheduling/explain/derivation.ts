import type { GuestResult, SmallestBudget, VcpuProblem } from '../guest/problem.ts';
import { conditionKind } from '../guest/task-findings.ts';
import { isEdf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import { supplyFunction } from '../supply/supply-function.ts';
import { alignedSteps } from './aligned-steps.ts';
import { demandSteps } from './demand-steps.ts';
import type { DerivationStep } from './derivation-step.ts';
import { loadSteps, utilizationStep } from './load-steps.ts';
import { responseSteps } from './response-steps.ts';
import { supplySteps } from './supply-steps.ts';

/** The parts of a result that a derivation shows. */
export type Proven = Pick<GuestResult, 'verdict' | 'test' | 'witness' | 'tasks'>;

/**
 * Derives a VCPU's verdict step by step with the numbers of the problem: the supply, the costs of
 * tasks, the long-run use, and the window that decides. `result` is the analysis of the same
 * problem.
 */
export function deriveVcpu(
  problem: VcpuProblem,
  result: Proven,
  smallest: SmallestBudget | null = null,
): readonly DerivationStep[] {
  if (result.test.name === 'aligned-run')
    return [...alignedSteps(problem, result), conclusion(result)];
  const supply = supplyFunction(problem.supply.safe);
  const named = problem.tasks.find((task) => task.name === result.witness?.task);
  const steps: DerivationStep[] = [...supplySteps(problem.supply.safe)];
  if (supply !== null && problem.tasks.length > 0) {
    steps.push(...loadSteps(problem), utilizationStep(problem, supply));
    if (named !== undefined && result.witness !== null) {
      steps.push(...windowSteps(problem, named, supply, result.witness.time));
    }
  }
  if (smallest !== null) steps.push({ kind: 'smallest-budget', found: smallest });
  return [...steps, conclusion(result)];
}

function conclusion({ verdict, test }: Proven): DerivationStep {
  return { kind: 'verdict', verdict, test };
}

/** Derives one task's verdict. */
export function deriveTask(
  problem: VcpuProblem,
  result: Proven,
  name: string,
): readonly DerivationStep[] {
  const task = problem.tasks.find((each) => each.name === name);
  const found = result.tasks.find((each) => each.task === name);
  if (task === undefined || found === undefined) return [];
  const kind = conditionKind(found.verdict.kind, result.test.kind === 'exact');
  const test = { ...result.test, kind };
  const last: DerivationStep = { kind: 'verdict', verdict: found.verdict, test };
  if (result.test.name === 'aligned-run') return [...alignedSteps(problem, result, name), last];
  const supply = supplyFunction(problem.supply.safe);
  const steps: DerivationStep[] = [...supplySteps(problem.supply.safe)];
  if (supply !== null) {
    const window = result.witness?.task === name ? result.witness.time : null;
    steps.push(...loadSteps(problem, task), ...windowSteps(problem, task, supply, window));
  }
  if (isEdf(problem.policy) && found.slack !== null) {
    const from = task.deadline - task.jitter;
    steps.push({ kind: 'slack', task: name, from, slack: found.slack });
  }
  return [...steps, last];
}

function windowSteps(
  problem: VcpuProblem,
  task: Task,
  supply: NonNullable<ReturnType<typeof supplyFunction>>,
  window: number | null,
): readonly DerivationStep[] {
  if (!isEdf(problem.policy)) return responseSteps(problem, task, supply, window);
  const time = window ?? Math.max(0, task.deadline - task.jitter);
  return demandSteps(problem, supply, time);
}
