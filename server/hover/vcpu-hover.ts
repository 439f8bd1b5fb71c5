import type { Analysis, Witness } from '../../scheduling/model/analysis.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { type VcpuFacts, vcpuFacts } from '../analysis/facts.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/**
 * A VCPU: what it supplies, what it costs its machine, what would do, and where demand comes
 * closest to supply.
 */
export function vcpuHover(analysis: Analysis, domain: string, name: string): string | undefined {
  const facts = vcpuFacts(analysis, domain, name);
  if (!facts) return undefined;
  const { vcpu, guestSide, hostSide } = facts;
  const onHost = hostSide && hostSide.verdict.kind !== 'schedulable' ? hostSide.verdict : undefined;
  return paragraphs(
    heading(`vcpu ${code(`${domain}.${vcpu.name}`)}`, guestSide?.verdict),
    reason(guestSide?.verdict),
    onHost && `On ${code(facts.machine.name)}: ${reason(onHost)}`,
    table([
      ['budget, net', interfaceText(facts)],
      ['budget, gross', grossText(facts)],
      ['smallest budget', minBudgetText(facts)],
      ['longest gap in supply', duration(guestSide?.longestGap)],
      ['margin', duration(guestSide?.margin)],
      ['core', coreText(facts)],
      ['response on its machine', duration(hostSide?.response)],
    ]),
    guestSide?.witness && guestSide.verdict.kind === 'schedulable'
      ? tightest(guestSide.witness)
      : undefined,
    guestSide && testLine(guestSide.test),
  );
}

function tightest({ task, time, demand, supply }: Witness): string {
  return `Tightest at a window of ${formatDuration(time)} (${code(task)}): ${formatDuration(demand)} asked for, ${formatDuration(supply)} sure.`;
}

function interfaceText({
  vcpu: { budget, period, deadline, computed },
}: VcpuFacts): string | undefined {
  if (budget === null && period === null) return undefined;
  const chosen = (value: number | null, byTool: boolean) =>
    value === null ? 'none would do' : `${formatDuration(value)}${byTool ? ' (chosen)' : ''}`;
  const bandwidth =
    budget !== null && period !== null ? ` = ${percent(budget / period)} of a core` : '';
  const due =
    deadline !== null && deadline !== period ? `, due after ${formatDuration(deadline)}` : '';
  return `${chosen(budget, computed.budget)} every ${chosen(period, computed.period)}${due}${bandwidth}`;
}

function grossText({ hostSide, vcpu: { budget } }: VcpuFacts): string | undefined {
  const gross = hostSide?.grossBudget;
  if (gross === undefined || gross === null) return undefined;
  const switches =
    budget === null || gross === budget ? '' : `: ${formatDuration(gross - budget)} of switches`;
  return `${formatDuration(gross)}${switches}`;
}

function minBudgetText({ guestSide, vcpu: { budget, computed } }: VcpuFacts): string | undefined {
  if (!guestSide || budget === null) return undefined;
  if (guestSide.minBudget === null) return 'none would do';
  if (computed.budget) return undefined;
  return formatDuration(guestSide.minBudget);
}

function coreText({ vcpu: { core, computed }, core: analyzed }: VcpuFacts): string | undefined {
  if (core === null) return undefined;
  const used = analyzed ? `, ${percent(analyzed.utilization)} used` : '';
  return `${core}${computed.core ? ' (chosen)' : ''}${used}`;
}

function duration(ns: number | null | undefined): string | undefined {
  return ns === null || ns === undefined ? undefined : formatDuration(ns);
}
