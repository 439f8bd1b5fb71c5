import { headings } from '../../messages/hover/headings.ts';
import {
  chosenWindowsText,
  coreText,
  grossText,
  holdsHere,
  interfaceText,
  noneWouldDo,
  onMachine,
  tightestWindow,
  vcpuRows,
} from '../../messages/hover/vcpu.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { vcpuHere } from '../../scheduling/facts/here.ts';
import type { ProvenVcpu } from '../../scheduling/facts/proven.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/**
 * A VCPU: its supply, its cost on its machine, the smallest sufficient budget, and the window in
 * which demand comes closest to supply.
 */
export function vcpuHover(proven: ProvenVcpu): string {
  const { domain, vcpu, guest, onHost, machine } = proven;
  const hostReason = reason(onHost?.verdict);
  return paragraphs(
    heading(headings.vcpu(code(`${domain.name}.${vcpu.name}`)), guest.verdict),
    reason(guest.verdict),
    hostReason && onMachine(code(machine.name), hostReason),
    table([
      [
        vcpuRows.net(),
        vcpu.budget === null && vcpu.period === null ? undefined : interfaceText(vcpu),
      ],
      [
        vcpuRows.gross(),
        onHost === null || onHost.grossBudget === null
          ? undefined
          : grossText(onHost.grossBudget, vcpu.budget),
      ],
      [vcpuRows.smallest(), minBudgetText(proven)],
      [vcpuRows.windows(), chosenText(proven)],
      [vcpuRows.gap(), duration(guest.longestGap)],
      [vcpuRows.margin(), duration(guest.margin)],
      [
        vcpuRows.core(),
        vcpu.core === null
          ? undefined
          : coreText(vcpu.core, vcpu.computed.core, proven.core?.utilization ?? null),
      ],
      [vcpuRows.response(), duration(onHost?.response)],
      [vcpuRows.here(), hereText(proven)],
    ]),
    guest.witness && guest.verdict.kind === 'schedulable'
      ? tightestWindow(guest.witness, code(guest.witness.task))
      : undefined,
    testLine(guest.test),
  );
}

/** The windows that the tool chose in each plan, and how good its choice is. */
function chosenText({ machine, domain, vcpu }: ProvenVcpu): string | undefined {
  const texts = (machine.windowChoice?.cores ?? []).flatMap(({ plan, result }) => {
    if (result.kind !== 'found') return [];
    const own = result.windows.filter(
      (window) => window.domain === domain.name && window.vcpu === vcpu.name,
    );
    return own.length === 0 ? [] : [chosenWindowsText(own, result, plan)];
  });
  return texts.length === 0 ? undefined : texts.join(' ');
}

/** The second verdict, where the interface alone is refused. */
function hereText(proven: ProvenVcpu): string | undefined {
  if (proven.guest.verdict.kind === 'schedulable') return undefined;
  const here = vcpuHere(proven);
  return here === null ? undefined : holdsHere(here.response);
}

function minBudgetText({ guest, vcpu: { budget, computed } }: ProvenVcpu): string | undefined {
  if (budget === null) return undefined;
  if (guest.minBudget === null) return noneWouldDo();
  if (computed.budget) return undefined;
  return formatDuration(guest.minBudget);
}

function duration(ns: number | null | undefined): string | undefined {
  return ns === null || ns === undefined ? undefined : formatDuration(ns);
}
