import { globalTasks } from '../guest/global/global-tasks.ts';
import type { GlobalProblem } from '../guest/problem.ts';
import type { Proven } from './derivation.ts';
import type { DerivationStep } from './derivation-step.ts';
import { loadSteps } from './load-steps.ts';
import { supplySteps } from './supply-steps.ts';

/**
 * Derives the verdict of a domain whose tasks run on several VCPUs; with `name`, that of one of its
 * tasks.
 */
export function deriveGlobal(
  problem: GlobalProblem,
  result: Proven,
  name?: string,
): readonly DerivationStep[] {
  const steps: DerivationStep[] = problem.supplies.flatMap(({ safe }, index) => {
    return supplySteps(safe).map((step) => ({
      ...step,
      about: [{ kind: 'number', number: index + 1 } as const],
    }));
  });
  const used = problem.tasks.reduce((sum, task) => sum + task.wcet / task.period, 0);
  steps.push(...loadSteps(problem), {
    kind: 'utilization',
    terms: problem.tasks.map(({ wcet, period }) => ({ cost: wcet, period })),
    used,
    bandwidth: null,
  });
  const found = result.tasks.find((task) => task.task === name);
  const verdict = found?.verdict ?? result.verdict;
  const index = problem.tasks.findIndex((task) => task.name === name);
  const task = globalTasks(problem)[index];
  if (task !== undefined && found !== undefined) {
    steps.push({
      kind: 'sure-window',
      length: found.response === null ? null : found.response - task.jitter,
      most: task.due - task.jitter,
      others: task.interfering.length,
    });
  }
  steps.push({ kind: 'verdict', verdict, test: result.test });
  return steps;
}
