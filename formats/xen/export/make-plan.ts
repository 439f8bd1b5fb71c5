import type { XenProblem } from '../../../messages/formats/xen-export/problem.ts';
import { chargedBudgets } from '../../../scheduling/host/charged-budgets.ts';
import { vcpuKey } from '../../../scheduling/host/vcpu-name.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedDomain, CompletedMachine } from '../../../scheduling/model/completed.ts';
import { traitsOf } from '../../../scheduling/model/policies.ts';
import { firstPool } from '../host.ts';
import { dom0Problems } from './dom0-problems.ts';
import { frameProblems, framesAtBoot, plannedFrame, uuidOf } from './frame.ts';
import { wrongName } from './names.ts';
import {
  isTimed,
  type PlannedDomain,
  type PlannedPool,
  type PlannedVcpu,
  type XenPlan,
} from './plan.ts';
import { proofProblems } from './proof-problems.ts';
import { shareParameters } from './share-parameters.ts';

/** A plan for a Xen host, and what stands against it: without problems, it can be deployed. */
export interface MadePlan {
  readonly plan: XenPlan;
  readonly problems: readonly XenProblem[];
}

/** The hosts of a system, in the order written. */
export function hostsOf({ completed }: Analysis): readonly string[] {
  return [...new Set(completed.machines.map(({ host }) => host))];
}

/** The way in which Xen is brought into a state: by Dom0, or by a device tree at boot. */
export type Deployment = 'dom0' | 'dom0less';

/** The state that Xen has to be brought into for one host of a system that has been analyzed. */
export function makePlan(
  analysis: Analysis,
  host: string,
  deployment: Deployment = 'dom0',
): MadePlan {
  const problems: XenProblem[] = [];
  const machines = analysis.completed.machines.filter((machine) => machine.host === host);
  // Without domains on it, the machine's own part may be as it is.
  const used = machines.filter(
    (machine) => machine.pool !== undefined || machine.domains.length > 0,
  );
  const pools = used.flatMap((machine): PlannedPool[] => {
    const pool = plannedPool(machine, problems);
    return pool === null ? [] : [pool];
  });
  if (deployment === 'dom0') problems.push(...dom0Problems(machines, host));
  problems.push(...(deployment === 'dom0' ? frameProblems(used) : framesAtBoot(used)));
  for (const machine of used) {
    const known = traitsOf(machine.policy).xen !== null;
    if (known) problems.push(...proofProblems(analysis, machine));
  }
  problems.push(...freeSwitches(used));
  // A device tree names nothing by the names of the file.
  const told = problems.filter(({ kind }) => deployment === 'dom0' || kind !== 'name');
  return { plan: { host, pools }, problems: told };
}

/** Switches that no line of the file gives a cost, where a host promises time. */
function freeSwitches(machines: readonly CompletedMachine[]): readonly XenProblem[] {
  const promising = machines.find(({ policy }) => isTimed[traitsOf(policy).gives]);
  if (promising === undefined || promising.switchCosts.length > 0) return [];
  const { name, host } = promising;
  return [{ kind: 'free-switches', host, element: { kind: 'machine', machine: name } }];
}

function plannedPool(machine: CompletedMachine, problems: XenProblem[]): PlannedPool | null {
  const { policy, pool, cores } = machine;
  const { xen, gives } = traitsOf(policy);
  const element = { kind: 'machine', machine: machine.name } as const;
  if (xen === null) {
    problems.push({
      ...{ kind: 'scheduler', machine: machine.name, policy: policy.kind },
      ...{ element, attribute: 'scheduler' },
    });
    return null;
  }
  const why = pool === undefined ? null : wrongName(pool, 'pool');
  if (pool !== undefined && why !== null) problems.push({ kind: 'name', name: pool, why, element });
  const shares = shareParameters(policy);
  for (const wrong of shares.wrong)
    problems.push({
      ...{ kind: 'share', machine: machine.name, why: wrong },
      ...{ element, attribute: 'scheduler' },
    });
  const charged = new Map(
    gives === 'budgets'
      ? chargedBudgets(machine).map((each) => [vcpuKey(each.domain, each.vcpu), each])
      : [],
  );
  const domains = machine.domains.map((domain): PlannedDomain => {
    const dom0 = domain.type === 'dom0';
    const wrong = dom0 ? null : wrongName(domain.name, 'domain');
    const named = { kind: 'domain', domain: domain.name } as const;
    if (wrong !== null)
      problems.push({ kind: 'name', name: domain.name, why: wrong, element: named });
    return {
      name: domain.name,
      uuid: gives === 'windows' ? uuidOf(machine.host, domain) : null,
      type: domain.type,
      share: gives === 'shares' ? { weight: domain.weight, cap: domain.cap ?? 0 } : null,
      vcpus: domain.vcpus.map((vcpu): PlannedVcpu => {
        const own = charged.get(vcpuKey(domain.name, vcpu.name)) ?? null;
        return {
          name: vcpu.name,
          reservation:
            own === null
              ? null
              : {
                  period: own.period / 1000,
                  budget: own.budget / 1000,
                  extratime: vcpu.extratime,
                },
          charged: own,
          core: gives === 'cores' ? vcpu.core : null,
        };
      }),
    };
  });
  problems.push(...vcpuProblems(machine, domains));
  return {
    ...{ name: pool ?? firstPool, first: pool === undefined, scheduler: xen, gives, cores },
    ...{ timeslice: shares.timeslice, ratelimit: shares.ratelimit },
    ...{ frame: plannedFrame(machine), domains },
  };
}

/** The properties of VCPUs that Xen cannot be told. */
function vcpuProblems(
  { policy, domains }: CompletedMachine,
  planned: readonly PlannedDomain[],
): readonly XenProblem[] {
  const { gives, grid } = traitsOf(policy);
  return domains.flatMap((domain: CompletedDomain, index) =>
    domain.vcpus.flatMap((vcpu, number): XenProblem[] => {
      const name = { domain: domain.name, vcpu: vcpu.name };
      const element = { kind: 'vcpu', ...name } as const;
      const own = planned[index]?.vcpus[number];
      if (gives === 'cores')
        return own?.core === null
          ? [{ kind: 'place', vcpu: name, element, attribute: 'core' }]
          : [];
      if (gives !== 'budgets') return [];
      const charged = own?.charged ?? null;
      const { deadline, period } = vcpu;
      const least = grid?.least ?? 0;
      const budget = charged?.budget ?? null;
      if (charged === null || charged.budget > charged.period || charged.budget < least)
        return [
          { kind: 'budget', vcpu: name, budget, period, least, element, attribute: 'budget' },
        ];
      return deadline !== null && period !== null && deadline < period
        ? [{ kind: 'deadline', vcpu: name, deadline, period, element, attribute: 'deadline' }]
        : [];
    }),
  );
}
