import type { Order } from '../../../model/order.ts';
import type { RunRules } from '../../run/first-late.ts';
import type { HostServer } from '../../server.ts';
import type { FractionCell } from './fraction-cell.ts';
import { type LinearForm, unknown } from './linear-form.ts';

/** A VCPU with its times in ticks. */
export interface TickedServer {
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  /** Its fraction `f`: it is replenished that much after a tick. */
  readonly fraction: LinearForm;
  /** The rank under fixed priorities, smaller is more urgent; equal ones stand as declared. */
  readonly rank: number;
}

/** Servers with their times in ticks, in the order declared. */
export function inTicks(
  servers: readonly HostServer[],
  order: Order,
  tick: number,
): readonly TickedServer[] {
  return servers.map(({ period, deadline, budget, priority }, index) => ({
    period: period / tick,
    deadline: deadline / tick,
    budget: budget / tick,
    fraction: index === 0 ? 0 : unknown(index),
    rank: { 'absolute-deadline': 0, period, deadline, priority: -priority }[order],
  }));
}

/** Follows VCPUs that always use their budgets from tick to tick, for all fractions of a cell. */
export class Ticks {
  /**
   * The ticks since each VCPU's last replenishment began to count, from 1 to its period. A VCPU
   * with nothing left may as well begin with its next one.
   */
  readonly ages: Int32Array;
  /** The rest of each VCPU's budget. */
  readonly left: Float64Array;
  private readonly servers: readonly TickedServer[];
  private readonly rules: Pick<RunRules, 'order' | 'cores'>;
  private readonly cell: FractionCell;
  /** The size of the forms up to which ends are exact. */
  private readonly exact: number;
  /** The VCPUs in the order of their fractions. */
  private readonly inOrder: readonly number[];
  private readonly ends = new Map<LinearForm, LinearForm>();
  private readonly due: Float64Array;
  private readonly running: number[] = [];
  private now: LinearForm = 0;

  constructor(
    servers: readonly TickedServer[],
    rules: Pick<RunRules, 'order' | 'cores'>,
    cell: FractionCell,
    exact: number,
  ) {
    this.servers = servers;
    this.rules = rules;
    this.cell = cell;
    this.exact = exact;
    this.ages = new Int32Array(servers.length);
    this.left = new Float64Array(servers.length);
    this.due = new Float64Array(servers.length);
    const fraction = (index: number): LinearForm => servers[index]?.fraction ?? 0;
    this.inOrder = [...servers.keys()].sort((a, b) => cell.signOf(fraction(a) - fraction(b)));
  }

  /** Goes on to the next tick; `false` if a budget has not come by its deadline. */
  next(): boolean {
    const { servers, ages, left, due } = this;
    this.now = 0;
    for (const [index, server] of servers.entries())
      due[index] = server.deadline - (ages[index] ?? 0) + server.fraction;
    for (const index of this.inOrder) {
      const server = servers[index];
      if (server === undefined) continue;
      const age = ages[index] ?? 0;
      ages[index] = age === server.period ? 1 : age + 1;
      if (age !== server.deadline && age !== server.period) continue;
      this.run(server.fraction);
      if (left[index] !== 0) return false;
      if (age !== server.period) continue;
      left[index] = server.budget;
      due[index] = server.deadline + server.fraction;
    }
    this.run(1);
    return true;
  }

  /** Runs the most urgent VCPUs up to a time within the tick. */
  private run(until: LinearForm): void {
    const { cell, left, running } = this;
    while (this.now !== until) {
      this.choose();
      let next = until;
      for (const index of running) {
        const end = this.endOf(this.now + (left[index] ?? 0));
        left[index] = end - this.now;
        if (end !== next && cell.signOf(end - next) < 0) next = end;
      }
      for (const index of running) left[index] = (left[index] ?? 0) - (next - this.now);
      this.now = next;
    }
  }

  /** Puts the most urgent VCPUs with a budget into `running`. */
  private choose(): void {
    const { running } = this;
    running.length = 0;
    for (let index = 0; index < this.servers.length; index++) {
      if (this.left[index] === 0) continue;
      let place = running.length;
      while (place > 0 && this.isMoreUrgent(index, running[place - 1] ?? 0)) place--;
      running.splice(place, 0, index);
      running.length = Math.min(running.length, this.rules.cores);
    }
  }

  private isMoreUrgent(a: number, b: number): boolean {
    if (this.rules.order === 'absolute-deadline')
      return this.cell.signOf((this.due[a] ?? 0) - (this.due[b] ?? 0)) < 0;
    return (this.servers[a]?.rank ?? 0) < (this.servers[b]?.rank ?? 0);
  }

  /** The end of a budget; where its form is too large, the next time with a VCPU's fraction. */
  private endOf(end: LinearForm): LinearForm {
    const known = this.ends.get(end);
    if (known !== undefined) return known;
    const { cell, servers } = this;
    const { whole, size } = cell.partsOf(end);
    let later = end;
    if (size > this.exact) {
      const ends = Array.from({ length: 2 * size + 2 }, (_, i) => whole - size + i).flatMap(
        (ticks) => this.inOrder.map((index) => ticks + (servers[index]?.fraction ?? 0)),
      );
      later = ends.find((other) => cell.isNowhereNegative(other - end)) ?? end;
    }
    this.ends.set(end, later);
    return later;
  }
}
