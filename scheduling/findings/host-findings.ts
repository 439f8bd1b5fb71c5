import type { Analysis, CoreAnalysis, MachineAnalysis } from '../model/analysis.ts';
import { traitsOf } from '../model/policies.ts';
import { formatDuration } from '../text/duration.ts';
import type { Finding, RelatedElement } from './finding.ts';
import { sentence } from './sentence.ts';

/** What is found of a machine and its cores. */
export function hostFindings(analysis: Analysis, machine: MachineAnalysis): readonly Finding[] {
  const completed = analysis.completed.machines.find((other) => other.name === machine.machine);
  if (completed === undefined || machine.verdict.kind === 'schedulable') return [];
  const element = { kind: 'machine', machine: machine.machine } as const;
  const { gives } = traitsOf(completed.policy);
  if (gives === 'shares') {
    return [
      {
        code: 'credit-no-guarantee',
        severity: 'warning',
        element,
        attribute: 'scheduler',
        message: sentence(`Nothing is proven on ${machine.machine}: ${machine.verdict.reason}`),
        related: [],
      },
    ];
  }
  // Static windows fail by what is inside, or by what is wrong in the text: both have been told
  // there.
  if (gives === 'windows') return [];
  const failing = machine.cores.filter((core) => core.verdict.kind !== 'schedulable');
  if (failing.length > 0) return failing.map((core) => coreFinding(machine, core));
  // A VCPU without a budget has its own finding inside; a half-written domain has errors in its
  // text.
  const placed = machine.vcpus.some(
    ({ verdict, grossBudget }) => verdict.kind !== 'schedulable' && grossBudget !== null,
  );
  const unplaced = completed.domains.some((domain) =>
    domain.vcpus.some((vcpu) => vcpu.budget !== null && vcpu.budget > 0 && vcpu.core === null),
  );
  if (machine.verdict.kind === 'unknown' && !placed && !unplaced && gives === 'budgets') return [];
  return [
    {
      ...codeOf(machine.verdict.kind, 'machine-unschedulable'),
      element,
      message: message(`${machine.machine}: ${machine.verdict.reason}`, machine),
      related: relatedVcpus(machine, machine.vcpus),
    },
  ];
}

function coreFinding(machine: MachineAnalysis, core: CoreAnalysis): Finding {
  const reason = core.verdict.kind === 'schedulable' ? '' : core.verdict.reason;
  return {
    ...codeOf(core.verdict.kind, 'core-unschedulable'),
    element: { kind: 'machine', machine: machine.machine },
    message: message(`${machine.machine}: ${reason}`, machine, core),
    related: relatedVcpus(machine, core.vcpus),
  };
}

function codeOf(
  kind: 'schedulable' | 'unknown' | 'unschedulable',
  code: 'machine-unschedulable' | 'core-unschedulable',
): Pick<Finding, 'code' | 'severity'> {
  return kind === 'unschedulable'
    ? { code, severity: 'error' }
    : { code: 'not-proven', severity: 'warning' };
}

function message(text: string, machine: MachineAnalysis, core?: CoreAnalysis): string {
  const verdict = (core ?? machine).verdict.kind;
  return verdict === 'unknown'
    ? `${sentence(text)} Tried: ${machine.test.name}. A simulation can show more.`
    : sentence(text);
}

/** The VCPUs that take the most, each with what it takes. */
function relatedVcpus(
  machine: MachineAnalysis,
  names: readonly { readonly domain: string; readonly vcpu: string }[],
): RelatedElement[] {
  return names.slice(0, 12).map(({ domain, vcpu }) => {
    const found = machine.vcpus.find((other) => other.domain === domain && other.vcpu === vcpu);
    const gross = found?.grossBudget ?? null;
    const takes =
      gross === null ? 'runs here' : `takes ${formatDuration(gross)} a period, switches included`;
    const fails =
      found === undefined || found.verdict.kind === 'schedulable'
        ? ''
        : `; ${found.verdict.reason}`;
    return {
      element: { kind: 'vcpu', domain, vcpu },
      message: `${domain}.${vcpu} ${takes}${fails}`,
    };
  });
}
