import type { CompletedMachine } from '../model/completed.ts';
import type { Action } from '../model/model.ts';
import type { Parting } from '../scenario/changes/course.ts';
import type { Failure } from '../scenario/failures.ts';
import type { PlansInForce } from '../scenario/plans-in-force.ts';
import type { RunningDomain } from '../scenario/running-domain.ts';
import type { Arrival, Resident } from './arrival.ts';

/** Actions of one instant on one machine. */
export interface SlotChange {
  readonly actions: readonly Action[];
  /** Their instant, in ns. */
  readonly at: number;
  readonly leaving: readonly string[];
  readonly coming: readonly Arrival[];
  /** Those that come, as they run there. */
  readonly running: readonly RunningDomain[];
  readonly plans: PlansInForce;
  /** Those that were admitted to leave machines. */
  readonly parting: readonly Parting[];
  /** The cores that VCPUs without a written one have or had. */
  readonly cores: ReadonlyMap<string, number>;
}

export type SlotAnswer =
  | {
      readonly fits: true;
      /** Those whose interface may have changed. */
      readonly residents: readonly Resident[];
      /** Whether each VCPU that had a core before got it again. */
      readonly asRemembered: boolean;
    }
  | {
      readonly fits: false;
      readonly failure: Failure;
      /** Whether the machine has no room; else a guest fails by itself. */
      readonly crowded: boolean;
    };

/** A machine before and after a change. */
export interface SlotTransition {
  readonly before: CompletedMachine;
  readonly after: CompletedMachine;
}

/**
 * A machine with its running domains, changed in place. A change holds until {@link keep}
 * or {@link undo}.
 */
export interface MachineSlot {
  /** The domain as it runs here; `undefined` if it does not. */
  resident(name: string): Resident | undefined;
  /** All that run here, in the order declared. */
  all(): readonly Resident[];
  /** The machine with all that runs on it. */
  completed(): CompletedMachine;
  change(change: SlotChange): SlotAnswer;
  /**
   * Changes a domain that needs no more than before and keeps its interfaces and cores, without a
   * test.
   */
  lighten(change: SlotChange): readonly Resident[];
  /**
   * The machine before and after the change that was answered, with those domains alone that share
   * a core or a pool with what changes.
   */
  transition(): SlotTransition;
  /** The same with all that run on it. */
  wholeTransition(): SlotTransition;
  keep(): void;
  undo(): void;
  /** Whether the choice for the whole machine would leave those that run as they are. */
  isSettled(coming: readonly Arrival[]): boolean;
  /** Puts what runs by another account in place of all residents. */
  load(
    completed: CompletedMachine,
    arrivals: readonly Arrival[],
    running: readonly RunningDomain[],
  ): void;
}
