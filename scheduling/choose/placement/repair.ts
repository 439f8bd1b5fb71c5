import { onlyCore } from '../../host/cores.ts';
import { globalAccepts } from '../../host/global/global.ts';
import { coreLoads, costOfStart, leastGrossShare } from '../../host/overhead.ts';
import { type CoreRules, coreAccepts, coreRules } from '../../host/partitioned/core-test.ts';
import type { HostServer } from '../../host/server.ts';
import { compareUtilization, UTILIZATION_ERROR, utilization } from '../../host/utilization.ts';
import { vcpuKey } from '../../host/vcpu-name.ts';
import { type Draft, draftServers, hostAccepts } from '../draft.ts';
import { machineFacts, runsGlobally } from '../guest-problem.ts';
import { isOpen, loadOf, periodProblem } from '../interface.ts';
import { type Candidate, leastOverhead } from '../period/period-problem.ts';
import type { Prover } from '../prover.ts';
import { startCosts } from '../start-cost.ts';
import { combine, type Scope, type Variable } from './combine.ts';
import type { Placement } from './placement.ts';

/** The numbers of combinations and of periods per VCPU that are tried within one core. */
const ON_ONE_CORE = { limit: 20_000, periods: 20_000 };
/** The limits for a machine whose VCPUs are placed anew for each combination. */
const WITH_PLACEMENT = { limit: 2_000, periods: 2_000 };
/** The limits for a machine whose VCPUs migrate. */
const MIGRATING = { limit: 4_000, periods: 20_000 };

/**
 * Looks for a draft whose machine is proven, by other periods for the VCPUs with open ones, each
 * with its smallest budget. The search first changes one VCPU alone, over the whole grid. It then
 * tries combinations of round periods, periods spread over the range, and those that divide other
 * VCPUs' periods or are multiples of them, within limits. The result is the given draft if nothing
 * is found.
 */
export function* repair(prover: Prover, draft: Draft, previous: Placement): Generator<void, Draft> {
  const { machine } = draft;
  const only = onlyCore(machine);
  const servers = draftServers(prover.cache, draft).map((server) =>
    only === null ? server : { ...server, core: only },
  );
  const variables = openVariables(prover, draft, servers);
  const rules = coreRules(machine);
  const chosen = new Map<string, Candidate>();
  const settled = rules !== null && servers.every((server) => server.core !== null);
  const scopes = settled
    ? coreScopes(rules, servers, variables)
    : [machineScope(draft, servers, variables, previous)];
  for (const scope of scopes) {
    yield;
    const accepts: Scope['accepts'] = (some) => {
      prover.checkpoint();
      return scope.accepts(some);
    };
    if (scope.variables.length === 0 || accepts(scope.servers)) continue;
    const found = yield* combine(prover, { ...scope, accepts });
    for (const [variable, candidate] of found ?? []) {
      chosen.set(vcpuKey(variable.server.domain, variable.server.vcpu), candidate);
    }
  }
  if (chosen.size === 0) return draft;
  return {
    machine,
    interfaces: machine.domains.map((domain, d) =>
      domain.vcpus.map((vcpu, v) => {
        const before = draft.interfaces[d]?.[v] ?? { period: null, deadline: null, budget: null };
        return chosen.get(vcpuKey(domain.name, vcpu.name)) ?? before;
      }),
    ),
  };
}

function openVariables(
  prover: Prover,
  { machine }: Draft,
  servers: readonly HostServer[],
): readonly Variable[] {
  const facts = machineFacts(machine);
  const written = new Map<string, number | null>();
  for (const server of servers) written.set(vcpuKey(server.domain, server.vcpu), server.core);
  const costs = startCosts(machine, (domain, vcpu) => written.get(vcpuKey(domain, vcpu)) ?? null);
  const variables: Variable[] = [];
  for (const domain of machine.domains) {
    if (runsGlobally(domain)) continue;
    for (const vcpu of domain.vcpus) {
      const index = servers.findIndex(
        (server) => server.domain === domain.name && server.vcpu === vcpu.name,
      );
      const server = servers[index];
      if (!isOpen(vcpu) || server === undefined) continue;
      const load = loadOf(prover.cache, domain, vcpu.name);
      const problem = periodProblem(facts, load, vcpu, costs.of(domain, vcpu.name, server.core));
      if (problem !== null) variables.push({ index, server, load, problem });
    }
  }
  return variables;
}

