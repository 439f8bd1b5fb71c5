import type { ProvenVcpu } from '../../scheduling/facts/proven.ts';
import type { Witness } from '../../scheduling/model/analysis.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/**
 * A VCPU: what it supplies, what it costs its machine, what would do, and where demand comes
 * closest to supply.
 */
export function vcpuHover(proven: ProvenVcpu): string {
  const { domain, vcpu, guest, onHost, machine } = proven;
  const hostReason = reason(onHost?.verdict);
  return paragraphs(
    heading(`vcpu ${code(`${domain.name}.${vcpu.name}`)}`, guest.verdict),
    reason(guest.verdict),
    hostReason && `On ${code(machine.name)}: ${hostReason}`,
    table([
      ['budget, net', interfaceText(proven)],
      ['budget, gross', grossText(proven)],
      ['smallest budget', minBudgetText(proven)],
      ['longest gap in supply', duration(guest.longestGap)],
      ['margin', duration(guest.margin)],
      ['core', coreText(proven)],
      ['response on its machine', duration(onHost?.response)],
    ]),
    guest.witness && guest.verdict.kind === 'schedulable' ? tightest(guest.witness) : undefined,
    testLine(guest.test),
  );
}

function tightest({ task, time, demand, supply }: Witness): string {
  return `Tightest at a window of ${formatDuration(time)} (${code(task)}): ${formatDuration(demand)} asked for, ${formatDuration(supply)} sure.`;
}

function interfaceText({
  vcpu: { budget, period, deadline, computed },
}: ProvenVcpu): string | undefined {
  if (budget === null && period === null) return undefined;
  const chosen = (value: number | null, byTool: boolean) =>
    value === null ? 'none would do' : `${formatDuration(value)}${byTool ? ' (chosen)' : ''}`;
  const bandwidth =
    budget !== null && period !== null ? ` = ${percent(budget / period)} of a core` : '';
  const due =
    deadline !== null && deadline !== period ? `, due after ${formatDuration(deadline)}` : '';
  return `${chosen(budget, computed.budget)} every ${chosen(period, computed.period)}${due}${bandwidth}`;
}

function grossText({ onHost, vcpu: { budget } }: ProvenVcpu): string | undefined {
  const gross = onHost?.grossBudget;
  if (gross === undefined || gross === null) return undefined;
  const switches =
    budget === null || gross === budget ? '' : `: ${formatDuration(gross - budget)} of switches`;
  return `${formatDuration(gross)}${switches}`;
}

function minBudgetText({ guest, vcpu: { budget, computed } }: ProvenVcpu): string | undefined {
  if (budget === null) return undefined;
  if (guest.minBudget === null) return 'none would do';
  if (computed.budget) return undefined;
  return formatDuration(guest.minBudget);
}

function coreText({ vcpu: { core, computed }, core: analyzed }: ProvenVcpu): string | undefined {
  if (core === null) return undefined;
  const used = analyzed ? `, ${percent(analyzed.utilization)} used` : '';
  return `${core}${computed.core ? ' (chosen)' : ''}${used}`;
}

function duration(ns: number | null | undefined): string | undefined {
  return ns === null || ns === undefined ? undefined : formatDuration(ns);
}
