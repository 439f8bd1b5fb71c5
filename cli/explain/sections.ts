import { noEffect, refused } from '../../messages/command/report.ts';
import {
  domainLine,
  hostLine,
  sectionTitles,
  taskLine,
  usedShare,
} from '../../messages/command/sections.ts';
import { actionText } from '../../messages/scenario/action.ts';
import { stepNotes } from '../../messages/scenario/step-notes.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import type { ProvenPlan } from '../../scheduling/facts/proven.ts';
import { keyOfVcpu, vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { HostVcpuAnalysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { machinePhrase } from '../check/summary.ts';
import { type Section, testSection, verdictSection } from './section.ts';
import { taskSections } from './task-sections.ts';
import { vcpuSections } from './vcpu-sections.ts';

/** The explanation of an element, step by step. */
export function elementSections(element: Element, facts: Facts): readonly Section[] {
  switch (element.kind) {
    case 'machine':
    case 'core':
      return machineSections(element.machine, facts);
    case 'plan':
      return planSections(facts.plan(element.machine, element.plan));
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
    {
      title: machine.pool === undefined ? sectionTitles.machine() : sectionTitles.pool(),
      lines: [machinePhrase(machine)],
    },
    verdictSection(sectionTitles.itsVcpus(), host.verdict),
    testSection(host.test),
    ...host.cores.map(
      (core): Section => ({
        title: sectionTitles.core(core.core),
        lines: [
          `${verdictLooks[core.verdict.kind].mark} ${usedShare(core.utilization)}`,
          ...host.vcpus
            .filter(({ domain, vcpu }) => facts.vcpu(domain, vcpu)?.core === core)
            .map(lineOf),
        ],
      }),
    ),
    ...(host.cores.length > 0
      ? []
      : [
          {
            title: sectionTitles.allCores(),
            lines: [usedShare(host.utilization / machine.cores.length), ...host.vcpus.map(lineOf)],
          },
        ]),
  ];
}

function planSections(proven: ProvenPlan | undefined): readonly Section[] {
  if (proven === undefined) return [];
  const { machine, plan } = proven;
  return [
    { title: sectionTitles.plan(), lines: [machinePhrase(machine)] },
    verdictSection(sectionTitles.itsVcpus(), plan.verdict),
    testSection(plan.test),
    ...plan.cores.map(
      (core): Section => ({
        title: sectionTitles.core(core.core),
        lines: [
          `${verdictLooks[core.verdict.kind].mark} ${usedShare(core.utilization)}`,
          ...plan.vcpus
            .filter((vcpu) => core.vcpus.some((own) => keyOfVcpu(own) === keyOfVcpu(vcpu)))
            .map(lineOf),
        ],
      }),
    ),
    ...(plan.off.length === 0
      ? []
      : [{ title: sectionTitles.off(), lines: [plan.off.join(', ')] }]),
  ];
}

function lineOf(vcpu: HostVcpuAnalysis): string {
  return `${verdictLooks[vcpu.verdict.kind].mark} ${hostLine(vcpuLabel(vcpu), vcpu.grossBudget, vcpu.margin)}`;
}

function domainSections(name: string, facts: Facts): readonly Section[] {
  const proven = facts.domain(name);
  if (proven === undefined) return [];
  const { domain, inside } = proven;
  const several = domain.vcpus.length > 1;
  return [
    {
      title: sectionTitles.domain(),
      lines: [
        domainLine(
          domain.type,
          inside.machine,
          domain.global ? `${domain.policy.kind} global` : domain.policy.kind,
        ),
      ],
    },
    verdictSection(sectionTitles.itsTasks(), inside.verdict),
    ...facts.vcpusOf(name).flatMap((own) =>
      vcpuSections(own).map(({ title, lines }) => ({
        title: several ? `${own.vcpu.name}: ${title}` : title,
        lines,
      })),
    ),
    {
      title: sectionTitles.tasks(),
      lines: inside.tasks.map(({ task, verdict, response, deadline }) => {
        return `${verdictLooks[verdict.kind].mark} ${taskLine(task, response, deadline)}`;
      }),
    },
  ];
}

function scenarioSections(name: string, facts: Facts): readonly Section[] {
  const scenario = facts.scenario(name);
  return (scenario?.steps ?? []).map(({ at, action, admitted, reason, failing, ...step }) => ({
    title: formatDuration(at),
    lines: admitted
      ? [`${verdictLooks.schedulable.mark} ${actionText(action)}`, ...stepNotes(step)]
      : failing === undefined
        ? [`– ${actionText(action)}`, noEffect(stepReasonText(reason))]
        : [
            `${verdictLooks.unschedulable.mark} ${actionText(action)}`,
            refused(stepReasonText(reason)),
          ],
  }));
}
