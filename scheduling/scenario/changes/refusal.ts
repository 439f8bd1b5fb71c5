import { least } from '../../arithmetic/least.ts';
import { machineFacts } from '../../choose/guest-problem.ts';
import type { Prover } from '../../choose/prover.ts';
import { nameOf } from '../../host/vcpu-name.ts';
import type { Element } from '../../model/element.ts';
import type { StepReason } from '../../model/step-reason.ts';
import { hasLeave } from './leave.ts';
import { mixtureOf } from './mixture.ts';
import { chainOf } from './places/detours.ts';
import { changesBetween, type Placed, placedVcpus, type VcpuChange } from './places/difference.ts';
import { isImplicit, placeKey, placeLoads, placePasses, releasesAt } from './places/places.ts';
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
 * exchange cores would meet. `null` if it can. A guest with leave waits until it is quiet.
 */
export function changeRefusal(
  prover: Prover,
  transition: Transition,
  { orderOf, leave }: Pick<Admitted, 'orderOf' | 'leave'>,
): ChangeRefusal | null {
  const { before, after } = transition;
  const from = placedVcpus(before, prover.cache.servers, orderOf);
  const to = placedVcpus(after, prover.cache.servers, orderOf);
  const changes = changesBetween(from, to);
  for (const change of changes) {
    const mixed = hasLeave(change, leave) ? null : mixtureRefusal(prover, change, transition);
    const refusal = mixed ?? quietRefusal(change, from);
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
  transition: Transition,
): ChangeRefusal | null {
  const mixture = mixtureOf(prover, change, transition);
  if (mixture === null) return null;
  const { to, next, bears } = mixture;
  if (bears(next.budget)) return null;
  const name = nameOf(to.server);
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
