import type { Limits } from '../arithmetic/limits.ts';
import { guestLoad, runsGlobally, supplyOf, tasksOn } from '../choose/guest-problem.ts';
import type { VcpuProblem } from '../guest/problem.ts';
import { largestWcet, smallestPeriod } from '../guest/tolerances.ts';
import type { TaskAnalysis } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import { hasServers } from '../model/policies.ts';
import type { VcpuContext } from './context.ts';
import type { Remedy } from './remedies.ts';

/** What could be done about a finding inside a VCPU, not yet tried on the whole system. */
export function guestProposals(
  context: VcpuContext,
  code: string,
  limits: Limits,
): readonly Remedy[] {
  if (code === 'budget-oversized') return budget(context, 'lower-budget');
  if (code !== 'guest-unschedulable' && code !== 'soft-can-miss' && code !== 'not-proven')
    return [];
  const failing = context.tasks.filter((task) => task.verdict.kind !== 'schedulable');
  return [
    ...budget(context, 'set-budget'),
    ...failing.slice(0, 3).flatMap((task) => demands(context, task, limits)),
    ...soften(context, failing),
  ];
}

/** The smallest sufficient budget, where one is written. */
function budget(context: VcpuContext, kind: 'set-budget' | 'lower-budget'): readonly Remedy[] {
  const { vcpu, analysis, domain, machine } = context;
  const value = analysis.minBudget;
  if (!hasServers(machine.policy) || vcpu.budget === null || vcpu.computed.budget) return [];
  if (value === null || value === 0 || value === vcpu.budget) return [];
  const element = { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name } as const;
  return [
    {
      kind,
      changes: [{ kind: 'set', element, attribute: 'budget', value }],
      preferred: true,
    },
  ];
}

/** The largest wcet and the smallest period with which a task that can miss would not. */
function demands(
  context: VcpuContext,
  { task: name }: TaskAnalysis,
  limits: Limits,
): readonly Remedy[] {
  const { domain, facts } = context;
  const task = domain.tasks.find((other) => other.name === name);
  const problem = problemOf(context);
  if (task === undefined || problem === null) return [];
  const element = { kind: 'task', domain: domain.name, task: name } as const;
  const found: Remedy[] = [];
  const wcet = largestWcet(problem, name, facts.resolution, limits);
  if (wcet !== null && wcet > 0 && wcet < task.wcet) {
    found.push({
      kind: 'shorten-wcet',
      changes: [{ kind: 'set', element, attribute: 'wcet', value: wcet }],
      preferred: false,
    });
  }
  const period = smallestPeriod(problem, name, facts.resolution, limits);
  if (period !== null && period > task.period) {
    found.push({
      kind: 'lengthen-period',
      changes: [{ kind: 'set', element, attribute: 'period', value: period }],
      preferred: false,
    });
  }
  return found;
}

/** All hard tasks that can miss made soft. */
function soften(context: VcpuContext, failing: readonly TaskAnalysis[]): readonly Remedy[] {
  const hard = failing.filter((task) => !task.soft);
  if (hard.length === 0 || hard.length > 3) return [];
  return [
    {
      kind: 'soften',
      changes: hard.map(({ task }) => ({
        kind: 'soften',
        element: { kind: 'task', domain: context.domain.name, task } satisfies Element,
      })),
      preferred: false,
    },
  ];
}

/** The tasks of a VCPU on its supply; `null` where they run on several, or it has no interface. */
function problemOf({ domain, facts, vcpu, machine }: VcpuContext): VcpuProblem | null {
  if (runsGlobally(domain) || !hasServers(machine.policy) || vcpu.budget === null) return null;
  const load = guestLoad(domain, tasksOn(domain, vcpu.name));
  return { ...load, supply: supplyOf(facts, vcpu, undefined) };
}
