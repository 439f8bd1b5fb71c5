import type { MachineAnalysis, Verdict } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import { utilization } from './utilization.ts';

/**
 * A machine under Xen's credit scheduler: nothing is guaranteed. Its utilization is what its tasks
 * ask for.
 */
export function analyzeCredit(machine: CompletedMachine): MachineAnalysis {
  const verdict: Verdict = { kind: 'unknown', reason: { kind: 'credit' } };
  const vcpus = machine.domains.flatMap((domain) =>
    domain.vcpus.map((vcpu) => ({
      domain: domain.name,
      vcpu: vcpu.name,
      verdict,
      grossBudget: null,
      response: null,
      margin: null,
    })),
  );
  return {
    machine: machine.name,
    verdict: vcpus.length === 0 ? { kind: 'schedulable' } : verdict,
    test: { name: 'no-guarantee', kind: 'sufficient' },
    cores: [],
    utilization: utilization(
      machine.domains.flatMap((domain) =>
        domain.tasks.map(({ wcet, period }) => ({ cost: wcet, period })),
      ),
    ),
    vcpus,
  };
}
