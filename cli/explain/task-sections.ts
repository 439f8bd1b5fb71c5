import { formatDuration } from '../../scheduling/text/duration.ts';
import type { DomainFacts } from './facts.ts';
import { type Section, testSection, verdictSection } from './section.ts';
import { witnessLines } from './vcpu-sections.ts';

/** A task: its parameters, its verdict, and the numbers behind it. */
export function taskSections({ domain, inside }: DomainFacts, name: string): readonly Section[] {
  const task = domain.tasks.find((each) => each.name === name);
  const proven = inside.tasks.find((each) => each.task === name);
  if (task === undefined || proven === undefined) return [];
  const vcpu = inside.vcpus.find((each) => each.vcpu === (proven.vcpu ?? inside.vcpus[0]?.vcpu));
  const { response, slack, responseIsBound } = proven;
  const witness = vcpu?.witness?.task === name ? vcpu.witness : null;
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
