import type { GuestLoad } from '../guest/problem.ts';
import type { Domain, Vcpu } from '../model/model.ts';
import { hasServers } from '../model/policies.ts';
import type { AnalysisCache } from './cache/cache.ts';
import { guestLoad, type MachineFacts, openResource, tasksOn } from './guest-problem.ts';
import { bestPeriod, type Search } from './period/best-period.ts';
import type { PeriodProblem } from './period/period-problem.ts';
import type { Prover } from './prover.ts';

/** A VCPU's interface as far as it has been chosen. Times are in ns. */
export interface Interface {
  readonly period: number | null;
  readonly deadline: number | null;
  /** The net budget. */
  readonly budget: number | null;
}

export const NO_INTERFACE: Interface = { period: null, deadline: null, budget: null };

const MILLISECOND = 1_000_000;
const MICROSECOND = 1_000;

/** A VCPU's load. The same domain gives the same object, so its content is hashed once. */
export function loadOf({ loads }: AnalysisCache, domain: Domain, vcpu: string): GuestLoad {
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
 * Chooses the interface of one VCPU without regard to the others. Written numbers stay. A written
 * period gets the smallest budget, an open one is the period of least bandwidth. `costOfStart` is
 * the machine's cost of a start in ns, both switches included. A VCPU without tasks and without
 * numbers gets nothing. Domain: a guest that does not schedule globally.
 */
export function chooseInterface(
  prover: Prover,
  facts: MachineFacts,
  domain: Domain,
  vcpu: Vcpu,
  costOfStart: number,
): Interface {
  if (!hasServers(facts.policy)) return NO_INTERFACE;
  const load = loadOf(prover.cache, domain, vcpu.name);
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

/** The search problem for a VCPU's period; `null` if nothing bounds the period. */
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

/** A search that asks the prover for budgets. */
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
 * The range of periods to search, in ns: the written one, else from {@link shortestPeriod} to the
 * smallest deadline inside or to the VCPU's own deadline, whichever is longer. The range leaves out
 * periods below the VCPU's deadline or budget and those that the policy does not take. `null` if it
 * is empty.
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
 * The shortest useful period for tasks with this smallest deadline, in ns: a tenth of it, between
 * 10 µs (the least that a hypervisor takes) and 1 ms.
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
