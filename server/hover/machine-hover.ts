import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { MachinePolicy } from '../../scheduling/model/model.ts';
import { hasServers, placementOf, serverKind, traitsOf } from '../../scheduling/model/policies.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { machineFacts } from '../analysis/facts.ts';
import { coresText } from './load-text.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/** A machine: whether its VCPUs get their budgets, and how full each core is. */
export function machineHover(analysis: Analysis, name: string): string | undefined {
  const facts = machineFacts(analysis, name);
  if (!facts) return undefined;
  const { machine, analysis: found } = facts;
  return paragraphs(
    heading(`machine ${code(name)}`, found?.verdict),
    reason(found?.verdict),
    [policyText(machine.policy), ...serversText(machine), coresText(machine.cores)].join(', '),
    found &&
      table([
        [
          'utilization, gross',
          `${percent(found.utilization / machine.cores)} of ${coresText(machine.cores)}`,
        ],
        ...found.cores.slice(0, 8).map(coreRow),
        ...(found.cores.length > 8 ? [['…', `${found.cores.length - 8} more cores`] as const] : []),
      ]),
    found && testLine(found.test),
  );
}

function coreRow({
  core,
  utilization,
  verdict,
  vcpus,
}: NonNullable<Analysis['machines'][number]>['cores'][number]): readonly [string, string] {
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
