import type { Steps } from '../arithmetic/steps.ts';
import type { GuestLoad } from '../guest/problem.ts';
import type { Domain, Vcpu } from '../model/model.ts';
import { hasServers } from '../model/policies.ts';
import type { OpenResource } from '../supply/budget-for.ts';
import { bestPeriod, type PeriodProblem, type Search } from './best-period.ts';
import { guestLoad, type MachineFacts, tasksOn } from './guest-problem.ts';
import type { Prover } from './prover.ts';

/** A VCPU's interface as far as it has been chosen. */
export interface Interface {
  readonly period: number | null;
  readonly deadline: number | null;
  /** Net. */
  readonly budget: number | null;
}

export const NO_INTERFACE: Interface = { period: null, deadline: null, budget: null };

const MILLISECOND = 1_000_000;

const loads = new WeakMap<Domain, Map<string, GuestLoad>>();

/** A VCPU's load; the same object for the same domain, so that its content is hashed once. */
export function loadOf(domain: Domain, vcpu: string): GuestLoad {
  const byVcpu = loads.get(domain) ?? new Map<string, GuestLoad>();
  loads.set(domain, byVcpu);
  const load = byVcpu.get(vcpu) ?? guestLoad(domain, tasksOn(domain, vcpu));
  byVcpu.set(vcpu, load);
  return load;
}

/** Whether the tool may choose the period. */
export function isOpen(vcpu: Vcpu): boolean {
  return vcpu.period.kind !== 'fixed';
}

/**
 * The interface of one VCPU whose domain does not schedule globally, chosen without regard to the
 * others: what is written; the smallest budget for a written period; or the period of least
 * bandwidth. `costOfStart` is what a start costs on the machine, both switches. A VCPU without
 * tasks and without numbers is given nothing.
 */
export function chooseInterface(
  prover: Prover,
  facts: MachineFacts,
  domain: Domain,
  vcpu: Vcpu,
  costOfStart: number,
): Interface {
  if (!hasServers(facts.policy)) return NO_INTERFACE;
  const load = loadOf(domain, vcpu.name);
  if (vcpu.period.kind === 'fixed') {
    const { period } = vcpu.period;
    const deadline = vcpu.deadline ?? period;
    return {
      period,
      deadline,
      budget: vcpu.budget ?? smallestFor(prover, load, facts, period, deadline),
    };
  }
  const problem = periodProblem(facts, load, vcpu, costOfStart);
  if (problem === null) return NO_INTERFACE;
  return (
    prover.cache.periods.get([problem], () => bestPeriod(problem, searchWith(prover, load))) ??
    NO_INTERFACE
  );
}

/** The search for a VCPU's period; `null` where nothing tells what it should be. */
export function periodProblem(
  facts: MachineFacts,
  load: GuestLoad,
  vcpu: Vcpu,
  costOfStart: number,
): PeriodProblem | null {
  const range = periodRange(load, vcpu);
  if (range === null) return null;
  const { server, resolution } = facts;
  return {
    load,
    server,
    resolution,
    ...range,
    costOfStart,
    ...(vcpu.deadline === undefined ? {} : { deadline: vcpu.deadline }),
    ...(vcpu.budget === undefined ? {} : { budget: vcpu.budget }),
  };
}

/** A search that finds budgets by the prover. */
export function searchWith(prover: Prover, load: GuestLoad): Search {
  return {
    smallest: (resource: OpenResource, within: Steps) => {
      const found = prover.smallestAnew(load, resource, within);
      return found.kind === 'found' ? found.budget : null;
    },
    checkpoint: prover.checkpoint,
  };
}

/**
 * From where to where a period is looked for: the range written, else 1 ms … the smallest deadline
 * inside. Where that deadline is below 1 ms the search begins at an eighth of it. A VCPU's own
 * deadline is at most its period.
 */
function periodRange(
  load: GuestLoad,
  vcpu: Vcpu,
): { readonly from: number; readonly to: number } | null {
  if (load.tasks.length === 0) return null;
  if (vcpu.period.kind === 'range') return { from: vcpu.period.from, to: vcpu.period.to };
  const to = Math.max(vcpu.deadline ?? 0, Math.min(...load.tasks.map((task) => task.deadline)));
  const from = to < MILLISECOND ? Math.max(1, Math.ceil(to / 8)) : MILLISECOND;
  return { from: Math.min(to, Math.max(from, vcpu.deadline ?? 0)), to };
}

function smallestFor(
  prover: Prover,
  load: GuestLoad,
  { server, resolution }: MachineFacts,
  period: number,
  deadline: number,
): number | null {
  const found = prover.smallest(load, { server, period, deadline, resolution });
  return found.kind === 'found' ? found.budget : null;
}
