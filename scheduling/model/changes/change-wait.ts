import type { VcpuName } from '../analysis.ts';
import type { Element } from '../element.ts';

/**
 * The instants from which a ghost, which has stopped or is an old interface, counts no more at its
 * place. `quiet`: nobody there has budget and work, or in a guest no job is unfinished.
 * `period-end`: its own period ends. `window`: the deadlines that the others had when it stopped
 * are over. `density`: its own deadline is over. `at-once`: it never counts.
 */
export type Release = 'quiet' | 'period-end' | 'window' | 'density' | 'at-once';

/** A core, a machine or pool that schedules globally, a VCPU's guest or a whole global one. */
export type ChangePlace = Extract<Element, { kind: 'core' | 'machine' | 'vcpu' | 'domain' }>;

/**
 * One of the things that an admitted action waits for, one after the other. `atMost` is the longest
 * time that it takes, in ns; `null` if it has no bound.
 */
export type WaitPart =
  /** The place lets go of what left it, or whose old interface it still counts. */
  | {
      readonly kind: 'room';
      readonly place: ChangePlace;
      readonly by: Release;
      readonly atMost: number | null;
    }
  /** The VCPU's next replenishment, or the end of its period. */
  | { readonly kind: 'replenishment'; readonly place: ChangePlace; readonly atMost: number }
  /** A quiet instant of the place, at which a new period or deadline begins. */
  | { readonly kind: 'quiet'; readonly place: ChangePlace; readonly atMost: number | null }
  /** Earlier actions in the queue of the place. */
  | { readonly kind: 'queue'; readonly place: ChangePlace; readonly atMost: number | null }
  /** The end of the running major frame. */
  | { readonly kind: 'frame'; readonly place: ChangePlace; readonly atMost: number };

/**
 * The third core by way of which a VCPU goes to its own, since those that exchange cores would meet
 * otherwise. It is one of the machine that the VCPU leaves, or of the one to which it goes.
 */
export interface Detour extends VcpuName {
  readonly machine: string;
  readonly core: number;
}

/**
 * How long an admitted action can wait until all of it is in force, without a run, and what it
 * costs. No one's guarantee is lowered by a change: it costs the newcomer its wait, and the machine
 * the budget that nobody uses meanwhile.
 */
export interface ChangeWait {
  /** The longest wait, in ns: the sum of the parts; 0 at once; `null` if it has no bound. */
  readonly atMost: number | null;
  /** The things that it waits for, in order; empty if it is in force at once. */
  readonly parts: readonly WaitPart[];
  /** The gross budget that is kept for ghosts and used by nobody, in ns of one period each. */
  readonly unused: number;
  /** The detour without which it could not come about; absent if it needs none. */
  readonly via?: Detour;
}

/** An action that is in force as soon as it is admitted. */
export const atOnce: ChangeWait = { atMost: 0, parts: [], unused: 0 };

/** The longer of two waits that begin together, with the detour of either. */
export function longerWait(a: ChangeWait, b: ChangeWait): ChangeWait {
  const via = a.via ?? b.via;
  const longer = isLonger(b, a) ? b : a;
  return via === undefined ? longer : { ...longer, via };
}

function isLonger({ atMost: a }: ChangeWait, { atMost: b }: ChangeWait): boolean {
  return b !== null && (a === null || a > b);
}
