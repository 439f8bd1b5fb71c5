import { AnalysisCache } from '../choose/cache/cache.ts';
import {
  domainWindows,
  guestLoad,
  machineFacts,
  openResource,
  runsGlobally,
  supplyOf,
  tasksOn,
} from '../choose/guest-problem.ts';
import { Prover } from '../choose/prover.ts';
import { oneAtATime } from '../guest/global/one-at-a-time.ts';
import type { GuestResult, VcpuProblem } from '../guest/problem.ts';
import { largestWcet, smallestPeriod } from '../guest/tolerances.ts';
import type { CompletedDomain, CompletedMachine, CompletedModel } from '../model/completed.ts';
import type { Element } from '../model/element.ts';
import { hasServers } from '../model/policies.ts';
import { formatDuration } from '../text/duration.ts';
import { deriveTask, deriveVcpu } from './derivation.ts';
import type { DerivationStep } from './derivation-step.ts';
import { deriveGlobal } from './global-derivation.ts';

/**
 * How the verdict on a VCPU's tasks, or on one task, comes about in a completed system. Empty where
 * there is nothing to derive: the element is not in the system, or its VCPU has no interface.
 */
export function deriveElement(
  { machines }: CompletedModel,
  element: Extract<Element, { readonly kind: 'vcpu' | 'task' }>,
): readonly DerivationStep[] {
  for (const machine of machines) {
    const domain = machine.domains.find(({ name }) => name === element.domain);
    if (domain !== undefined) return deriveInDomain(machine, domain, element);
  }
  return [];
}

function deriveInDomain(
  machine: CompletedMachine,
  domain: CompletedDomain,
  element: Extract<Element, { readonly kind: 'vcpu' | 'task' }>,
): readonly DerivationStep[] {
  const facts = machineFacts(machine);
  const windows = domainWindows(facts, machine.domains, domain);
  const prover = new Prover(new AnalysisCache(), {});
  if (runsGlobally(domain)) {
    const supplies = domain.vcpus.map((vcpu, index) => supplyOf(facts, vcpu, windows?.[index]));
    const problem = { ...guestLoad(domain, domain.tasks), supplies };
    const together = oneAtATime(problem);
    if (together === null) {
      const task = element.kind === 'task' ? element.task : undefined;
      return deriveGlobal(problem, prover.global(problem), task);
    }
    return element.kind === 'task'
      ? taskSteps(together, prover.vcpu(together), element.task, facts.resolution)
      : deriveVcpu(together, prover.vcpu(together));
  }
  const name = element.kind === 'vcpu' ? element.vcpu : vcpuOfTask(domain, element.task);
  const index = domain.vcpus.findIndex((vcpu) => vcpu.name === name);
  const vcpu = domain.vcpus[index];
  if (vcpu === undefined) return [];
  const { period, budget, deadline } = vcpu;
  const served = hasServers(facts.policy);
  if (served && (period === null || budget === null || deadline === null)) return [];
  const load = guestLoad(domain, tasksOn(domain, vcpu.name));
  const problem = { ...load, supply: supplyOf(facts, vcpu, windows?.[index]) };
  const result = prover.vcpu(problem);
  if (element.kind === 'task') return taskSteps(problem, result, element.task, facts.resolution);
  const smallest =
    served && period !== null && deadline !== null
      ? prover.smallest(load, openResource(facts, period, deadline))
      : null;
  return deriveVcpu(problem, result, smallest);
}

function taskSteps(
  problem: VcpuProblem,
  result: GuestResult,
  task: string,
  grid: number,
): readonly DerivationStep[] {
  return [...deriveTask(problem, result, task), ...toleranceSteps(problem, task, grid)];
}

/**
 * How far a task could change alone with everything beside it still proven: room where it is, else
 * what has to give.
 */
function toleranceSteps(
  problem: VcpuProblem,
  name: string,
  grid: number,
): readonly DerivationStep[] {
  const task = problem.tasks.find((each) => each.name === name);
  if (task === undefined) return [];
  const limit = (value: number | null, now: number) =>
    value === null
      ? 'none is known to do'
      : `${formatDuration(value)}, it has ${formatDuration(now)}`;
  return [
    {
      kind: 'worded',
      title: `Largest wcet of ${name} that would do`,
      formula: `the largest on a grid of ${formatDuration(grid)} with which every task of the VCPU is proven`,
      withNumbers: limit(largestWcet(problem, name, grid), task.wcet),
      reference: null,
    },
    {
      kind: 'worded',
      title: `Smallest period of ${name} that would do`,
      formula: `the smallest on a grid of ${formatDuration(grid)} with which every task of the VCPU is proven`,
      withNumbers: limit(smallestPeriod(problem, name, grid), task.period),
      reference: null,
    },
  ];
}

/** In a domain that schedules globally on its one VCPU, tasks name none. */
function vcpuOfTask(domain: CompletedDomain, name: string): string | undefined {
  const task = domain.tasks.find((each) => each.name === name);
  return task?.vcpu ?? (domain.global ? domain.vcpus[0]?.name : undefined);
}
