import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { MachineAnalysis, TestUsed, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { fixedOrder, hasServers, placementOf, serverKind, traitsOf } from '../../model/policies.ts';
import type { Reason } from '../../model/reason.ts';
import { servers as serverTable } from '../../model/servers.ts';
import { worstOf } from '../../model/verdict.ts';
import { HELD_BACK, heldBackReason } from '../hold-back/held-back.ts';
import { searchHeldBack } from '../hold-back/search.ts';
import { type HostServer, hostServers } from '../server.ts';
import { keyOfVcpu, nameOf } from '../vcpu-name.ts';
import { keepsInEveryRun } from './every-run/every-run.ts';
import { globalLoads } from './global-loads.ts';
import { edfLimitedCarryIn } from './limited-carry-in.ts';
import { searchLatePhases } from './phase-search.ts';
import { edfResponses, fixedPriorityResponses } from './response-bounds.ts';

/** The share of the steps that a first search for a run takes; most runs are found within. */
const FIRST_SEARCH = 0.05;
/** The share of the steps that all runs together may take. */
const EVERY_RUN = 0.8;

/**
 * Decides a machine that schedules servers globally and whose first analysis decides nothing: by
 * stronger tests, else by a search for a run in which a VCPU misses, else by following all runs.
 * `null` if the steps are spent before, or if nothing is left to try.
 */
export function decideGlobal(
  machine: CompletedMachine,
  host: MachineAnalysis,
  steps: Steps,
): MachineAnalysis | null {
  if (!hasServers(machine.policy) || placementOf(machine.policy) !== 'global') return null;
  const servers = hostServers(machine).servers.filter(({ budget }) => budget > 0);
  const test = strongerTest(machine, servers, steps);
  if (test !== null) return accepted(host, servers, test);
  if (isPlain(machine)) {
    const soon = missingRun(machine, host, servers, partOf(steps, FIRST_SEARCH));
    if (soon !== null) return refuted(host, soon);
    if (keptInEveryRun(machine, servers, partOf(steps, EVERY_RUN)))
      return accepted(host, servers, { name: 'every-run', kind: 'sufficient' });
  }
  const missed = missingRun(machine, host, servers, steps);
  return missed === null ? null : refuted(host, missed);
}

function partOf(steps: Steps, share: number): Steps {
  return countSteps({ steps: share * steps.left(), within: steps });
}

/** Whether a machine has periodic or polling servers, and no overheads. */
function isPlain(machine: CompletedMachine): boolean {
  const { carriesIn } = serverTable[serverKind(machine)];
  return !carriesIn && machine.switchCosts.every(({ cost }) => cost === 0);
}

function keptInEveryRun(
  { policy, cores }: CompletedMachine,
  servers: readonly HostServer[],
  steps: Steps,
): boolean {
  const { order } = traitsOf(policy);
  if (order === null) return false;
  return withinSteps(() => keepsInEveryRun({ order, cores: cores.length }, servers, steps), false);
}

interface Missed {
  readonly server: HostServer;
  readonly reason: Reason;
  readonly test: TestUsed;
}

/** The test that accepts periodic or polling servers without overheads; `null` if none does. */
function strongerTest(
  machine: CompletedMachine,
  servers: readonly HostServer[],
  steps: Steps,
): TestUsed | null {
  if (!isPlain(machine)) return null;
  const { policy } = machine;
  const cores = machine.cores.length;
  const loads = globalLoads([], servers, 'necessary');
  const order = fixedOrder(policy);
  const kind = 'sufficient' as const;
  if (order !== null) {
    const kept = withinSteps(() => fixedPriorityResponses(loads, order, cores, steps), false);
    return kept ? { name: 'global-responses', policy: policy.kind, kind } : null;
  }
  if (withinSteps(() => edfResponses(loads, cores, steps), false))
    return { name: 'global-responses', policy: policy.kind, kind };
  return withinSteps(() => edfLimitedCarryIn(loads, cores, steps), false)
    ? { name: 'global-edf-carry-in', kind }
    : null;
}

function missingRun(
  machine: CompletedMachine,
  host: MachineAnalysis,
  servers: readonly HostServer[],
  steps: Steps,
): Missed | null {
  const { order } = traitsOf(machine.policy);
  const { carriesIn, idle } = serverTable[serverKind(machine)];
  const cores = machine.cores.length;
  if (order === null) return null;
  if (carriesIn) {
    const doubtful = new Set(
      host.vcpus.filter(({ verdict }) => verdict.kind !== 'schedulable').map(keyOfVcpu),
    );
    const victims = servers.filter((server) => doubtful.has(keyOfVcpu(server)));
    const found = withinSteps(
      () => searchHeldBack({ order, cores }, servers, victims, steps),
      null,
    );
    if (found === null) return null;
    return { server: found.server, reason: heldBackReason(found, null, cores), test: HELD_BACK };
  }
  const late = withinSteps(() => searchLatePhases({ order, cores, idle }, servers, steps), null);
  if (late === null) return null;
  const { server, time, run } = late;
  return {
    server,
    reason: { kind: 'late-by-phases', vcpu: nameOf(server), deadline: server.deadline, time, run },
    test: { name: 'phases', kind: 'necessary' },
  };
}

function accepted(
  host: MachineAnalysis,
  servers: readonly HostServer[],
  test: TestUsed,
): MachineAnalysis {
  const proven = new Set(servers.map(keyOfVcpu));
  const vcpus = host.vcpus.map((vcpu) =>
    proven.has(keyOfVcpu(vcpu)) && vcpu.verdict.kind !== 'schedulable'
      ? { ...vcpu, verdict: { kind: 'schedulable' as const }, response: null, margin: null }
      : vcpu,
  );
  return { ...host, vcpus, test, verdict: worstOf(vcpus.map(({ verdict }) => verdict)) };
}

function refuted(host: MachineAnalysis, { server, reason, test }: Missed): MachineAnalysis {
  const verdict: Verdict = { kind: 'unschedulable', reason };
  const vcpus = host.vcpus.map((vcpu) =>
    keyOfVcpu(vcpu) === keyOfVcpu(server) ? { ...vcpu, verdict } : vcpu,
  );
  return { ...host, vcpus, test, verdict };
}
