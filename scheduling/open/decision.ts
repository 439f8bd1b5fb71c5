import type { Element } from '../model/element.ts';
import type { StepReason } from '../model/step-reason.ts';
import type { Resident } from './arrival.ts';

/** The promise to a VCPU. Times are in ns. */
interface VcpuInterface {
  readonly period: number | null;
  readonly deadline: number | null;
  /** The net budget. */
  readonly budget: number | null;
  /** The core; `null` where VCPUs migrate. */
  readonly core: number | null;
}

/** A VCPU whose interface, core or machine is another after an action. */
export interface InterfaceChange {
  readonly domain: string;
  readonly vcpu: string;
  /** Before the action; `null` if it did not run. */
  readonly before: (VcpuInterface & { readonly machine: string }) | null;
  /** After the action; `null` if it runs no longer. */
  readonly after: (VcpuInterface & { readonly machine: string }) | null;
}

/** The decision about one action. */
export type Decision =
  | {
      readonly admitted: true;
      readonly changes: readonly InterfaceChange[];
      /** The instant from which an admitted plan is in force, in ns; absent for other actions. */
      readonly inForce?: number;
    }
  | {
      readonly admitted: false;
      readonly reason: StepReason;
      /** The element that would fail; `null` if the action has nothing to act on. */
      readonly failing: Element | null;
    };

/** A domain on a machine, before or after an action. */
export interface Placed {
  readonly machine: string;
  readonly resident: Resident;
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
