import { budgetEvery, domainLine, nothingProvenOfErrors } from '../../messages/hover/domain.ts';
import { headings } from '../../messages/hover/headings.ts';
import { tasksLoad } from '../../messages/text/load.ts';
import { reasonText } from '../../messages/verdicts/reason.ts';
import type { ProvenDomain } from '../../scheduling/facts/proven.ts';
import { tasksUtilization } from '../schedulability/node-detail.ts';
import { code, heading, paragraphs, plain, table } from './markdown.ts';

/** The number of rows of each kind; the outline and the table of numbers show them all. */
const ROWS = 10;

/** A domain: its verdict, and each VCPU and task that is not proven. */
export function domainHover({ domain, machine, inside }: ProvenDomain): string {
  const failing = inside.tasks.filter(({ verdict }) => verdict.kind !== 'schedulable');
  return paragraphs(
    heading(headings.domain(code(domain.name)), inside.verdict),
    domain.incomplete ? nothingProvenOfErrors() : undefined,
    domainLine(
      domain.global ? `${domain.policy.kind} global` : domain.policy.kind,
      code(machine.name),
      tasksLoad(tasksUtilization(domain.tasks)),
    ),
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
  return budget === null || period === null ? undefined : budgetEvery(budget, period);
}
