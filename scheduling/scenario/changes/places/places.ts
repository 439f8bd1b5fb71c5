import { globalAccepts } from '../../../host/global/global.ts';
import { globalLoads } from '../../../host/global/global-loads.ts';
import { globalEdfDensity, globalEdfWindows } from '../../../host/global/global-window.ts';
import type { Load } from '../../../host/load.ts';
import { coreLoads } from '../../../host/overhead.ts';
import { type CoreRules, coreAccepts, coreRules } from '../../../host/partitioned/core-test.ts';
import { releasesOn } from '../../../host/released-by.ts';
import { type HostServer, testServers } from '../../../host/server.ts';
import { UTILIZATION_ERROR, utilization } from '../../../host/utilization.ts';
import type { ChangePlace, Release } from '../../../model/changes/change-wait.ts';
import type { CompletedMachine } from '../../../model/completed.ts';
import { fixedOrder, hasServers, serverKind } from '../../../model/policies.ts';
import { servers as serverTable } from '../../../model/servers.ts';

/** A core of a partitioned machine, or a machine or pool that schedules globally. */
export interface HostPlace {
  readonly machine: CompletedMachine;
  /** The core; `null` under global placement. */
  readonly core: number | null;
}

/** A key that is equal for equal places only. */
export function placeKey({ machine, core }: HostPlace): string {
  return core === null ? machine.name : `${core} ${machine.name}`;
}

/** The place of a VCPU's server on a machine; `null` where no core was found for it. */
export function placeOf(machine: CompletedMachine, server: HostServer): HostPlace | null {
  if (coreRules(machine) === null) return { machine, core: null };
  return server.core === null ? null : { machine, core: server.core };
}

export function elementOf({ machine, core }: HostPlace): ChangePlace {
  return core === null
    ? { kind: 'machine', machine: machine.name }
    : { kind: 'core', machine: machine.name, core };
}

/**
 * Whether servers, ghosts among them, are proven to fit at a place: by the test of the machine's
 * policy. Places that share nothing between VCPUs have no such test.
 */
export function placePasses(place: HostPlace, servers: readonly HostServer[]): boolean {
  const { machine } = place;
  if (!hasServers(machine.policy)) return true;
  const active = activeAt(place, servers);
  const rules: CoreRules | null = coreRules(machine);
  return rules === null ? globalAccepts(machine, active) : coreAccepts(rules, active);
}

/**
 * The share of a place's cores that servers leave, negative where they ask for more; `Infinity`
 * where VCPUs share nothing. A VCPU that asks for more than it does not pass beside them, which is
 * known sooner than by a test.
 */
export function shareLeft(place: HostPlace, servers: readonly HostServer[]): number {
  const { machine, core } = place;
  if (!hasServers(machine.policy)) return Number.POSITIVE_INFINITY;
  const cores = core === null ? machine.cores.length : 1;
  return cores + UTILIZATION_ERROR - utilization(placeLoads(place, servers));
}

/** The admission tests in the hypervisor that take time at a place, as a server of it. */
function testsAt({ machine, core }: HostPlace): readonly HostServer[] {
  return testServers(machine).filter((tests) => tests.core === core);
}

/**
 * The releases of a ghost at a place; the first that comes counts. Where admission tests take their
 * time, nothing but a quiet instant is proven to make room.
 */
export function releasesAt(place: HostPlace): readonly Release[] {
  const releases = releasesOn(place.machine);
  return testsAt(place).length === 0 ? releases : releases.filter((each) => each === 'quiet');
}

/** The servers of a place as loads with their gross budgets, the admission tests among them. */
export function placeLoads(place: HostPlace, servers: readonly HostServer[]): readonly Load[] {
  const { switchCosts } = place.machine;
  const active = activeAt(place, servers);
  return coreRules(place.machine) === null
    ? globalLoads(switchCosts, active, 'safe')
    : coreLoads(switchCosts, active, 'safe');
}

/** All that takes time at a place where these servers run, in the order that breaks ties. */
function activeAt(place: HostPlace, servers: readonly HostServer[]): readonly HostServer[] {
  const active = servers.filter(({ budget }) => budget > 0);
  return [...testsAt(place), ...active.sort((a, b) => a.order - b.order)];
}

/** The ways in which a set at a place is proven, each with a release that stands on it. */
export interface Proofs {
  /** By what can delay a VCPU in its own window. */
  readonly window: boolean;
  /** By density. */
  readonly density: boolean;
  /** Each deadline is its period, where period ends release. */
  readonly implicit: boolean;
}

/** Nothing has been at the place. */
export const everyProof: Proofs = { window: true, density: true, implicit: true };

/** Whether all that passes at a place is proven by what can delay a VCPU in its own window. */
export function provesByWindows({ machine }: HostPlace): boolean {
  return coreRules(machine) !== null || fixedOrder(machine.policy) !== null;
}

/** The ways in which these servers are proven at a place; `passes` where they are known to pass. */
export function proofsOf(
  place: HostPlace,
  servers: readonly HostServer[],
  known?: 'passes',
): Proofs {
  const { machine } = place;
  const active = activeAt(place, servers);
  const implicit = releasesAt(place).includes('period-end') && active.every(isImplicit);
  if (provesByWindows(place)) {
    const window = known === 'passes' || placePasses(place, active);
    return { window, density: false, implicit };
  }
  const loads = globalLoads(machine.switchCosts, active, 'safe');
  const cores = machine.cores.length;
  const free = machine.switchCosts.every(({ cost }) => cost === 0);
  const { carriesIn } = serverTable[serverKind(machine)];
  return {
    window: globalEdfWindows(loads, cores).result === 'accepted',
    density: free && !carriesIn && testsAt(place).length === 0 && globalEdfDensity(loads, cores),
    implicit,
  };
}

/** The ways in which both sets are proven. */
export function bothProofs(a: Proofs, b: Proofs): Proofs {
  return {
    window: a.window && b.window,
    density: a.density && b.density,
    implicit: a.implicit && b.implicit,
  };
}

/** A server whose interface changes, as its place counts it meanwhile: the larger of both. */
export function larger(a: HostServer, b: HostServer): HostServer {
  if (a.budget >= b.budget && a.starts >= b.starts) return a;
  if (b.budget >= a.budget && b.starts >= a.starts) return b;
  return { ...a, budget: Math.max(a.budget, b.budget), starts: Math.max(a.starts, b.starts) };
}

/** Whether two servers have one period and one deadline, so that only their budgets may differ. */
export function sameShape(
  a: Pick<HostServer, 'period' | 'deadline'>,
  b: Pick<HostServer, 'period' | 'deadline'>,
): boolean {
  return a.period === b.period && a.deadline === b.deadline;
}

/** Whether the server's deadline is its period. */
export function isImplicit({ period, deadline }: Pick<HostServer, 'period' | 'deadline'>): boolean {
  return period === deadline;
}
