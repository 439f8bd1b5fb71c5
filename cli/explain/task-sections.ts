import type { Facts } from '../../scheduling/facts/facts.ts';
import type { ProvenTask } from '../../scheduling/facts/proven.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { type Section, testSection, verdictSection } from './section.ts';
import { witnessLines } from './vcpu-sections.ts';

/** A task: its parameters, its verdict, and the numbers behind it. */
export function taskSections(found: ProvenTask | undefined, facts: Facts): readonly Section[] {
  if (found === undefined) return [];
  const { domain, task, verdict: proven, on } = found;
  const vcpu = (on ?? facts.vcpusOf(domain.name)[0])?.guest;
  const { response, slack, responseIsBound } = proven;
  const witness = vcpu?.witness?.task === task.name ? vcpu.witness : null;
  return [
    {
      title: 'task',
      lines: [
        `wcet ${formatDuration(task.wcet)}, period T = ${formatDuration(task.period)}, deadline D = ${formatDuration(task.deadline)}${task.jitter > 0 ? `, jitter J = ${formatDuration(task.jitter)}` : ''}`,
        proven.vcpu === null
          ? `on every VCPU of ${domain.name}`
          : `on ${domain.name}.${proven.vcpu}, ${domain.policy.kind}`,
      ],
    },
    verdictSection(proven.soft ? 'verdict (soft)' : 'verdict', proven.verdict),
    ...(vcpu === undefined ? [] : [testSection(vcpu.test)]),
    ...(response === null
      ? []
      : [
          {
            title: 'response time',
            lines: [
              `${responseIsBound ? 'at most ' : ''}${formatDuration(response)} against a deadline of ${formatDuration(proven.deadline)}`,
            ],
          },
        ]),
    ...(slack === null ? [] : [{ title: 'slack', lines: [formatDuration(slack)] }]),
    ...(witness === null ? [] : [{ title: 'tightest', lines: witnessLines(witness) }]),
  ];
}
