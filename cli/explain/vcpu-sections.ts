import { sectionTitles, witnessLines } from '../../messages/command/sections.ts';
import {
  costLine,
  gapLine,
  hostMargin,
  hostResponse,
  longestGap,
  serverLine,
  smallestLine,
  supplyLines,
} from '../../messages/command/vcpu-sections.ts';
import { verdictText } from '../../messages/verdicts/verdict.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { ProvenVcpu } from '../../scheduling/facts/proven.ts';
import type { VcpuAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine, CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { ServerKind } from '../../scheduling/model/model.ts';
import { serverKind, traitsOf } from '../../scheduling/model/policies.ts';
import { servers } from '../../scheduling/model/servers.ts';
import { type Section, testSection, verdictSection } from './section.ts';

/** A VCPU: its supply, the verdict on its tasks, and the verdict of its machine. */
export function vcpuSections(proven: ProvenVcpu | undefined): readonly Section[] {
  if (proven === undefined) return [];
  const { vcpu, guest, machine } = proven;
  return [
    { title: sectionTitles.supply(), lines: suppliedLines(vcpu, machine, guest) },
    ...guestSections(guest, vcpu),
    ...hostSections(proven),
  ];
}

function suppliedLines(
  vcpu: CompletedVcpu,
  machine: CompletedMachine,
  guest: VcpuAnalysis,
): string[] {
  const { gives } = traitsOf(machine.policy);
  if (gives === 'shares') return [supplyLines.shares(machine.policy.kind)];
  if (gives === 'cores') return [supplyLines.cores()];
  const gap = guest.longestGap;
  if (gives === 'windows')
    return [supplyLines.windows(), ...(gap === null ? [] : [longestGap(gap)])];
  const { period, budget, deadline, computed } = vcpu;
  if (period === null || budget === null || deadline === null) return [supplyLines.open()];
  const server = serverKind(machine);
  return [
    serverLine(server, period, budget, deadline, computed),
    ...(gap === null ? [] : [gapLine(gapFormula(server, gap), gap)]),
  ];
}

function gapFormula(server: ServerKind, gap: number): string {
  const { budgetsInGap } = servers[server];
  return gap === 0 ? 'Θ = Π: x' : `Π + Δ − ${budgetsInGap === 1 ? '' : budgetsInGap}Θ`;
}

function guestSections(guest: VcpuAnalysis, vcpu: CompletedVcpu): readonly Section[] {
  const smallest = smallestLine(guest.minBudget, vcpu.budget);
  return [
    verdictSection(sectionTitles.itsTasks(), guest.verdict),
    testSection(guest.test),
    ...(guest.witness === null
      ? []
      : [{ title: sectionTitles.tightest(), lines: witnessLines(guest.witness) }]),
    ...(vcpu.period === null ? [] : [{ title: sectionTitles.smallestBudget(), lines: [smallest] }]),
  ];
}

/** A VCPU as its machine sees it. */
function hostSections({ vcpu, onHost: host }: ProvenVcpu): readonly Section[] {
  if (host === null) return [];
  const { grossBudget, response, margin } = host;
  const lines: string[] = [];
  if (grossBudget !== null && vcpu.budget !== null) {
    lines.push(costLine(vcpu.budget, grossBudget));
  }
  if (response !== null) lines.push(hostResponse(response));
  if (margin !== null) lines.push(hostMargin(margin));
  const where = vcpu.core === null ? sectionTitles.onItsMachine() : sectionTitles.onCore(vcpu.core);
  const line = `${verdictLooks[host.verdict.kind].mark} ${verdictText(host.verdict)}`;
  return [{ title: where, lines: [line, ...lines] }];
}
