import { sectionTitles, witnessLines } from '../../messages/command/sections.ts';
import {
  onEveryVcpu,
  onOneVcpu,
  parametersLine,
  responseLine,
} from '../../messages/command/task-sections.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import type { ProvenTask } from '../../scheduling/facts/proven.ts';
import { type Section, testSection, verdictSection } from './section.ts';

/** A task: its parameters, its verdict, and the numbers behind it. */
export function taskSections(found: ProvenTask | undefined, facts: Facts): readonly Section[] {
  if (found === undefined) return [];
  const { domain, task, verdict: proven, on } = found;
  const vcpu = (on ?? facts.vcpusOf(domain.name)[0])?.guest;
  const { response, slack, responseIsBound } = proven;
  const witness = vcpu?.witness?.task === task.name ? vcpu.witness : null;
  return [
    {
      title: sectionTitles.task(),
      lines: [
        parametersLine(task),
        proven.vcpu === null
          ? onEveryVcpu(domain.name)
          : onOneVcpu(`${domain.name}.${proven.vcpu}`, domain.policy.kind),
      ],
    },
    verdictSection(
      proven.soft ? sectionTitles.softVerdict() : sectionTitles.verdict(),
      proven.verdict,
    ),
    ...(vcpu === undefined ? [] : [testSection(vcpu.test)]),
    ...(response === null
      ? []
      : [
          {
            title: sectionTitles.responseTime(),
            lines: [responseLine(response, proven.deadline, responseIsBound)],
          },
        ]),
    ...(slack === null ? [] : [{ title: sectionTitles.slack(), lines: [formatDuration(slack)] }]),
    ...(witness === null
      ? []
      : [{ title: sectionTitles.tightest(), lines: witnessLines(witness) }]),
  ];
}
