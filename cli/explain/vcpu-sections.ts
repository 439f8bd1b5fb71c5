import { reasonText } from '../../messages/verdicts/reason.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { ProvenVcpu } from '../../scheduling/facts/proven.ts';
import type { VcpuAnalysis, Witness } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine, CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { ServerKind } from '../../scheduling/model/model.ts';
import { serverKind, traitsOf } from '../../scheduling/model/policies.ts';
import { servers } from '../../scheduling/model/servers.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { type Section, testSection, verdictSection } from './section.ts';

/** A VCPU: what it supplies, how its tasks fare on that, and how it fares on its machine. */
export function vcpuSections(proven: ProvenVcpu | undefined): readonly Section[] {
  if (proven === undefined) return [];
  const { vcpu, guest, machine } = proven;
  return [
    { title: 'supply', lines: supplyLines(vcpu, machine, guest) },
    ...guestSections(guest, vcpu),
    ...hostSections(proven),
  ];
}

function supplyLines(
  vcpu: CompletedVcpu,
  machine: CompletedMachine,
  guest: VcpuAnalysis,
): string[] {
  const { gives } = traitsOf(machine.policy);
  if (gives === 'shares') return [`the ${machine.policy.kind} scheduler guarantees nothing`];
  if (gives === 'cores') return ['a core of its own: sbf(t) = t'];
  const gap = guest.longestGap;
  const gapLine = gap === null ? [] : [`longest time without supply: ${formatDuration(gap)}`];
  if (gives === 'windows') return ['the windows of the major frame', ...gapLine];
  const { period, budget, deadline, computed } = vcpu;
  if (period === null || budget === null || deadline === null)
    return ['no period and budget serve its tasks'];
  const chosen = (is: boolean) => (is ? ' (chosen by the tool)' : '');
  const server = serverKind(machine);
  return [
    `${server} server, period Π = ${formatDuration(period)}${chosen(computed.period)}, net budget Θ = ${formatDuration(budget)}${chosen(computed.budget)}, deadline Δ = ${formatDuration(deadline)}`,
    ...(gap === null
      ? []
      : [`${gapFormula(server, gap)} = ${formatDuration(gap)} without supply at most`]),
  ];
}

function gapFormula(server: ServerKind, gap: number): string {
  const { budgetsInGap } = servers[server];
  return gap === 0 ? 'Θ = Π: x' : `Π + Δ − ${budgetsInGap === 1 ? '' : budgetsInGap}Θ`;
}

function guestSections(guest: VcpuAnalysis, vcpu: CompletedVcpu): readonly Section[] {
  const smallest =
    guest.minBudget === null
      ? 'no budget of this period serves its tasks'
      : `${formatDuration(guest.minBudget)}${comparison(guest.minBudget, vcpu.budget)}`;
  return [
    verdictSection('its tasks', guest.verdict),
    testSection(guest.test),
    ...(guest.witness === null ? [] : [{ title: 'tightest', lines: witnessLines(guest.witness) }]),
    ...(vcpu.period === null ? [] : [{ title: 'smallest budget', lines: [smallest] }]),
  ];
}

function comparison(smallest: number, budget: number | null): string {
  if (budget === null || smallest === budget) return '';
  const difference = formatDuration(Math.abs(budget - smallest));
  return budget > smallest
    ? `, ${difference} less than it has`
    : `, ${difference} more than it has`;
}

/** Demand against supply where they come closest. */
export function witnessLines({ task, time, demand, supply }: Witness): string[] {
  const left = supply - demand;
  return [
    `in a window of ${formatDuration(time)}, ${task} needs ${formatDuration(demand)} done`,
    `sure to be supplied there: ${formatDuration(supply)}, ${left < 0 ? `${formatDuration(-left)} too little` : `${formatDuration(left)} to spare`}`,
  ];
}

/** A VCPU as its machine sees it. */
function hostSections({ vcpu, onHost: host }: ProvenVcpu): readonly Section[] {
  if (host === null) return [];
  const { grossBudget, response, margin } = host;
  const lines: string[] = [];
  if (grossBudget !== null && vcpu.budget !== null) {
    lines.push(
      `costs Θ' = ${formatDuration(vcpu.budget)} + ${formatDuration(grossBudget - vcpu.budget)} of switches = ${formatDuration(grossBudget)}`,
    );
  }
  if (response !== null) lines.push(`has its budget after at most ${formatDuration(response)}`);
  if (margin !== null) lines.push(`${formatDuration(margin)} left before its deadline by the test`);
  const where = vcpu.core === null ? 'on its machine' : `on core ${vcpu.core}`;
  const { kind } = host.verdict;
  const verdict =
    host.verdict.kind === 'schedulable' ? kind : `${kind}: ${reasonText(host.verdict.reason)}`;
  return [{ title: where, lines: [`${verdictLooks[kind].mark} ${verdict}`, ...lines] }];
}
