import type { ChangeWait } from '../model/changes/change-wait.ts';
import type { Element } from '../model/element.ts';
import type { StepReason } from '../model/step-reason.ts';

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
      /** How long it can wait until all of it is in force, known without a run. */
      readonly wait: ChangeWait;
      /** The instant from which an admitted plan is in force, in ns; absent for other actions. */
      readonly inForce?: number;
    }
  | {
      readonly admitted: false;
      readonly reason: StepReason;
      /** The element that would fail; `null` if the action has nothing to act on. */
      readonly failing: Element | null;
    };
