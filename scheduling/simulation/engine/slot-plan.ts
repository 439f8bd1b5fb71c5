import type { Layout } from './layout.ts';

export const DEADLINE = 0;
export const RELEASE = 1;
export const ARRIVAL = 2;
export const REPLENISHMENT = 3;
export const TIMER = 4;
export const SCENARIO = 5;

/** The kinds of events. */
export type Due =
  | typeof DEADLINE
  | typeof RELEASE
  | typeof ARRIVAL
  | typeof REPLENISHMENT
  | typeof TIMER
  | typeof SCENARIO;

/**
 * Assigns slots to events. The lowest slot goes first at one instant: VCPUs' deadlines, releases
 * and arrivals, replenishments, the machines' timers, and the scenario.
 */
export class SlotPlan {
  /** The slots of each VCPU, task and machine. */
  readonly deadline: readonly number[];
  readonly release: readonly number[];
  /** The slots of arrivals later than the nominal release; −1 without such arrivals. */
  readonly arrival: readonly number[];
  readonly replenishment: readonly number[];
  readonly timer: readonly number[];
  readonly scenario: number;
  /** The kind of event of each slot, and the number of its VCPU, task or machine. */
  readonly what: readonly Due[];
  readonly whose: readonly number[];

  constructor({ vcpus, tasks, machines }: Layout) {
    const slots: { readonly what: Due; readonly whose: number }[] = [];
    const add = (what: Due, whose: number): number => slots.push({ what, whose }) - 1;
    this.deadline = vcpus.map((_, vcpu) => add(DEADLINE, vcpu));
    const arrival: number[] = [];
    this.release = tasks.map(({ task }, index) => {
      const slot = add(RELEASE, index);
      arrival.push(task.jitter > 0 ? add(ARRIVAL, index) : -1);
      return slot;
    });
    this.arrival = arrival;
    this.replenishment = vcpus.map((_, vcpu) => add(REPLENISHMENT, vcpu));
    this.timer = machines.map((_, machine) => add(TIMER, machine));
    this.scenario = add(SCENARIO, 0);
    this.what = slots.map(({ what }) => what);
    this.whose = slots.map(({ whose }) => whose);
  }
}
