/** A domain's tasks as threads of Linux. All times are in ns unless said. */
export interface GuestPlan {
  readonly domain: string;
  readonly tasks: readonly PlannedTask[];
  /** The turn of SCHED_RR that the proof counts on, in ms; `null` if no task takes turns. */
  readonly timeslice: number | null;
  readonly processors: readonly PlannedProcessor[];
}

export interface PlannedTask {
  readonly name: string;
  readonly scheduling: Scheduling;
  /** The processor that it is bound to; `null` if it may run on all of the guest's. */
  readonly processor: number | null;
  readonly period: number;
  readonly wcet: number;
  readonly deadline: number;
  readonly offset: number;
}

/** A scheduling class of Linux with its parameters. */
export type Scheduling =
  | { readonly kind: 'fifo' | 'rr'; readonly priority: number }
  | {
      readonly kind: 'deadline';
      readonly runtime: number;
      readonly deadline: number;
      readonly period: number;
    };

/** A virtual processor of the guest, for the test that accepts it. */
interface PlannedProcessor {
  readonly number: number;
  /**
   * The longest time by which a wake-up may be late: without supply, and in the kernel. `null` if
   * supply has no bound.
   */
  readonly latest: number | null;
}
