import { globalTasks } from '../guest/global/global-tasks.ts';
import type { GlobalProblem } from '../guest/problem.ts';
import { formatDuration as text } from '../text/duration.ts';
import type { Proven } from './derivation.ts';
import { type DerivationStep, sumText } from './derivation-step.ts';
import { loadSteps } from './load-steps.ts';
import { supplySteps } from './supply-steps.ts';

/**
 * How the verdict of a domain comes about whose tasks run on several VCPUs, or, with `name`, that
 * of one of its tasks.
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
    kind: 'worded',
    title: 'Utilization',
    formula: 'U = Σ wcet/T',
    withNumbers: `${sumText(problem.tasks.map((task) => `${text(task.wcet)}/${text(task.period)}`))} = ${used.toFixed(4)}`,
    reference: null,
  });
  const found = result.tasks.find((task) => task.task === name);
  const verdict = found?.verdict ?? result.verdict;
  const index = problem.tasks.findIndex((task) => task.name === name);
  const task = globalTasks(problem)[index];
  if (task !== undefined && found !== undefined) {
    const others = task.interfering.map((other) => problem.tasks[other]?.name ?? '');
    steps.push({
      kind: 'worded',
      title: 'A window it is sure to be done in',
      formula: 'Σ min(W_j, L − C + 1) < Σ_l max(0, sbf_l(L) − C + 1)',
      withNumbers:
        found.response === null
          ? `none of at most ${text(task.due - task.jitter)} was found, with ${others.length} tasks that can run in its way`
          : `L = ${text(found.response - task.jitter)} after its release, with ${others.length} tasks that can run in its way`,
      reference: 'Bini, Bertogna & Baruah, RTSS 2009; Bertogna, Cirinei & Lipari 2005/2009',
    });
  }
  steps.push({ kind: 'verdict', verdict, test: result.test });
  return steps;
}
