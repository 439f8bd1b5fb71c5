import type { Steps } from '../../arithmetic/steps.ts';
import type { Order } from '../../model/order.ts';
import type { HostServer } from '../server.ts';
import type { RunRules } from './first-late.ts';
import type { Tally } from './tally.ts';

/**
 * Runs of VCPUs that always have work, by their phases, on typed columns. They are fast enough for
 * a search; what it finds is followed again by `firstLate` before it is believed.
 */
export class PhasedRuns {
  private readonly servers: readonly HostServer[];
  private readonly order: Order;
  private readonly cores: number;
  private readonly steps: Steps;
  private readonly left: Float64Array;
  private readonly due: Float64Array;
  private readonly next: Float64Array;
  private readonly key: Float64Array;
  private readonly running: Int32Array;
  private readonly tally: Tally;

  /** `servers` stand in the order declared. */
  constructor(
    servers: readonly HostServer[],
    { order, cores }: Pick<RunRules, 'order' | 'cores'>,
    steps: Steps,
    tally: Tally,
  ) {
    this.servers = servers;
    this.order = order;
    this.cores = cores;
    this.steps = steps;
    this.tally = tally;
    this.left = new Float64Array(servers.length);
    this.due = new Float64Array(servers.length);
    this.next = new Float64Array(servers.length);
    this.key = new Float64Array(servers.length);
    this.running = new Int32Array(cores);
  }

  /**
   * The least time in ns between the end of a budget and its deadline, in a run in which each VCPU
   * is first replenished at its phase; −1 as soon as one misses. The run ends at `until`.
   */
  leastSlack(phases: readonly number[], until: number): number {
    const { servers, left, due, next, steps } = this;
    this.tally.tried++;
    left.fill(0);
    due.fill(0);
    for (let i = 0; i < servers.length; i++) next[i] = phases[i] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    for (let now = 0; now < until; ) {
      steps.spend(servers.length);
      for (let i = 0; i < servers.length; i++) {
        if ((left[i] ?? 0) > 0 && (due[i] ?? 0) <= now) return -1;
        if ((next[i] ?? 0) <= now) this.replenish(i, now);
      }
      const count = this.choose();
      let end = Number.POSITIVE_INFINITY;
      for (let i = 0; i < servers.length; i++) {
        end = Math.min(end, next[i] ?? end);
        if ((left[i] ?? 0) > 0) end = Math.min(end, due[i] ?? end);
      }
      for (let place = 0; place < count; place++)
        end = Math.min(end, now + (left[this.running[place] ?? 0] ?? 0));
      for (let place = 0; place < count; place++) {
        const i = this.running[place] ?? 0;
        left[i] = (left[i] ?? 0) - (end - now);
        if (left[i] === 0) least = Math.min(least, (due[i] ?? 0) - end);
      }
      now = end;
    }
    return least;
  }

  private replenish(i: number, now: number): void {
    const server = this.servers[i];
    if (server === undefined) return;
    const { period, deadline, budget, priority } = server;
    this.left[i] = budget;
    this.due[i] = now + deadline;
    this.next[i] = now + period;
    switch (this.order) {
      case 'absolute-deadline':
        this.key[i] = now + deadline;
        return;
      case 'period':
        this.key[i] = period;
        return;
      case 'deadline':
        this.key[i] = deadline;
        return;
      case 'priority':
        this.key[i] = -priority;
        return;
    }
    this.order satisfies never;
  }

  /** Puts the most urgent VCPUs with a budget into `running`, and tells how many they are. */
  private choose(): number {
    const { left, key, running, cores } = this;
    let count = 0;
    for (let i = 0; i < left.length; i++) {
      if ((left[i] ?? 0) <= 0) continue;
      const own = key[i] ?? 0;
      let place = count;
      while (place > 0 && (key[running[place - 1] ?? 0] ?? 0) > own) place--;
      if (place >= cores) continue;
      for (let later = Math.min(count, cores - 1); later > place; later--)
        running[later] = running[later - 1] ?? 0;
      running[place] = i;
      count = Math.min(cores, count + 1);
    }
    return count;
  }
}
