import { owingMachines } from '../host/system-verdict.ts';
import type { CoreAnalysis, TaskAnalysis } from '../model/analysis.ts';
import type { Facts } from './facts.ts';
import type { ProvenDomain, ProvenMachine, ProvenVcpu } from './proven.ts';

/**
 * The second verdict on an element: it is schedulable with the neighbors that are written. The
 * response is that of a task or of a VCPU's budget, in ns; `null` where there is none.
 */
export interface Here {
  readonly response: number | null;
}

/** The second verdict on a task of a VCPU; `null` where nothing is proven. */
export function taskHere(proven: ProvenVcpu, task: string): Here | null {
  return hereAt(
    proven,
    proven.tasks.findIndex((each) => each.task === task),
  );
}

function hereAt(proven: ProvenVcpu, index: number): Here | null {
  const alone = proven.tasks[index];
  const beside = proven.beside()?.tasks[index];
  if (alone === undefined || beside === undefined) return null;
  return beside.holds || isProven(alone) ? { response: beside.response } : null;
}

/** The second verdict on the hard tasks of a VCPU. Its response is that of its budget. */
export function vcpuHere(proven: ProvenVcpu): Here | null {
  const beside = proven.beside();
  if (beside === null || proven.domain.incomplete || !hardTasksHold(proven)) return null;
  return { response: beside.budgetBy };
}

/** The second verdict on a domain: each VCPU serves its tasks by its interface or here. */
export function domainHere({ domain, inside }: ProvenDomain, facts: Facts): Here | null {
  const vcpus = facts.vcpusOf(domain.name);
  const found = new Set(vcpus.flatMap(({ tasks }) => tasks));
  const homeless = inside.tasks.some((task) => !task.soft && !isProven(task) && !found.has(task));
  return !domain.incomplete && !homeless && holdTogether(vcpus) ? { response: null } : null;
}

/** The second verdict on a core: all budgets come in time and serve the tasks. */
export function coreHere(core: CoreAnalysis, facts: Facts): Here | null {
  const vcpus = core.vcpus.flatMap(({ domain, vcpu }) => facts.vcpu(domain, vcpu) ?? []);
  const served = core.verdict.kind === 'schedulable' && holdTogether(vcpus);
  return served ? { response: null } : null;
}

/** The second verdict on all hard parts of a system, except pools that owe nothing. */
export function systemHere(facts: Facts): Here | null {
  const owing = owingMachines(facts.machines.map(({ machine }) => machine));
  const isOwing = ({ machine }: ProvenMachine): boolean => owing.has(machine.name);
  const domains = facts.domains.filter(isOwing).map((domain) => ({
    alone: domain.inside.verdict.kind === 'schedulable',
    here: domainHere(domain, facts),
  }));
  const served = facts.machines
    .filter(isOwing)
    .every(({ host }) => host.verdict.kind === 'schedulable');
  const all = served && domains.every(({ alone, here }) => alone || here !== null);
  return all && domains.some(({ here }) => here !== null) ? { response: null } : null;
}

/** Whether VCPUs serve their hard tasks, and at least one has neighbors to stand beside. */
function holdTogether(vcpus: readonly ProvenVcpu[]): boolean {
  return (
    vcpus.every((vcpu) => vcpu.guest.verdict.kind === 'schedulable' || vcpuHere(vcpu) !== null) &&
    vcpus.some((vcpu) => vcpuHere(vcpu) !== null)
  );
}

function hardTasksHold(proven: ProvenVcpu): boolean {
  return proven.tasks.every(({ soft }, index) => soft || hereAt(proven, index) !== null);
}

function isProven({ verdict }: TaskAnalysis): boolean {
  return verdict.kind === 'schedulable';
}