function coreScopes(
  rules: CoreRules,
  servers: readonly HostServer[],
  variables: readonly Variable[],
): readonly Scope[] {
  const cores = new Set(servers.map((server) => server.core));
  return [...cores].flatMap((core): Scope[] => {
    const own = servers.filter((server) => server.core === core);
    const loads = coreLoads(rules.switchCosts, own, 'safe');
    // Each open period already has the least share. If those overload the core, no others fit.
    if (utilization(loads) > 1 + UTILIZATION_ERROR) return [];
    return [
      {
        servers: own,
        variables: variables.filter((variable) => variable.server.core === core),
        accepts: (some) => coreAccepts(rules, some),
        fewerNeverHarm: true,
        rules: [rules],
        costOfTest: own.length ** 2,
        ...ON_ONE_CORE,
      },
    ];
  });
}

/** The approximate steps of first-fit, which tries each server on one core after another. */
function costOfPlacement(cores: number, servers: number): number {
  const used = Math.max(1, Math.min(cores, servers));
  return servers * used * Math.ceil(servers / used) ** 2;
}

/**
 * Whether the servers ask for more than all cores with the periods that are best for each of them.
 * Where a switch costs less on some cores than was charged, the periods may not be the best, and
 * the least that any period can ask for counts instead.
 */
function exceedsWithSwitches(
  { switchCosts, cores }: Draft['machine'],
  servers: readonly HostServer[],
  variables: readonly Variable[],
): boolean {
  const byIndex = new Map(variables.map((variable) => [variable.index, variable]));
  const share = servers.reduce((sum, server, index) => {
    const problem = byIndex.get(index)?.problem;
    const least = costOfStart(switchCosts, server.running, []);
    if (problem === undefined || problem.costOfStart <= least)
      return sum + leastGrossShare(switchCosts, server);
    const cheapest = { ...problem, costOfStart: least };
    const tasks = problem.load.tasks.map(({ wcet, period }) => ({ cost: wcet, period }));
    return sum + utilization(tasks) + leastOverhead(cheapest, problem.from, problem.to);
  }, 0);
  return share > cores.length * (1 + UTILIZATION_ERROR);
}

function machineScope(
  { machine }: Draft,
  servers: readonly HostServer[],
  variables: readonly Variable[],
  previous: Placement,
): Scope {
  const partitioned = coreRules(machine) !== null;
  const shares = [
    ...servers
      .filter((_, index) => !variables.some((variable) => variable.index === index))
      .map(({ budget, period }) => ({ cost: budget, period })),
    ...variables.flatMap(({ load }) =>
      load.tasks.map(({ wcet, period }) => ({ cost: wcet, period })),
    ),
  ];
  const hopeless =
    compareUtilization(shares, machine.cores.length) > 0 ||
    (partitioned && exceedsWithSwitches(machine, servers, variables));
  return {
    servers,
    variables: hopeless ? [] : variables,
    accepts: (some) =>
      partitioned
        ? hostAccepts(machine, some, previous, 'first-fit')
        : globalAccepts(machine, some),
    // A server less can send the others to other cores, so a part of a proven set may fail.
    fewerNeverHarm: !partitioned,
    costOfTest: costOfPlacement(machine.cores.length, servers.length),
    rules: [machine.policy, machine.servers, machine.cores, machine.switchCosts, [...previous]],
    ...(partitioned ? WITH_PLACEMENT : MIGRATING),
  };
}
