import {
  domainWindows,
  guestLoad,
  machineFacts,
  releasesOf,
  supplyOf,
  tasksOn,
} from '../../choose/guest-problem.ts';
import { analyzeVcpu } from '../../guest/analyze-vcpu.ts';
import { analyzeGlobal } from '../../guest/global/analyze-global.ts';
import type { Witness } from '../../model/analysis.ts';
import type { CompletedDomain, CompletedMachine } from '../../model/completed.ts';

/**
 * The miss that the analysis of a VCPU's tasks expects under their least supply; `null` if it
 * proves none.
 */
export function expectedMiss(
  machine: CompletedMachine,
  domain: CompletedDomain,
  vcpu: string,
): Witness | null {
  const facts = machineFacts(machine);
  const windows = domainWindows(facts, machine.domains, domain);
  const supplies = domain.vcpus.map((each, index) => supplyOf(facts, each, windows?.[index]));
  const supply = supplies[domain.vcpus.findIndex(({ name }) => name === vcpu)];
  if (supply === undefined) return null;
  const load = { ...guestLoad(domain, tasksOn(domain, vcpu)), ...releasesOf(facts, domain) };
  const { verdictOfAll, witness } = domain.global
    ? analyzeGlobal({ ...load, supplies })
    : analyzeVcpu({ ...load, supply });
  return verdictOfAll.kind === 'unschedulable' ? witness : null;
}
