import type { ChangeWait } from '../scheduling/model/changes/change-wait.ts';
import type { Element } from '../scheduling/model/element.ts';
import type { StepReason } from '../scheduling/model/step-reason.ts';
import type { InterfaceChange } from '../scheduling/open/decision.ts';

/** The request is in force, or will be. */
export interface Admitted {
  readonly kind: 'admitted';
  /** The instant of the request, in ns. */
  readonly at: number;
  /**
   * The instant from which all of it may be in force at the latest, in ns: `at` if it is at once,
   * `null` if the wait has no bound. Until then the rule of safe changes keeps the room of what
   * leaves.
   */
  readonly by: number | null;
  /** How long it can wait, and for what, one thing after the other. */
  readonly wait: ChangeWait;
  /** The VCPUs whose interface, core or machine is another now. */
  readonly changes: readonly InterfaceChange[];
  /** The instant from which an admitted plan is in force, in ns; absent for other requests. */
  readonly inForce?: number;
  readonly asOne?: AsOne;
}

/**
 * The answer to several requests as one, for a request made together with others: they were
 * admitted as one, or refused as one and then tried singly. Absent where it was tried alone.
 */
export type AsOne = 'admitted' | 'refused';

/** The request has no effect: everything is as if it had never been made. */
export interface Refused {
  readonly kind: 'refused';
  /** The instant of the request, in ns. */
  readonly at: number;
  readonly reason: Reason;
  /** The element that would fail; `null` if the request has nothing to act on. */
  readonly failing: Element | null;
  /** The reason as a sentence for people, in English. */
  readonly sentence: string;
  readonly asOne?: AsOne;
}

export type Answer = Admitted | Refused;

/** The reason for a refusal: that of a scenario's step, or one of the running system itself. */
export type Reason = StepReason | OwnReason;

export type OwnReason =
  /** The request is none: `path` is the place in it, `fault` the fault there. */
  | { readonly kind: 'malformed'; readonly path: string; readonly fault: string }
  /** The request is older than the last one, which was made at `last` ns. */
  | { readonly kind: 'too-old'; readonly last: number }
  /** A domain of this name is declared already. */
  | { readonly kind: 'declared-already'; readonly domain: string }
  /** A VCPU of the domain is on a core that the machine lacks. */
  | { readonly kind: 'no-core'; readonly machine: string; readonly core: number }
  /** A domain that runs cannot be forgotten. */
  | { readonly kind: 'still-running'; readonly domain: string };
