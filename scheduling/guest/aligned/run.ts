import type { Steps } from '../../arithmetic/steps.ts';
import type { KnownSupply } from '../../supply/known-supply.ts';
import type { JobOfRun, TaskInRun } from './play.ts';
import type { RunLoad } from './run-load.ts';
import { TaskHeap } from './task-heap.ts';

/** The least steps of a release, and of a stretch in which one job executes. */
export const STEPS_OF_AN_EVENT = 4;

/**
 * A run from the start of a frame, event by event. Its clock counts the supply that has been given:
 * on that clock the core is always there, a job is released when what has been supplied before its
 * release has been given, and it is in time if it ends before what is supplied by its deadline.
 */
export class AlignedRun {
  private readonly load: RunLoad;
  private readonly supply: KnownSupply;
  private readonly steps: Steps;
  /** 1 for each task whose first late job counts. */
  private readonly sought: Uint8Array;
  /** The run stops with so many more late jobs that count. */
  private untilStop: number;
  private readonly count: number;
  /** The tasks by their next releases. */
  private readonly coming: TaskHeap;
  /** The tasks with unfinished jobs, by the urgency of the first of them. */
  private readonly ready: TaskHeap;
  private readonly released: Float64Array;
  private readonly done: Float64Array;
  /** The remaining work of each task's first unfinished job. */
  private readonly left: Float64Array;
  private readonly turnLeft: Float64Array;
  private readonly late: (JobOfRun | null)[];
  private readonly longest: (JobOfRun | null)[];
  private readonly longestResponse: Float64Array;
  /** The supply given so far. */
  private given = 0;
  private turns = 0;
  private stopped = false;
  /** The instant to which the run was played. */
  private now = 0;

  /** The run stops when so many of the sought tasks have been late. */
  constructor(
    load: RunLoad,
    supply: KnownSupply,
    steps: Steps,
    sought: readonly number[],
    stopsAfter: number,
  ) {
    this.load = load;
    this.supply = supply;
    this.steps = steps;
    this.count = load.cost.length;
    this.sought = new Uint8Array(this.count);
    for (const task of sought) this.sought[task] = 1;
    this.untilStop = stopsAfter;
    this.coming = new TaskHeap(this.count);
    this.ready = new TaskHeap(this.count);
    this.released = new Float64Array(this.count);
    this.done = new Float64Array(this.count);
    this.left = new Float64Array(this.count);
    this.turnLeft = new Float64Array(this.count);
    this.late = new Array(this.count).fill(null);
    this.longest = new Array(this.count).fill(null);
    this.longestResponse = new Float64Array(this.count);
    for (let task = 0; task < this.count; task++) {
      this.coming.first[task] = load.offset[task] as number;
      this.coming.push(task);
    }
  }

  /**
   * Plays to an instant, in ns, at which the run may be idle, or until it is stopped by a late job.
   */
  playUntil(end: number): 'idle' | 'busy' | 'stopped' {
    const { coming, supply } = this;
    for (;;) {
      const task = coming.top();
      const release = task < 0 ? end : Math.min(end, coming.first[task] as number);
      this.execute(supply.before(release));
      if (this.stopped) return 'stopped';
      if (release === end) {
        this.now = end;
        break;
      }
      this.release(task, release);
      if (this.stopped) return 'stopped';
    }
    return this.ready.top() < 0 ? 'idle' : 'busy';
  }

  /**
   * The jobs that the run has shown. The longest response of a task is known unless one of its jobs
   * is older than `age`, in ns: the jobs of a task that are not done have counterparts that are.
   */
  results(age: number): readonly TaskInRun[] {
    return Array.from({ length: this.count }, (_, task): TaskInRun => {
      const isPending = this.done[task] !== this.released[task];
      const head = this.headOf(task, null);
      const overdue = isPending && head.due <= this.now ? head : null;
      const known = !isPending || this.now - head.release <= age;
      return {
        late: this.late[task] ?? overdue,
        longest: known ? (this.longest[task] ?? null) : null,
      };
    });
  }

  /** The nominal release of the task's first unfinished job. */
  private headRelease(task: number): number {
    const { period, offset } = this.load;
    return (offset[task] as number) + (this.done[task] as number) * (period[task] as number);
  }

  private headOf(task: number, end: number | null): JobOfRun {
    const release = this.headRelease(task);
    const due = release + (this.load.deadline[task] as number);
    return { task, job: this.done[task] as number, release, due, end };
  }

