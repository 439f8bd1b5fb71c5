import type { Limits } from '../arithmetic/limits.ts';
import { runsGlobally } from '../choose/guest-problem.ts';
import type { ProvenVcpu } from '../facts/proven.ts';
import type { VcpuProblem } from '../guest/problem.ts';
import { largestWcet, periodGrid, smallestPeriod } from '../guest/tolerances.ts';
import type { TaskAnalysis } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import { givesShares, hasServers } from '../model/policies.ts';
import type { Remedy } from './remedies.ts';

/** Possible remedies of a finding inside a VCPU, not yet tested on the whole system. */
export function guestProposals(
  proven: ProvenVcpu,
  code: string,
  limits: Limits,
): readonly Remedy[] {
  if (code === 'budget-oversized') return budget(proven, 'lower-budget');
  if (code !== 'guest-unschedulable' && code !== 'soft-can-miss' && code !== 'not-proven')
    return [];
  const failing = proven.tasks.filter((task) => task.verdict.kind !== 'schedulable');
  return [
    ...budget(proven, 'set-budget'),
    ...align(proven),
    ...failing.slice(0, 3).flatMap((task) => demands(proven, task, limits)),
    ...soften(proven, failing),
  ];
}

/** Aligned releases, if they would do. */
function align({ domain, inside }: ProvenVcpu): readonly Remedy[] {
  if (inside.passesAligned !== true) return [];
  const element = { kind: 'domain', domain: domain.name } as const;
  return [{ kind: 'align', changes: [{ kind: 'align', element }], preferred: false }];
}

/** The smallest sufficient budget, if a budget is written. */
function budget(proven: ProvenVcpu, kind: 'set-budget' | 'lower-budget'): readonly Remedy[] {
  const { vcpu, guest, domain, machine } = proven;
  const value = guest.minBudget;
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

/** The largest WCET and the smallest period with which a task would meet its deadlines. */
function demands(
  proven: ProvenVcpu,
  { task: name }: TaskAnalysis,
  limits: Limits,
): readonly Remedy[] {
  const { domain, rules } = proven;
  const task = domain.tasks.find((other) => other.name === name);
  const problem = problemOf(proven);
  if (task === undefined || problem === null) return [];
  const element = { kind: 'task', domain: domain.name, task: name } as const;
  const found: Remedy[] = [];
  const wcet = largestWcet(problem, name, rules.resolution, limits);
  if (wcet !== null && wcet > 0 && wcet < task.wcet) {
    found.push({
      kind: 'shorten-wcet',
      changes: [{ kind: 'set', element, attribute: 'wcet', value: wcet }],
      preferred: false,
    });
  }
  const grid = periodGrid(problem, name, rules.resolution);
  const period = smallestPeriod(problem, name, grid, limits);
  if (period !== null && period > task.period) {
    found.push({
      kind: 'lengthen-period',
      changes: [{ kind: 'set', element, attribute: 'period', value: period }],
      preferred: false,
    });
  }
  return found;
}

/** Makes all hard tasks that can miss soft. */
function soften(proven: ProvenVcpu, failing: readonly TaskAnalysis[]): readonly Remedy[] {
  const hard = failing.filter((task) => !task.soft);
  if (hard.length === 0 || hard.length > 3) return [];
  return [
    {
      kind: 'soften',
      changes: hard.map(({ task }) => ({
        kind: 'soften',
        element: { kind: 'task', domain: proven.domain.name, task } satisfies Element,
      })),
      preferred: false,
    },
  ];
}

/** The problem of a VCPU's tasks; `null` if they run on several VCPUs or it has no interface. */
function problemOf({ domain, vcpu, machine, proof }: ProvenVcpu): VcpuProblem | null {
  if (runsGlobally(domain) || givesShares(machine.policy)) return null;
  if (hasServers(machine.policy) && vcpu.budget === null) return null;
  const stood = proof();
  return stood.kind === 'vcpu' ? stood.problem : null;
}
