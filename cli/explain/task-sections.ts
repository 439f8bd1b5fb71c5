import { sectionTitles, witnessLines } from '../../messages/command/sections.ts';
import {
  onEveryVcpu,
  onOneVcpu,
  parametersLine,
  responseLine,
} from '../../messages/command/task-sections.ts';
import { holds } from '../../messages/hover/task.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import { taskHere } from '../../scheduling/facts/here.ts';
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
    ...hereSections(found),
    ...(slack === null ? [] : [{ title: sectionTitles.slack(), lines: [formatDuration(slack)] }]),
    ...(witness === null
      ? []
      : [{ title: sectionTitles.tightest(), lines: witnessLines(witness) }]),
  ];
}

/** The second verdict, beside the neighbors that are written. */
function hereSections({ on, task }: ProvenTask): readonly Section[] {
  const here = on === null ? null : taskHere(on, task.name);
  if (here === null) return [];
  const line = here.response === null ? holds() : responseLine(here.response, task.deadline, true);
  return [{ title: sectionTitles.here(), lines: [line] }];
}