  private release(task: number, now: number): void {
    const { coming, ready } = this;
    this.steps.spend(this.count < 16 ? STEPS_OF_AN_EVENT : 2 * STEPS_OF_AN_EVENT);
    const waits = this.done[task] !== this.released[task];
    this.released[task] = (this.released[task] as number) + 1;
    coming.first[task] = now + (this.load.period[task] as number);
    coming.settle();
    if (waits) {
      if (this.headRelease(task) + (this.load.deadline[task] as number) <= now)
        this.isLate(task, null);
      return;
    }
    this.begin(task, now);
    if (this.load.order.kind === 'turns') this.toTheTail(task);
    ready.push(task);
  }

  /** The task's next job begins; a larger key is settled by the caller. */
  private begin(task: number, release: number): void {
    const { load, ready } = this;
    const { order } = load;
    this.left[task] = load.cost[task] as number;
    switch (order.kind) {
      case 'absolute-deadline':
        ready.first[task] = release + (load.deadline[task] as number);
        return;
      case 'rank':
        ready.first[task] = order.rank[task] as number;
        ready.second[task] = release;
        return;
      case 'turns':
        return;
    }
    order satisfies never;
  }

  private toTheTail(task: number): void {
    const { order } = this.load;
    if (order.kind !== 'turns') return;
    this.ready.first[task] = this.turns++;
    this.turnLeft[task] = order.quantum;
  }

  /** Executes the most urgent jobs until `until` has been supplied, or none is left. */
  private execute(until: number): void {
    const { ready, left, turnLeft } = this;
    const turns = this.load.order.kind === 'turns';
    while (this.given < until) {
      const task = ready.top();
      if (task < 0) break;
      this.steps.spend(STEPS_OF_AN_EVENT);
      let slice = Math.min(left[task] as number, until - this.given);
      if (turns) {
        slice = Math.min(slice, turnLeft[task] as number);
        turnLeft[task] = (turnLeft[task] as number) - slice;
      }
      this.given += slice;
      left[task] = (left[task] as number) - slice;
      if (left[task] === 0) {
        this.complete(task);
        if (this.stopped) return;
        if (this.done[task] === this.released[task]) {
          ready.pop();
          continue;
        }
        this.begin(task, this.headRelease(task));
        ready.settle();
      }
      if (turns && turnLeft[task] === 0) {
        this.toTheTail(task);
        ready.settle();
      }
    }
    if (ready.top() < 0 && this.given < until) this.given = until;
  }

  private complete(task: number): void {
    const { supply, load, longestResponse } = this;
    const release = this.headRelease(task);
    const due = release + (load.deadline[task] as number);
    const given = (load.blocking[task] as number) > 0 ? this.heldUp(task, due) : this.given;
    const end = supply.reached(given);
    if (end > due) this.isLate(task, Number.isFinite(end) ? end : null);
    if (end - release > (longestResponse[task] as number)) {
      longestResponse[task] = end - release;
      this.longest[task] = this.headOf(task, Number.isFinite(end) ? end : null);
    }
    this.done[task] = (this.done[task] as number) + 1;
  }

  /** The task's first unfinished job is late. */
  private isLate(task: number, end: number | null): void {
    if (this.late[task] !== null) return;
    this.late[task] = this.headOf(task, end);
    this.untilStop -= this.sought[task] as number;
    this.stopped = this.untilStop <= 0;
  }

  /**
   * The supply by which a job that ends now has ended if it, or something of its busy stretch, was
   * held up once. Work that comes before it and is released meanwhile goes first. `Infinity` for a
   * job that is late.
   */
  private heldUp(task: number, due: number): number {
    const { supply, load, given } = this;
    const blocking = load.blocking[task] as number;
    const limit = supply.before(due);
    for (let end = given + blocking; ; ) {
      this.steps.spend(this.count);
      const until = supply.reached(end);
      let needed = given + blocking;
      for (let other = 0; other < this.count; other++)
        if (other !== task) needed += this.ahead(other, task, until, due);
      if (end > limit) return Number.POSITIVE_INFINITY;
      if (needed === end) return end;
      end = needed;
    }
  }

  /** The work that a task releases from now to before `until` and that precedes a job due `due`. */
  private ahead(other: number, task: number, until: number, due: number): number {
    const { load, coming } = this;
    const next = coming.first[other] as number;
    const last = Math.min(until, this.lastAhead(other, task, due));
    if (next >= last) return 0;
    const jobs = Math.ceil((last - next) / (load.period[other] as number));
    return jobs * (load.cost[other] as number);
  }

  /** A time such that only jobs of the other task released before it precede the task's job. */
  private lastAhead(other: number, task: number, due: number): number {
    const { order, deadline } = this.load;
    switch (order.kind) {
      case 'absolute-deadline':
        return due - (deadline[other] as number) + 1;
      case 'rank':
        return (order.rank[other] as number) < (order.rank[task] as number) ? Infinity : 0;
      case 'turns':
        return Infinity;
    }
  }
}
