import type { WaitPart } from '../../../model/changes/change-wait.ts';
import type { CompletedMachine } from '../../../model/completed.ts';
import { traitsOf } from '../../../model/policies.ts';
import { lasts, later, type Parting } from '../course.ts';
import type { Transition } from '../transition.ts';

/** The cores that a domain's VCPUs have to themselves on a machine. */
export function ownCores(machine: CompletedMachine, name: string): readonly number[] {
  if (traitsOf(machine.policy).gives !== 'cores') return [];
  const domain = machine.domains.find((each) => each.name === name);
  return (domain?.vcpus ?? []).flatMap(({ core }) => (core === null ? [] : [core]));
}

/**
 * The waits of domains that come to cores of their own for those that have these cores and only
 * wait to leave.
 */
export function occupiedWaits(
  { before, after }: Transition,
  parting: readonly Parting[],
  at: number,
): ReadonlyMap<string, readonly WaitPart[]> {
  const found = new Map<string, readonly WaitPart[]>();
  const owned = parting.filter(({ cores }) => cores.length > 0);
  if (owned.length === 0) return found;
  for (const machine of after) {
    const old = before.find(({ name }) => name === machine.name);
    for (const { name } of machine.domains) {
      const had = old === undefined ? [] : ownCores(old, name);
      for (const core of ownCores(machine, name)) {
        if (had.includes(core)) continue;
        const until = owned
          .filter(({ one, cores }) => one.machine === machine.name && cores.includes(core))
          .filter(({ one }) => one.domain.name !== name)
          .reduce<number | null>((last, each) => later(last, each.until), at);
        if (!lasts(until, at)) continue;
        const place = { kind: 'core', machine: machine.name, core } as const;
        found.set(name, [{ kind: 'queue', place, atMost: until === null ? null : until - at }]);
      }
    }
  }
  return found;
}
