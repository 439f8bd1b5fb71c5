import { type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { MachineAnalysis, TestUsed, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { fixedOrder, hasServers, placementOf, serverKind } from '../../model/policies.ts';
import type { SearchSpent } from '../../model/reason.ts';
import { servers as serverTable } from '../../model/servers.ts';
import { worstOf } from '../../model/verdict.ts';
import { sharingRules } from '../run/sharing-rules.ts';
import {
  type Attempt,
  attempt,
  type Missed,
  outcomeOf,
  outOfReach,
  partOf,
  withMissed,
} from '../search/attempt.ts';
import { heldBackFrom, latePhases, type Sharers } from '../search/late-searches.ts';
import { type HostServer, hostServers } from '../server.ts';
import { keyOfVcpu } from '../vcpu-name.ts';
import { canFollowEveryRun, keepsInEveryRun } from './every-run/every-run.ts';
import { globalLoads } from './global-loads.ts';
import { edfLimitedCarryIn } from './limited-carry-in.ts';
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
  const rules = sharingRules(machine, null);
  if (rules === null || !hasServers(machine.policy) || placementOf(machine.policy) !== 'global')
    return { kind: 'open', searches: [] };
  const servers = hostServers(machine).servers.filter(({ budget }) => budget > 0);
  const test = strongerTest(machine, servers, steps);
  if (test !== null) return { kind: 'decided', host: accepted(host, servers, test) };
  const outcome = outcomeOf(attempts(machine, host, { rules, core: null, servers }, steps));
  switch (outcome.kind) {
    case 'kept': {
      const everyRun = { name: 'every-run', kind: 'sufficient' } as const;
      return { kind: 'decided', host: accepted(host, servers, everyRun) };
    }
    case 'missed':
      return { kind: 'decided', host: refuted(host, outcome.missed) };
    case 'open':
      return outcome;
  }
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

/** The searches of a machine, one after the other, each with its part of the steps. */
function* attempts(
  machine: CompletedMachine,
  host: MachineAnalysis,
  sharers: Sharers,
  steps: Steps,
): Generator<Attempt> {
  if (serverTable[serverKind(machine)].carriesIn) {
    yield heldBackFrom(sharers, doubtful(host, sharers.servers), steps);
  } else if (isPlain(machine)) {
    yield latePhases(sharers, partOf(steps, FIRST_SEARCH));
    yield everyRun(sharers, partOf(steps, EVERY_RUN));
  }
  yield latePhases(sharers, steps);
}

/** The servers of VCPUs that are not proven. */
function doubtful(host: MachineAnalysis, servers: readonly HostServer[]): readonly HostServer[] {
  const open = new Set(
    host.vcpus.filter(({ verdict }) => verdict.kind !== 'schedulable').map(keyOfVcpu),
  );
  return servers.filter((server) => open.has(keyOfVcpu(server)));
}

/** Whether a machine has periodic or polling servers, and no overheads. */
function isPlain(machine: CompletedMachine): boolean {
  const { carriesIn } = serverTable[serverKind(machine)];
  return !carriesIn && machine.switchCosts.every(({ cost }) => cost === 0);
}

/** Follows all runs, on a machine that is plain. */
function everyRun({ rules, servers }: Sharers, steps: Steps): Attempt {
  const kind = 'every-run' as const;
  if (!canFollowEveryRun(servers)) return outOfReach(kind);
  return attempt(kind, (tally) => (keepsInEveryRun(rules, servers, steps, tally) ? 'kept' : null));
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

function refuted(host: MachineAnalysis, missed: Missed): MachineAnalysis {
  const { reason, test } = missed;
  const verdict: Verdict = { kind: 'unschedulable', reason };
  return { ...host, vcpus: withMissed(host.vcpus, missed, verdict), test, verdict };
}
