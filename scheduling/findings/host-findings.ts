import type { ProvenMachine } from '../facts/proven.ts';
import { owesNothing } from '../host/shares.ts';
import type { CoreAnalysis, MachineAnalysis, Verdict } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import { traitsOf } from '../model/policies.ts';
import type { Finding, FindingData } from './finding.ts';
import type { RelatedElement } from './related.ts';

/** The findings of a machine and its cores. */
export function hostFindings(
  { machine: completed, host: machine }: ProvenMachine,
  machines: readonly CompletedMachine[],
): readonly Finding[] {
  if (machine.verdict.kind === 'schedulable') return [];
  const element = { kind: 'machine', machine: machine.machine } as const;
  const { gives } = traitsOf(completed.policy);
  if (gives === 'shares' && machine.verdict.kind === 'unknown') {
    return [
      {
        code: 'credit-no-guarantee',
        severity: owesNothing(completed, machines) ? 'info' : 'warning',
        element,
        attribute: 'scheduler',
        data: { machine: machine.machine, reason: machine.verdict.reason },
        related: [],
      },
    ];
  }
  // A machine with static windows fails by a guest, which has its own finding, or by an error in
  // the text.
  if (gives === 'windows') return [];
  const failing = machine.cores.flatMap((core) => coreFindings(machine, core));
  if (failing.length > 0) return failing;
  // A VCPU without a budget has its own finding, and a half-written domain has errors in its text.
  const placed = machine.vcpus.some(
    ({ verdict, grossBudget }) => verdict.kind !== 'schedulable' && grossBudget !== null,
  );
  const unplaced = completed.domains.some((domain) =>
    domain.vcpus.some((vcpu) => vcpu.budget !== null && vcpu.budget > 0 && vcpu.core === null),
  );
  if (machine.verdict.kind === 'unknown' && !placed && !unplaced && gives === 'budgets') return [];
  return [
    {
      ...found(machine, machine.verdict, 'machine-unschedulable'),
      element,
      related: relatedVcpus(machine, machine.vcpus),
    },
  ];
}

function coreFindings(machine: MachineAnalysis, core: CoreAnalysis): readonly Finding[] {
  if (core.verdict.kind === 'schedulable') return [];
  return [
    {
      ...found({ ...machine, test: core.test ?? machine.test }, core.verdict, 'core-unschedulable'),
      element: { kind: 'machine', machine: machine.machine },
      related: relatedVcpus(machine, core.vcpus),
    },
  ];
}

function found(
  { machine, test }: MachineAnalysis,
  { kind, reason }: Exclude<Verdict, { kind: 'schedulable' }>,
  code: 'machine-unschedulable' | 'core-unschedulable',
): FindingData & Pick<Finding, 'severity'> {
  return kind === 'unschedulable'
    ? { code, severity: 'error', data: { machine, reason } }
    : { code: 'not-proven', severity: 'warning', data: { kind: 'host', machine, reason, test } };
}

/** The VCPUs with the largest shares, each with its share. */
function relatedVcpus(
  machine: MachineAnalysis,
  names: readonly { readonly domain: string; readonly vcpu: string }[],
): RelatedElement[] {
  return names.slice(0, 12).map(({ domain, vcpu }) => {
    const own = machine.vcpus.find((other) => other.domain === domain && other.vcpu === vcpu);
    const verdict = own?.verdict;
    return {
      element: { kind: 'vcpu', domain, vcpu },
      role: {
        kind: 'takes',
        vcpu: { domain, vcpu },
        gross: own?.grossBudget ?? null,
        reason: verdict === undefined || verdict.kind === 'schedulable' ? null : verdict.reason,
      },
    };
  });
}
