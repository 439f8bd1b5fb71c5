import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { MachineAnalysis, TestUsed, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { fixedOrder, hasServers, placementOf, serverKind, traitsOf } from '../../model/policies.ts';
import type { Reason, SearchSpent } from '../../model/reason.ts';
import { servers as serverTable } from '../../model/servers.ts';
import { worstOf } from '../../model/verdict.ts';
import { HELD_BACK, heldBackReason } from '../hold-back/held-back.ts';
import { searchHeldBack } from '../hold-back/search.ts';
import { newTally, type Tally } from '../run/tally.ts';
import type { ToldMiss } from '../run/told-run.ts';
import { type HostServer, hostServers } from '../server.ts';
import { keyOfVcpu, nameOf } from '../vcpu-name.ts';
import { canFollowEveryRun, keepsInEveryRun } from './every-run/every-run.ts';
import { globalLoads } from './global-loads.ts';
import { edfLimitedCarryIn } from './limited-carry-in.ts';
import {
  canSearchPhases,
  canSearchTasks,
  searchLatePhases,
  searchTaskPhases,
} from './phase-search.ts';
import { edfResponses, fixedPriorityResponses } from './response-bounds.ts';

/** The share of the steps that a first search for a run takes; most runs are found within. */
const FIRST_SEARCH = 0.05;
/** The share of the steps that all runs together may take. */
const EVERY_RUN = 0.8;

/** A search's result for a machine: a verdict, or how far it came. */
export type GlobalSearch =
  | { readonly kind: 'decided'; readonly host: MachineAnalysis }
  | { readonly kind: 'open'; readonly searches: readonly SearchSpent[] };

/**
 * Decides a machine that schedules servers globally and whose first analysis decides nothing: by
 * stronger tests, else by a search for a run in which a VCPU misses, else by following all runs.
 */
export function searchGlobal(
  machine: CompletedMachine,
  host: MachineAnalysis,
  steps: Steps,
): GlobalSearch {
  if (!hasServers(machine.policy) || placementOf(machine.policy) !== 'global')
    return { kind: 'open', searches: [] };
  const servers = hostServers(machine).servers.filter(({ budget }) => budget > 0);
  const test = strongerTest(machine, servers, steps);
  if (test !== null) return { kind: 'decided', host: accepted(host, servers, test) };
  const spent = new Map<SearchSpent['kind'], SearchSpent>();
  for (const attempt of attempts(machine, host, servers, steps)) {
    const found = attempt.result;
    if (found === 'kept') {
      const everyRun = { name: 'every-run', kind: 'sufficient' } as const;
      return { kind: 'decided', host: accepted(host, servers, everyRun) };
    }
    if (found !== null) return { kind: 'decided', host: refuted(host, found) };
    const { kind, tried, ended } = attempt.spent;
    spent.set(kind, { kind, tried: tried + (spent.get(kind)?.tried ?? 0), ended });
  }
  return { kind: 'open', searches: [...spent.values()] };
}

/** The verdict of {@link searchGlobal}; `null` if it tells none. */
export function decideGlobal(
  machine: CompletedMachine,
  host: MachineAnalysis,
  steps: Steps,
): MachineAnalysis | null {
  const search = searchGlobal(machine, host, steps);
  return search.kind === 'decided' ? search.host : null;
}

/** One search, and how far it came without a result. `kept` says that no run misses. */
interface Attempt {
  readonly result: Missed | 'kept' | null;
  readonly spent: SearchSpent;
}

/** The searches of a machine, one after the other, each with its part of the steps. */
function* attempts(
  machine: CompletedMachine,
  host: MachineAnalysis,
  servers: readonly HostServer[],
  steps: Steps,
): Generator<Attempt> {
  if (serverTable[serverKind(machine)].carriesIn) {
    yield heldBackIn(machine, host, servers, steps);
  } else if (isPlain(machine)) {
    yield latePhases(machine, servers, partOf(steps, FIRST_SEARCH));
    yield everyRun(machine, servers, partOf(steps, EVERY_RUN));
  }
  yield latePhases(machine, servers, steps);
}

function partOf(steps: Steps, share: number): Steps {
  return countSteps({ steps: share * steps.left(), within: steps });
}

/** Whether a machine has periodic or polling servers, and no overheads. */
function isPlain(machine: CompletedMachine): boolean {
  const { carriesIn } = serverTable[serverKind(machine)];
  return !carriesIn && machine.switchCosts.every(({ cost }) => cost === 0);
}

/** Follows all runs, on a machine that is plain. */
function everyRun(
  { policy, cores }: CompletedMachine,
  servers: readonly HostServer[],
  steps: Steps,
): Attempt {
  const { order } = traitsOf(policy);
  const kind = 'every-run' as const;
  if (order === null || !canFollowEveryRun(servers)) return outOfReach(kind);
  const tally = newTally();
  const rules = { order, cores: cores.length };
  const kept = withinSteps(() => keepsInEveryRun(rules, servers, steps, tally), false);
  return attempted(kind, kept ? 'kept' : null, tally, steps);
}

function attempted(
  kind: SearchSpent['kind'],
  result: Attempt['result'],
  { tried }: Tally,
  steps: Steps,
): Attempt {
  return { result, spent: { kind, tried, ended: steps.left() < 0 ? 'patience' : 'all-tried' } };
}

function outOfReach(kind: SearchSpent['kind']): Attempt {
  return { result: null, spent: { kind, tried: 0, ended: 'out-of-reach' } };
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

/** Searches for a run in which guests hold back, of VCPUs that are not proven. */
function heldBackIn(
  machine: CompletedMachine,
  host: MachineAnalysis,
  servers: readonly HostServer[],
  steps: Steps,
): Attempt {
  const { order } = traitsOf(machine.policy);
  const kind = 'held-back' as const;
  if (order === null) return outOfReach(kind);
  const cores = machine.cores.length;
  const doubtful = new Set(
    host.vcpus.filter(({ verdict }) => verdict.kind !== 'schedulable').map(keyOfVcpu),
  );
  const victims = servers.filter((server) => doubtful.has(keyOfVcpu(server)));
  const tally = newTally();
  const found = withinSteps(
    () => searchHeldBack({ order, cores }, servers, victims, steps, tally),
    null,
  );
  const missed: Missed | null =
    found === null
      ? null
      : { server: found.server, reason: heldBackReason(found, null, cores), test: HELD_BACK };
  return attempted(kind, missed, tally, steps);
}

/** Searches for phases at which a VCPU misses. */
function latePhases(
  machine: CompletedMachine,
  servers: readonly HostServer[],
  steps: Steps,
): Attempt {
  const { order } = traitsOf(machine.policy);
  const kind = 'phases' as const;
  const cores = machine.cores.length;
  if (order === null || !canSearchTasks({ cores }, servers)) return outOfReach(kind);
  const search = canSearchPhases({ cores }, servers) ? searchLatePhases : searchTaskPhases;
  const { idle } = serverTable[serverKind(machine)];
  const tally = newTally();
  const late = withinSteps(() => search({ order, cores, idle }, servers, steps, tally), null);
  return attempted(kind, late === null ? null : missedBy(late), tally, steps);
}

function missedBy({ server, time, run }: ToldMiss): Missed {
  const { deadline } = server;
  return {
    server,
    reason: { kind: 'late-by-phases', vcpu: nameOf(server), deadline, time, run },
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
