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
import { hasServers } from '../../model/policies.ts';
import type { PeriodicResource } from '../../supply/supply.ts';
import type { Placed, VcpuChange } from './places/difference.ts';
import { sameShape } from './places/places.ts';
import type { Transition } from './transition.ts';

/** The change of a VCPU's period or deadline, with the guest that has to bear it. */
export interface Mixture {
  /** The VCPU at its place after the change. */
  readonly to: Placed;
  /** The new interface. */
  readonly next: PeriodicResource;
  /** Whether the guest's tasks are proven over the change, with another new budget, in ns. */
  readonly bears: (budget: number) => boolean;
}

/** The mixture that a guest sees as a VCPU of it changes; `null` where it sees none. */
export function mixtureOf(
  prover: Prover,
  change: VcpuChange,
  { before, after }: Transition,
): Mixture | null {
  if (change.kind !== 'reshaped' && change.kind !== 'moves') return null;
  const { from, to } = change;
  const { vcpu } = nameOf(to.server);
  const old = resourceAt(before, from);
  const next = resourceAt(after, to);
  if (old === null || next === null) return null;
  if (old.server === next.server && sameShape(old, next)) return null;
  const domain = domainAt(after, to);
  const was = domainAt(before, from);
  if (domain === null || was === null || runsGlobally(domain)) return null;
  const names = new Set(was.tasks.map((task) => task.name));
  const stays = domain.tasks.filter((task) => names.has(task.name));
  const load = guestLoad(domain, tasksOn({ ...domain, tasks: stays }, vcpu));
  const bears = (budget: number): boolean => {
    const mixed = { kind: 'mixed', before: old, after: { ...next, budget } } as const;
    const supply = { safe: mixed, necessary: mixed };
    return prover.vcpu({ ...load, supply }).verdict.kind === 'schedulable';
  };
  return { to, next, bears };
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
