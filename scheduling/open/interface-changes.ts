import type { Resident } from './arrival.ts';
import type { InterfaceChange } from './decision.ts';

/** A domain on a machine, before or after an action. */
export interface Placed {
  readonly machine: string;
  readonly resident: Pick<Resident, 'completed'>;
}

/** The VCPUs that differ between two accounts of some domains, by the domains' names. */
export function interfaceChanges(
  before: ReadonlyMap<string, Placed>,
  after: ReadonlyMap<string, Placed>,
): readonly InterfaceChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((domain) => {
    const [old, now] = [promised(before.get(domain)), promised(after.get(domain))];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((vcpu): InterfaceChange[] => {
      const [a, b] = [old.get(vcpu) ?? null, now.get(vcpu) ?? null];
      return isSame(a, b) ? [] : [{ domain, vcpu, before: a, after: b }];
    });
  });
}

type Promised = NonNullable<InterfaceChange['before']>;

function promised(placed: Placed | undefined): ReadonlyMap<string, Promised> {
  const { machine, resident } = placed ?? {};
  return new Map(
    (resident?.completed.vcpus ?? []).map(({ name, period, deadline, budget, core }) => [
      name,
      { machine: machine ?? '', period, deadline, budget, core },
    ]),
  );
}

function isSame(a: Promised | null, b: Promised | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.machine === b.machine &&
    a.period === b.period &&
    a.deadline === b.deadline &&
    a.budget === b.budget &&
    a.core === b.core
  );
}
