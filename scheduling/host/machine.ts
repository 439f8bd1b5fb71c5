import type {
  DomainAnalysis,
  HostVcpuAnalysis,
  MachineAnalysis,
  Verdict,
} from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { PolicyKind, PolicyOf } from '../model/policies.ts';
import { worstOf } from '../model/verdict.ts';
import { analyzeArinc } from './arinc653.ts';
import { analyzeGlobal } from './global/global.ts';
import { analyzeNull } from './null.ts';
import { type CoreRules, coreRules, coreTestUsed } from './partitioned/core-test.ts';
import { analyzeCore, type CoreResult } from './partitioned/partitioned.ts';
import { placementRefuted } from './partitioned/placement-refuted.ts';
import { type HostServer, hostServers, type KnownServers, testServers } from './server.ts';
import { analyzeShares } from './shares.ts';
import { utilization } from './utilization.ts';
import { nameOf, vcpuKey } from './vcpu-name.ts';

/** Remembers servers, and results of cores, whose VCPUs have not changed. */
export interface HostMemory {
  readonly servers: KnownServers;
  core(
    rules: CoreRules,
    core: number,
    servers: readonly HostServer[],
    analyze: () => CoreResult,
  ): CoreResult;
}

/**
 * Analyzes whether a machine serves its VCPUs. `guests` are the verdicts inside its domains; they
 * decide for a machine that gives its VCPUs windows (ARINC653).
 */
export function analyzeMachine(
  machine: CompletedMachine,
  guests: readonly DomainAnalysis[],
  memory?: HostMemory,
): MachineAnalysis {
  const analysis = byPolicy(machine, guests, memory);
  const incomplete = machine.domains.find((domain) => domain.incomplete);
  if (incomplete === undefined || analysis.verdict.kind !== 'schedulable') return analysis;
  return {
    ...analysis,
    verdict: {
      kind: 'unknown',
      reason: { kind: 'half-written', domain: incomplete.name },
    },
  };
}

function byPolicy(
  machine: CompletedMachine,
  guests: readonly DomainAnalysis[],
  memory: HostMemory | undefined,
): MachineAnalysis {
  return ofPolicy(machine.policy, machine, guests, memory);
}

function ofPolicy<Kind extends PolicyKind>(
  policy: PolicyOf<Kind>,
  machine: CompletedMachine,
  guests: readonly DomainAnalysis[],
  memory: HostMemory | undefined,
): MachineAnalysis {
  const analyzePolicy: AnalyzePolicy<Kind> = analyses[policy.kind];
  return analyzePolicy(machine, policy, guests, memory);
}

type AnalyzePolicy<Kind extends PolicyKind> = (
  machine: CompletedMachine,
  policy: PolicyOf<Kind>,
  guests: readonly DomainAnalysis[],
  memory: HostMemory | undefined,
) => MachineAnalysis;

const servers: AnalyzePolicy<PolicyKind> = (machine, _, __, memory) =>
  analyzeServers(machine, memory);

/** The analysis of each policy's machines. */
const analyses: { readonly [Kind in PolicyKind]: AnalyzePolicy<Kind> } = {
  EDF: servers,
  RM: servers,
  DM: servers,
  FP: servers,
  RTDS: servers,
  credit: analyzeShares,
  credit2: analyzeShares,
  null: analyzeNull,
  ARINC653: analyzeArinc,
};

