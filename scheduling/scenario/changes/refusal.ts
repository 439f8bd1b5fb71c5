import { least } from '../../arithmetic/least.ts';
import {
  guestLoad,
  machineFacts,
  runsGlobally,
  supplyOf,
  tasksOn,
} from '../../choose/guest-problem.ts';
import type { Prover } from '../../choose/prover.ts';
import { nameOf } from '../../host/vcpu-name.ts';
import type { CompletedDomain } from '../../model/completed.ts';
import type { Element } from '../../model/element.ts';
import { hasServers } from '../../model/policies.ts';
import type { StepReason } from '../../model/step-reason.ts';
import type { PeriodicResource } from '../../supply/supply.ts';
import { chainOf } from './places/detours.ts';
import { changesBetween, type Placed, placedVcpus, type VcpuChange } from './places/difference.ts';
import {
  isImplicit,
  placeKey,
  placeLoads,
  placePasses,
  releasesAt,
  sameShape,
} from './places/places.ts';
import { quietAfterChanges } from './places/quiet-bound.ts';
import type { Admitted, Transition } from './transition.ts';

/** A refusal of what works before and after a change, but not over it. */
export interface ChangeRefusal {
  readonly reason: StepReason;
  readonly failing: Element;
}

/**
 * The first reason why a step cannot come about safely, though its final state works: a guest does
 * not bear two interfaces in one window, a full core has no instant for a new period, or VCPUs that
 * exchange cores would meet. `null` if it can.
 */
export function changeRefusal(
  prover: Prover,
  transition: Transition,
  orderOf: Admitted['orderOf'],
): ChangeRefusal | null {
  const { before, after } = transition;
  const from = placedVcpus(before, prover.cache.servers, orderOf);
  const to = placedVcpus(after, prover.cache.servers, orderOf);
  const changes = changesBetween(from, to);
  for (const change of changes) {
    const refusal = mixtureRefusal(prover, change, transition) ?? quietRefusal(change, from);
    if (refusal !== null) return refusal;
  }
  return meetingRefusal(changes, to, transition);
}

function failing({ domain, vcpu }: { readonly domain: string; readonly vcpu: string }): Element {
  return { kind: 'vcpu', domain, vcpu };
}

/** The refusal of a guest whose tasks are not proven on both interfaces in one window. */
function mixtureRefusal(
  prover: Prover,
  change: VcpuChange,
  { before, after }: Transition,
): ChangeRefusal | null {
  if (change.kind !== 'reshaped' && change.kind !== 'moves') return null;
  const { from, to } = change;
  const name = nameOf(to.server);
  const old = resourceAt(before, from);
  const next = resourceAt(after, to);
  if (old === null || next === null) return null;
  if (old.server === next.server && sameShape(old, next)) return null;
  const domain = domainAt(after, to);
  const was = domainAt(before, from);
  if (domain === null || was === null || runsGlobally(domain)) return null;
  const names = new Set(was.tasks.map((task) => task.name));
  const stays = domain.tasks.filter((task) => names.has(task.name));
  const load = guestLoad(domain, tasksOn({ ...domain, tasks: stays }, name.vcpu));
  const bears = (budget: number): boolean => {
    const mixed = { kind: 'mixed', before: old, after: { ...next, budget } } as const;
    const supply = { safe: mixed, necessary: mixed };
    return prover.vcpu({ ...load, supply }).verdict.kind === 'schedulable';
  };
  if (bears(next.budget)) return null;
  const { resolution } = machineFacts(to.place.machine);
  const first = Math.ceil(next.budget / resolution);
  const most = Math.floor(next.deadline / resolution) - first;
  const more = most < 0 ? null : least(most, (steps) => bears((first + steps) * resolution));
  const nearest = more === null ? {} : { nearest: (first + more) * resolution };
  return { reason: { kind: 'between-interfaces', ...name, ...nearest }, failing: failing(name) };
}

/** The refusal of a new period on a core that has no quiet instant to begin it at. */
function quietRefusal(
  change: VcpuChange,
  before: ReadonlyMap<string, Placed>,
): ChangeRefusal | null {
  if (change.kind !== 'reshaped') return null;
  const { from, to } = change;
  const { place } = to;
  if (place.core === null || releasesAt(place).includes('at-once')) return null;
  const here = [...before.values()].filter((other) => placeKey(other.place) === placeKey(place));
  const servers = here.map(({ server }) => server);
  const implicit = [...servers, to.server].every(isImplicit);
  if (implicit && releasesAt(place).includes('period-end')) return null;
  if (quietAfterChanges(placeLoads(place, servers)) !== null) return null;
  if (placePasses(place, [...servers, to.server])) return null;
  const name = nameOf(from.server);
  const { core, machine } = place;
  return {
    reason: { kind: 'no-quiet', ...name, core, machine: machine.name },
    failing: failing(name),
  };
}

/** The refusal of moves that no order lets through one after the other, by any third core. */
function meetingRefusal(
  changes: readonly VcpuChange[],
  after: ReadonlyMap<string, Placed>,
  { partial }: Transition,
): ChangeRefusal | null {
  const chain = chainOf(changes, after, partial);
  if ('order' in chain) return null;
  const { place, server } = chain.meets.to;
  const name = nameOf(server);
  const { core, machine } = place;
  return {
    reason: { kind: 'would-meet', ...name, core, machine: machine.name },
    failing: failing(name),
  };
}

function domainAt(
  machines: Transition['after'],
  { server, place }: Placed,
): CompletedDomain | null {
  const machine = machines.find(({ name }) => name === place.machine.name);
  return machine?.domains.find(({ name }) => name === server.domain) ?? null;
}

/** The interface of a VCPU on its machine as a supply; `null` if it gives no budgets. */
function resourceAt(machines: Transition['after'], placed: Placed): PeriodicResource | null {
  const { machine } = placed.place;
  const vcpu = domainAt(machines, placed)?.vcpus.find(({ name }) => name === placed.server.vcpu);
  if (vcpu === undefined || !hasServers(machine.policy)) return null;
  const { safe } = supplyOf(machineFacts(machine), vcpu, undefined);
  return safe.kind === 'budget' ? safe : null;
}
