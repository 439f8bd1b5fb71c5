import { reasonText } from '../../messages/verdicts/reason.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { domainFacts } from '../analysis/facts.ts';
import { tasksLoad } from './load-text.ts';
import { code, heading, paragraphs, plain, table } from './markdown.ts';

/** How many rows of a kind are shown; the outline and the table of numbers have them all. */
const ROWS = 10;

/** A domain: its verdict, and each VCPU and task that does not keep its promises. */
export function domainHover(analysis: Analysis, name: string): string | undefined {
  const facts = domainFacts(analysis, name);
  if (!facts) return undefined;
  const { domain, machine, inside } = facts;
  const failing = (inside?.tasks ?? []).filter(({ verdict }) => verdict.kind !== 'schedulable');
  return paragraphs(
    heading(`domain ${code(name)}`, inside?.verdict),
    domain.incomplete
      ? 'Part of its text has errors: nothing about the whole is proven.'
      : undefined,
    `${domain.policy.kind}${domain.global ? ' global' : ''} on ${code(machine.name)}, ${tasksLoad(domain.tasks)}`,
    table([
      ...domain.vcpus
        .slice(0, ROWS)
        .map(({ name: vcpu, budget, period }) => [code(vcpu), budgetText(budget, period)] as const),
      ...failing
        .slice(0, ROWS)
        .map(
          ({ task, verdict }) =>
            [
              code(task),
              verdict.kind === 'schedulable' ? '' : plain(reasonText(verdict.reason)),
            ] as const,
        ),
    ]),
  );
}

function budgetText(budget: number | null, period: number | null): string | undefined {
  return budget === null || period === null
    ? undefined
    : `${formatDuration(budget)} every ${formatDuration(period)}`;
}