function analyzeServers(
  machine: CompletedMachine,
  memory: HostMemory | undefined,
): MachineAnalysis {
  const { servers } = hostServers(machine, memory?.servers);
  const active = [...testServers(machine), ...servers.filter((server) => server.budget > 0)];
  const rules = coreRules(machine);
  const part =
    rules === null ? analyzeGlobal(machine, active) : partitioned(machine, rules, active, memory);
  const found = new Map(part.vcpus.map((vcpu) => [vcpuKey(vcpu.domain, vcpu.vcpu), vcpu]));
  const vcpus = machine.domains.flatMap((domain) =>
    domain.vcpus.map((vcpu): HostVcpuAnalysis => {
      const served = found.get(vcpuKey(domain.name, vcpu.name));
      if (served !== undefined) return served;
      const name = { domain: domain.name, vcpu: vcpu.name };
      const nothing = { ...name, response: null, margin: null };
      // A domain with soft tasks alone needs no guarantee if no budget serves it.
      const asksNothing = !domain.tasks.some(
        (task) => task.soft === undefined && (domain.global || task.vcpu === vcpu.name),
      );
      if (vcpu.budget === 0 || asksNothing) {
        return { ...nothing, verdict: { kind: 'schedulable' }, grossBudget: 0 };
      }
      const reason = { kind: 'no-budget', vcpu: name } as const;
      return { ...nothing, verdict: { kind: 'unknown', reason }, grossBudget: null };
    }),
  );
  const open = vcpus
    .filter((vcpu) => !found.has(vcpuKey(vcpu.domain, vcpu.vcpu)))
    .map((vcpu) => vcpu.verdict);
  return {
    ...part,
    machine: machine.name,
    verdict: worstOf([part.verdict, ...open]),
    vcpus,
  };
}

function partitioned(
  machine: CompletedMachine,
  rules: CoreRules,
  servers: readonly HostServer[],
  memory: HostMemory | undefined,
): Omit<MachineAnalysis, 'machine'> {
  const byCore = new Map<number, HostServer[]>();
  const unplaced: HostServer[] = [];
  for (const server of servers) {
    if (server.core === null) {
      unplaced.push(server);
      continue;
    }
    const group = byCore.get(server.core);
    if (group === undefined) byCore.set(server.core, [server]);
    else group.push(server);
  }
  const results = [...byCore]
    .sort(([a], [b]) => a - b)
    .map(([core, group]) =>
      memory === undefined
        ? analyzeCore(rules, core, group)
        : memory.core(rules, core, group, () => analyzeCore(rules, core, group)),
    );
  const homeless = unplacedVerdict(machine, rules, servers, unplaced);
  const cores = results.map(({ core }) => core);
  const verdict = worstOf([
    ...cores.map((core) => core.verdict),
    ...(homeless === null ? [] : [homeless]),
  ]);
  return {
    verdict,
    test: coreTestUsed(rules, verdict),
    cores,
    utilization:
      cores.reduce((sum, core) => sum + core.utilization, 0) +
      utilization(unplaced.map(({ budget, period }) => ({ cost: budget, period }))),
    vcpus: [
      ...results.flatMap((result) => result.vcpus),
      ...unplaced.map(
        (server): HostVcpuAnalysis => ({
          domain: server.domain,
          vcpu: server.vcpu,
          verdict: {
            kind: 'unknown',
            reason: { kind: 'unplaced', vcpu: nameOf(server), cores: machine.cores.length },
          },
          grossBudget: null,
          response: null,
          margin: null,
        }),
      ),
    ],
  };
}

/** The verdict on a machine with VCPUs that found no core; `null` if all have one. */
function unplacedVerdict(
  machine: CompletedMachine,
  rules: CoreRules,
  servers: readonly HostServer[],
  unplaced: readonly HostServer[],
): Verdict | null {
  if (unplaced.length === 0) return null;
  const chosen = new Set<string>();
  for (const domain of machine.domains) {
    for (const vcpu of domain.vcpus)
      if (vcpu.computed.core) chosen.add(vcpuKey(domain.name, vcpu.name));
  }
  const isFree = (server: HostServer): boolean =>
    server.core === null || chosen.has(vcpuKey(server.domain, server.vcpu));
  const certain = placementRefuted(
    rules,
    machine.cores.length,
    servers.filter((server) => !isFree(server)),
    servers.filter(isFree),
  );
  const cores = machine.cores.length;
  const vcpus = unplaced.map(nameOf);
  return {
    kind: certain ? 'unschedulable' : 'unknown',
    reason: { kind: 'some-unplaced', vcpus, cores, certain },
  };
}
