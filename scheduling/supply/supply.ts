import type { ServerKind } from '../model/model.ts';
import type { SupplyReason } from '../model/reason.ts';

/** The guaranteed supply of a VCPU from its hypervisor. All times are whole nanoseconds. */
export type Supply =
  | PeriodicResource
  | FullProcessor
  | StaticWindows
  | ChangingWindows
  | MixedSupply
  | NoGuarantee;

/**
 * `budget` (net) in every `period`, within `deadline` of the period's start.
 * Domain: 0 ≤ budget ≤ deadline ≤ period, period > 0.
 */
export interface PeriodicResource {
  readonly kind: 'budget';
  readonly server: ServerKind;
  readonly period: number;
  readonly budget: number;
  readonly deadline: number;
}

/** A core of its own. */
interface FullProcessor {
  readonly kind: 'full';
}

/**
 * Windows that repeat every `frame`. Domain: they lie within the frame and do not overlap; their
 * order is free, and a length of 0 is allowed. Windows that touch, across the frame's end too,
 * count as one.
 */
export interface StaticWindows {
  readonly kind: 'windows';
  readonly frame: number;
  readonly windows: readonly StaticWindow[];
  /**
   * The time by which the supply may come late once: the switch that a domain pays which starts in
   * its own window. The default is 0.
   */
  readonly late?: number;
}

export interface StaticWindow {
  readonly at: number;
  readonly length: number;
}

/**
 * Windows that change: those given once in `[0, begin)`, then from `begin` on those that repeat
 * every `frame`. Domain: they lie within `[0, begin)` and the frame, and do not overlap; their
 * order is free, and a length of 0 is allowed. The guest may begin to ask at any instant from 0 on.
 */
export interface ChangingWindows {
  readonly kind: 'changing-windows';
  readonly once: readonly StaticWindow[];
  readonly begin: number;
  readonly frame: number;
  readonly windows: readonly StaticWindow[];
  /**
   * The time by which the supply may come late once: the switch that a domain pays which starts in
   * its own window. The default is 0.
   */
  readonly late?: number;
}

/**
 * One interface up to a replenishment and another from it on, seen by a guest that has work over
 * it. Windows that lie on one side get what that interface supplies.
 */
export interface MixedSupply {
  readonly kind: 'mixed';
  readonly before: PeriodicResource;
  readonly after: PeriodicResource;
}

/** No guarantee. */
interface NoGuarantee {
  readonly kind: 'none';
  readonly reason: SupplyReason;
}
