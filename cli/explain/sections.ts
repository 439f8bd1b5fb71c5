import { actionText } from '../../messages/scenario/action.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import type { HostVcpuAnalysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { machinePhrase } from '../check/summary.ts';
import { type Section, testSection, verdictSection } from './section.ts';
import { taskSections } from './task-sections.ts';
import { vcpuSections } from './vcpu-sections.ts';

/** What is known of an element, step by step. */
export function elementSections(element: Element, facts: Facts): readonly Section[] {
  switch (element.kind) {
    case 'machine':
    case 'core':
      return machineSections(element.machine, facts);
    case 'domain':
      return domainSections(element.domain, facts);
    case 'vcpu':
      return vcpuSections(facts.vcpu(element.domain, element.vcpu));
    case 'task':
      return taskSections(facts.task(element.domain, element.task), facts);
    case 'scenario':
    case 'step':
      return scenarioSections(element.scenario, facts);
  }
}

function machineSections(name: string, facts: Facts): readonly Section[] {
  const proven = facts.machine(name);
  if (proven === undefined) return [];
  const { machine, host } = proven;
  return [
    { title: 'machine', lines: [machinePhrase(machine)] },
    verdictSection('its VCPUs', host.verdict),
    testSection(host.test),
    ...host.cores.map(
      (core): Section => ({
        title: `core ${core.core}`,
        lines: [
          `${verdictLooks[core.verdict.kind].mark} ${percent(core.utilization)} used, switches included`,
          ...host.vcpus
            .filter((vcpu) =>
              core.vcpus.some((on) => on.domain === vcpu.domain && on.vcpu === vcpu.vcpu),
            )
            .map(hostLine),
        ],
      }),
    ),
    ...(host.cores.length > 0
      ? []
      : [
          {
            title: 'all cores',
            lines: [
              `${percent(host.utilization / machine.cores)} used, switches included`,
              ...host.vcpus.map(hostLine),
            ],
          },
        ]),
  ];
}

function hostLine(vcpu: HostVcpuAnalysis): string {
  const gross =
    vcpu.grossBudget === null ? '' : `, costs ${formatDuration(vcpu.grossBudget)} a period`;
  const margin = vcpu.margin === null ? '' : `, margin ${formatDuration(vcpu.margin)}`;
  return `${verdictLooks[vcpu.verdict.kind].mark} ${vcpu.domain}.${vcpu.vcpu}${gross}${margin}`;
}

function domainSections(name: string, facts: Facts): readonly Section[] {
  const proven = facts.domain(name);
  if (proven === undefined) return [];
  const { domain, inside } = proven;
  const several = domain.vcpus.length > 1;
  return [
    {
      title: 'domain',
      lines: [
        `${domain.type} on ${inside.machine}, ${domain.policy.kind}${domain.global ? ' global' : ''}`,
      ],
    },
    verdictSection('its tasks', inside.verdict),
    ...facts.vcpusOf(name).flatMap((own) =>
      vcpuSections(own).map(({ title, lines }) => ({
        title: several ? `${own.vcpu.name}: ${title}` : title,
        lines,
      })),
    ),
    {
      title: 'tasks',
      lines: inside.tasks.map(({ task, verdict, response, deadline }) => {
        const answer = response === null ? '' : `response ${formatDuration(response)}, `;
        return `${verdictLooks[verdict.kind].mark} ${task}: ${answer}deadline ${formatDuration(deadline)}`;
      }),
    },
  ];
}

function scenarioSections(name: string, facts: Facts): readonly Section[] {
  const scenario = facts.scenario(name);
  return (scenario?.steps ?? []).map(({ at, action, admitted, reason, failing }) => ({
    title: formatDuration(at),
    lines: admitted
      ? [`${verdictLooks.schedulable.mark} ${actionText(action)}`]
      : failing === undefined
        ? [`– ${actionText(action)}`, `no effect: ${stepReasonText(reason)}`]
        : [
            `${verdictLooks.unschedulable.mark} ${actionText(action)}`,
            `refused: ${stepReasonText(reason)}`,
          ],
  }));
}
