import type { XenProblem } from '../../../messages/formats/xen-export/problem.ts';
import { chargedBudgets, proveCharged } from '../../../scheduling/host/charged-budgets.ts';
import type { Analysis, Verdict } from '../../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../../scheduling/model/completed.ts';
import { givesShares, hasServers } from '../../../scheduling/model/policies.ts';

/**
 * The parts of a machine that are not proven: its guests, and that it serves its VCPUs with the
 * budgets that Xen needs. A machine that shares its cores by weight owes nothing unless a task is
 * hard.
 */
export function proofProblems(
  { machines, domains }: Analysis,
  machine: CompletedMachine,
): readonly XenProblem[] {
  const hard = machine.domains.some(({ tasks }) => tasks.some(({ soft }) => soft === undefined));
  if (givesShares(machine.policy) && !hard) return [];
  const problems: XenProblem[] = [];
  const add = (
    what: string,
    verdict: Verdict,
    element: XenProblem['element'],
    charged: boolean,
  ): void => {
    if (verdict.kind === 'schedulable') return;
    problems.push({
      ...{ kind: 'not-proven', what, refuted: verdict.kind === 'unschedulable' },
      ...{ charged, reason: verdict.reason, element },
    });
  };
  for (const { machine: name, domain, verdict } of domains)
    if (name === machine.name) add(domain, verdict, { kind: 'domain', domain }, false);
  const element = { kind: 'machine', machine: machine.name } as const;
  const pays = hasServers(machine.policy) && machine.switchCosts.some(({ cost }) => cost > 0);
  const host = pays
    ? proveCharged(machine, chargedBudgets(machine))
    : machines.find((each) => each.machine === machine.name);
  if (host !== undefined) add(machine.name, host.verdict, element, pays);
  return problems;
}
