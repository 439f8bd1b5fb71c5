import type { GuestLoad } from '../guest/problem.ts';
import type { Domain, Vcpu } from '../model/model.ts';
import { hasServers } from '../model/policies.ts';
import { guestLoad, type MachineFacts, openResource, tasksOn } from './guest-problem.ts';
import { bestPeriod, type Search } from './period/best-period.ts';
import type { PeriodProblem } from './period/period-problem.ts';
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
const MICROSECOND = 1_000;

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
  const range = periodRange(facts, load, vcpu);
  if (range === null) return null;
  const { server, resolution, least } = facts;
  return {
    load,
    server,
    resolution,
    least,
    ...range,
    costOfStart,
    ...(vcpu.deadline === undefined ? {} : { deadline: vcpu.deadline }),
    ...(vcpu.budget === undefined ? {} : { budget: vcpu.budget }),
  };
}

/** A search that finds budgets by the prover. */
export function searchWith(prover: Prover, load: GuestLoad): Search {
  return {
    smallest: (resource, within, bounds) => {
      const found = prover.candidate(load, resource, within, bounds);
      return found.kind === 'found' ? found.budget : null;
    },
    checkpoint: prover.checkpoint,
  };
}

/**
 * From where to where a period is looked for: the range written, else from {@link shortestPeriod}
 * to the smallest deadline inside, or to the VCPU's own deadline where that is longer. No period is
 * shorter than the VCPU's own deadline or budget, nor outside what the policy takes. `null` where
 * none is left.
 */
function periodRange(
  facts: MachineFacts,
  load: GuestLoad,
  { period, deadline, budget }: Vcpu,
): { readonly from: number; readonly to: number } | null {
  if (load.tasks.length === 0 || period.kind === 'fixed') return null;
  if (deadline !== undefined && budget !== undefined && budget > deadline) return null;
  const shortest = Math.max(deadline ?? 0, budget ?? 0, facts.least);
  const inside = Math.min(...load.tasks.map((task) => task.deadline));
  const open = { from: Math.min(inside, shortestPeriod(inside)), to: Math.max(shortest, inside) };
  const range = period.kind === 'range' ? period : open;
  const [from, to] = [Math.max(range.from, shortest), Math.min(range.to, facts.most)];
  return from <= to ? { from, to } : null;
}

/**
 * The shortest period that is of use to tasks with this smallest deadline: a tenth of it, between
 * 10 µs (less no hypervisor takes) and 1 ms.
 */
function shortestPeriod(deadline: number): number {
  return Math.max(10 * MICROSECOND, Math.min(MILLISECOND, Math.ceil(deadline / 10)));
}

function smallestFor(
  prover: Prover,
  load: GuestLoad,
  facts: MachineFacts,
  period: number,
  deadline: number,
): number | null {
  const found = prover.smallest(load, openResource(facts, period, deadline));
  return found.kind === 'found' ? found.budget : null;
}
