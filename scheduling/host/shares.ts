import type { MachineAnalysis, Verdict } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import { givesShares } from '../model/policies.ts';
import { compareUtilization, type Share, utilization } from './utilization.ts';

/**
 * A machine whose policy shares its cores by weight (Xen's credit schedulers) guarantees nothing,
 * so nothing is schedulable. If the hard tasks' utilization exceeds all its cores, no run serves
 * them. The machine's utilization is that of its tasks.
 */
export function analyzeShares(machine: CompletedMachine): MachineAnalysis {
  const { policy } = machine;
  const cores = machine.cores.length;
  const unknown: Verdict = { kind: 'unknown', reason: { kind: 'shares', policy: policy.kind } };
  const vcpus = machine.domains.flatMap((domain) =>
    domain.vcpus.map((vcpu) => ({
      domain: domain.name,
      vcpu: vcpu.name,
      verdict: unknown,
      grossBudget: null,
      response: null,
      margin: null,
    })),
  );
  const tasks = machine.domains.flatMap((domain) => domain.tasks);
  const hard = tasks.filter(({ soft }) => soft === undefined).map(shareOf);
  const refused = compareUtilization(hard, cores) > 0;
  return {
    machine: machine.name,
    verdict: refused
      ? {
          kind: 'unschedulable',
          reason: { kind: 'tasks-over-cores', share: utilization(hard), cores },
        }
      : vcpus.length === 0
        ? { kind: 'schedulable' }
        : unknown,
    test: refused
      ? { name: 'long-run-tasks', kind: 'necessary' }
      : { name: 'no-guarantee', kind: 'sufficient' },
    cores: [],
    utilization: utilization(tasks.map(shareOf)),
    vcpus,
  };
}

/**
 * Whether nobody asks a machine for a guarantee: it shares its cores by weight beside other pools
 * of its host, and has no hard task. A host is cut into pools to keep such guests from the others.
 */
export function owesNothing(
  { name, host, policy, domains }: CompletedMachine,
  machines: readonly Pick<CompletedMachine, 'name' | 'host'>[],
): boolean {
  return (
    givesShares(policy) &&
    machines.some((other) => other.host === host && other.name !== name) &&
    domains.every(
      ({ tasks, incomplete }) => !incomplete && tasks.every(({ soft }) => soft !== undefined),
    )
  );
}

function shareOf({ wcet, period }: { readonly wcet: number; readonly period: number }): Share {
  return { cost: wcet, period };
}
