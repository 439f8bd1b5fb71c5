import { AnalysisCache } from '../choose/cache/cache.ts';

import { guestLoad, openResource, runsGlobally, tasksOn } from '../choose/guest-problem.ts';

import { Prover } from '../choose/prover.ts';
import type { Facts } from '../facts/facts.ts';
import type { ProvenVcpu } from '../facts/proven.ts';
import type { SmallestBudget, VcpuProblem } from '../guest/problem.ts';
import { largestWcet, periodGrid, smallestPeriod } from '../guest/tolerances.ts';
import type { Element } from '../model/element.ts';
import { hasServers } from '../model/policies.ts';
import { deriveTask, deriveVcpu, type Proven } from './derivation.ts';
import type { DerivationStep } from './derivation-step.ts';
import { deriveGlobal } from './global-derivation.ts';

/**
 * Derives the verdict on a VCPU's tasks or on one task. The result is empty if nothing can be
 * derived: the element was not analyzed, or its VCPU has no interface.
 */
export function deriveElement(
  facts: Facts,
  element: Extract<Element, { readonly kind: 'vcpu' | 'task' }>,
): readonly DerivationStep[] {
  const proven = homeOf(facts, element);
  if (proven === undefined) return [];
  const { domain, machine, rules, vcpu, guest, inside } = proven;
  const served = hasServers(machine.policy);
  const global = runsGlobally(domain);
  const { period, budget, deadline } = vcpu;
  const open = period === null || budget === null || deadline === null;
  if (served && open && !global) return [];
  const result: Proven = { ...guest, tasks: inside.tasks };
  const { kind, problem } = proven.proof();
  if (kind === 'joint')
    return deriveGlobal(problem, result, element.kind === 'task' ? element.task : undefined);
  if (element.kind === 'task') return taskSteps(problem, result, element.task, rules.resolution);
  const smallest = served && !open && !global ? smallestOf(proven, period, deadline) : null;
  return deriveVcpu(problem, result, smallest);
}

/** The VCPU whose proof covers the element; the first one for a task that runs on several. */
function homeOf(
  facts: Facts,
  element: Extract<Element, { readonly kind: 'vcpu' | 'task' }>,
): ProvenVcpu | undefined {
  if (element.kind === 'vcpu') return facts.vcpu(element.domain, element.vcpu);
  const task = facts.task(element.domain, element.task);
  if (task === undefined) return undefined;
  return task.domain.global ? facts.vcpusOf(element.domain)[0] : (task.on ?? undefined);
}

/** The smallest budget as it was found. If none was, a second search gives the reason. */
function smallestOf(
  { guest, rules, domain, vcpu }: ProvenVcpu,
  period: number,
  deadline: number,
): SmallestBudget {
  if (guest.minBudget !== null) return { kind: 'found', budget: guest.minBudget };
  const load = guestLoad(domain, tasksOn(domain, vcpu.name));
  return new Prover(new AnalysisCache(), {}).smallest(load, openResource(rules, period, deadline));
}

function taskSteps(
  problem: VcpuProblem,
  result: Proven,
  task: string,
  grid: number,
): readonly DerivationStep[] {
  return [...deriveTask(problem, result, task), ...toleranceSteps(problem, task, grid)];
}

/**
 * The changes of one task that keep everything beside it proven: its room if it is proven itself,
 * else the change that it needs.
 */
function toleranceSteps(
  problem: VcpuProblem,
  name: string,
  grid: number,
): readonly DerivationStep[] {
  const task = problem.tasks.find((each) => each.name === name);
  if (task === undefined) return [];
  const coarse = periodGrid(problem, name, grid);
  const tolerance = { kind: 'tolerance', task: name } as const;
  const wcet = largestWcet(problem, name, grid);
  const period = smallestPeriod(problem, name, coarse);
  return [
    { ...tolerance, parameter: 'wcet', grid, limit: wcet, now: task.wcet },
    { ...tolerance, parameter: 'period', grid: coarse, limit: period, now: task.period },
  ];
}
