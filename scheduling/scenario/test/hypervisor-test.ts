import { lowestCore } from '../../host/cores.ts';
import type { MachineAnalysis } from '../../model/analysis.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../../model/completed.ts';
import { defaultGuestPolicy } from '../../model/guest-policies.ts';
import type { Machine, SwitchCost, SwitchEnd, Vcpu } from '../../model/model.ts';
import {
  byPriorities,
  fixedOrder,
  isPartitioned,
  placementOf,
  serverKind,
  traitsOf,
} from '../../model/policies.ts';
import { servers as serverTable } from '../../model/servers.ts';
import { testName, withTopTask } from './dom0-test.ts';

/**
 * The machine with its admission tests in the hypervisor, which take its first core for their cost
 * while no guest runs there. A machine whose tests take no time, or run in Dom0, stays as it is.
 * `period` is that of the tests in ns, half of the distance that is kept between two.
 *
 * Among servers the test is one more VCPU there. Under fixed priorities it precedes all others.
 * Under EDF it has the shortest of their deadlines `D`: within any window `t ≥ D` tests at least
 * `T + D` apart take no more than `⌊(t − D)/T⌋ + 1` budgets, which is that VCPU's demand. Where
 * guests have windows or cores of their own, it is a task in each that can meet it on that core.
 */
export function withHypervisorTest(machine: CompletedMachine, period: number): TestedMachine {
  const { where, cost } = machine.admission;
  const untested = { machine, test: null };
  if (where !== 'hypervisor' || cost === 0 || machine.domains.length === 0) return untested;
  switch (traitsOf(machine.policy).gives) {
    case 'budgets':
      return withTestServer(machine, period);
    case 'windows':
    case 'cores': {
      const domains = machine.domains.map((domain) => withTestTask(machine, domain, period));
      return { machine: { ...machine, domains }, test: null };
    }
    case 'shares':
      return untested;
  }
}

/** A machine with its tests, and the name of the domain that stands for them, if one does. */
export interface TestedMachine {
  readonly machine: CompletedMachine;
  readonly test: string | null;
}

/**
 * Whether everything but the test itself is proven, where budgets that can be kept make each VCPU's
 * proof one of its own. Nothing is owed to the test, which nobody can hold up.
 */
export function servesOthers({ machine, test }: TestedMachine, host: MachineAnalysis): boolean {
  return (
    test !== null &&
    countsAllDemand(machine) &&
    host.vcpus.every(({ domain, verdict }) => domain === test || verdict.kind === 'schedulable')
  );
}

/**
 * The machine with a VCPU for the tests among the others, so that cores are chosen with room for
 * them. It need not be the first in order, which is for the proof to say.
 */
export function withTestVcpu(machine: Machine, period: number): Machine {
  const { where, cost } = machine.admission;
  if (where !== 'hypervisor' || cost === 0 || !isPartitioned(machine.policy)) return machine;
  if (machine.domains.length === 0) return machine;
  const priorities = machine.domains.flatMap(({ vcpus }) =>
    vcpus.map(({ priority = 0 }) => priority),
  );
  const test: Vcpu = {
    name: 'v0',
    period: { kind: 'fixed', period },
    ...{ budget: cost, core: lowestCore(machine), extratime: false },
    priority: priorities.reduce((most, each) => Math.max(most, each), 0) + 1,
  };
  const name = testName(machine.domains);
  return { ...machine, domains: [...machine.domains, { ...emptyDomain, name, vcpus: [test] }] };
}

/** The domain as it runs where its VCPUs on the first core lose the time of the tests. */
function withTestTask(
  machine: CompletedMachine,
  domain: CompletedDomain,
  period: number,
): CompletedDomain {
  const { cost } = machine.admission;
  const first = lowestCore(machine);
  const hit = domain.vcpus.filter(({ core }) => (core ?? first) === first);
  if (hit.length === 0) return domain;
  if (domain.global) return withTopTask(domain, { cost, period, tasks: domain.tasks }, '');
  return hit.reduce(
    (one, { name }) => withTopTask(one, { cost, period, tasks: domain.tasks }, name),
    domain,
  );
}

function withTestServer(machine: CompletedMachine, period: number): TestedMachine {
  const { policy, domains, switchCosts } = machine;
  const name = testName(domains);
  const vcpus = domains.flatMap((domain) => domain.vcpus);
  const order = fixedOrder(policy);
  const ranks = order === null ? null : [...vcpus].sort((a, b) => keys[order](a) - keys[order](b));
  const priorityOf = (vcpu: CompletedVcpu) =>
    ranks === null ? {} : { priority: ranks.length - ranks.indexOf(vcpu) };
  const prioritized = domains.map((domain) => ({
    ...domain,
    vcpus: domain.vcpus.map((vcpu) => ({ ...vcpu, ...priorityOf(vcpu) })),
  }));
  const cost = machine.admission.cost;
  const test: CompletedVcpu = {
    name: 'v0',
    ...{ period, budget: cost, deadline: order === null ? urgent(machine, period) : cost },
    core: placementOf(policy) === 'global' ? null : lowestCore(machine),
    ...(ranks === null ? {} : { priority: ranks.length + 1 }),
    extratime: false,
    computed: { period: false, budget: false, core: false },
  };
  return {
    test: name,
    machine: {
      ...machine,
      policy: ranks === null ? policy : byPriorities(policy),
      switchCosts: [...switchCosts, ...withoutCost(name, switchCosts)],
      domains: [...prioritized, { ...emptyDomain, name, vcpus: [test] }],
    },
  };
}

/** The deadline of the test under EDF, in ns: the shortest of all, at most its period. */
function urgent({ admission, domains }: CompletedMachine, period: number): number {
  return domains
    .flatMap(({ vcpus }) => vcpus)
    .reduce(
      (least, { deadline }) => Math.max(admission.cost, Math.min(least, deadline ?? least)),
      period,
    );
}

/** Whether the proof of a VCPU counts all that others can use, whatever their deadlines. */
function countsAllDemand(machine: CompletedMachine): boolean {
  return isPartitioned(machine.policy) && serverTable[serverKind(machine)].carriesIn;
}

const keys = {
  period: ({ period }: CompletedVcpu) => period ?? Infinity,
  deadline: ({ deadline }: CompletedVcpu) => deadline ?? Infinity,
  priority: ({ priority = 0 }: CompletedVcpu) => -priority,
} as const;

const emptyDomain = {
  type: 'pv',
  policy: defaultGuestPolicy(false),
  ...{ global: false, kernelLatency: 0, taskSwitch: 0, weight: 256 },
  ...{ tasks: [], incomplete: false },
} as const satisfies Partial<CompletedDomain>;

/** The hypervisor tests where it is: nothing is switched to or from. */
function withoutCost(name: string, costs: readonly SwitchCost[]): readonly SwitchCost[] {
  const test: SwitchEnd = { kind: 'domain', name };
  const ends = [...costs.map(({ from }) => from), ...kinds.map((kind) => ({ kind }))];
  return [
    ...ends.map((from) => ({ from, to: test, cost: 0 })),
    { from: test, to: { kind: 'any' }, cost: 0 },
  ];
}

const kinds = ['any', 'dom0', 'guest', 'idle'] as const;
