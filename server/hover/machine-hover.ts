import type { ProvenMachine } from '../../scheduling/facts/proven.ts';
import type { CoreAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { MachinePolicy } from '../../scheduling/model/model.ts';
import { hasServers, placementOf, serverKind, traitsOf } from '../../scheduling/model/policies.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { coresText } from './load-text.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/** A machine: whether its VCPUs get their budgets, and how full each core is. */
export function machineHover({ machine, host }: ProvenMachine): string {
  return paragraphs(
    heading(`machine ${code(machine.name)}`, host.verdict),
    reason(host.verdict),
    [policyText(machine.policy), ...serversText(machine), coresText(machine.cores)].join(', '),
    table([
      [
        'utilization, gross',
        `${percent(host.utilization / machine.cores)} of ${coresText(machine.cores)}`,
      ],
      ...host.cores.slice(0, 8).map(coreRow),
      ...(host.cores.length > 8 ? [['…', `${host.cores.length - 8} more cores`] as const] : []),
    ]),
    testLine(host.test),
  );
}

function coreRow({ core, utilization, verdict, vcpus }: CoreAnalysis): readonly [string, string] {
  const names = vcpus.slice(0, 6).map(({ domain, vcpu }) => code(`${domain}.${vcpu}`));
  const more = vcpus.length > 6 ? `, ${vcpus.length - 6} more` : '';
  const failing = verdict.kind === 'schedulable' ? '' : ` — ${verdict.kind}`;
  return [`core ${core}`, `${percent(utilization)}${failing}: ${names.join(', ')}${more}`];
}

/** How budgets are kept; nothing where VCPUs have none. */
function serversText(machine: CompletedMachine): readonly string[] {
  return hasServers(machine.policy) ? [`${serverKind(machine)} servers`] : [];
}

function policyText(policy: MachinePolicy): string {
  return traitsOf(policy).placement === 'written'
    ? `${policy.kind} ${placementOf(policy)}`
    : policy.kind;
}
