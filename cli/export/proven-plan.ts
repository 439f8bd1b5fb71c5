import { type Deployment, makePlan } from '../../formats/xen/export/make-plan.ts';
import type { XenPlan } from '../../formats/xen/export/plan.ts';
import { exitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { chooseHost } from './choose-host.ts';
import { provenSystem } from './proven-system.ts';
import { reportProblems, xenTelling } from './report-problems.ts';

interface PlanOptions {
  readonly machine?: string;
  readonly unproven?: true;
}

/**
 * Reads and proves a file, and plans its deployment on a host of Xen. `null` if that cannot be,
 * which is then told with its exit code.
 */
export async function provenPlan(
  file: string,
  { machine, unproven }: PlanOptions,
  deployment: Deployment,
  terminal: Terminal,
): Promise<XenPlan | null> {
  const system = await provenSystem(file, terminal);
  if (system === null) {
    terminal.finish(exitCode.badText);
    return null;
  }
  const host = chooseHost(system.analysis, machine, terminal);
  if (host === null) return null;
  const { plan, problems } = makePlan(system.analysis, host, deployment);
  const code = reportProblems(problems, xenTelling, system.loaded, unproven === true, terminal);
  if (code === null) return plan;
  terminal.finish(code);
  return null;
}
