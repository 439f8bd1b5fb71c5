import type { VcpuName } from './analysis.ts';

/**
 * A legal run of VCPUs on the cores of a machine, or on one core, in which switches cost nothing.
 * Times are in ns from the start of the run. Each guest asks for nothing before the start.
 */
export interface HostRun {
  readonly vcpus: readonly RunningVcpu[];
  /** The deadline that is missed. */
  readonly until: number;
}

/** The part of one VCPU in a run. */
interface RunningVcpu {
  readonly vcpu: VcpuName;
  /**
   * A replenishment; the others are whole periods later. If it is negative, the budget of that
   * period is whole at the start.
   */
  readonly replenished: number;
  /** The work that its guest asks for. */
  readonly asks: Asks;
}

/**
 * The work of a guest in a run: always some, that of its tasks with all of them released at the
 * start, or certain amounts at certain times.
 */
export type Asks = 'always' | 'tasks' | readonly Ask[];

/** The guest asks at `at` for `amount`, both in ns. */
export interface Ask {
  readonly at: number;
  readonly amount: number;
}
