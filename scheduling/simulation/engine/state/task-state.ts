import type { GuestRules } from '../../guest/guest-rules.ts';
import { DistributionRecorder } from '../distribution.ts';
import type { TaskRow } from '../layout.ts';
import type { GuestPool } from '../pool.ts';
import type { SlotPlan } from '../slot-plan.ts';
import { Contender } from './contender.ts';

/**
 * A task's present state. Its jobs queue, and only the first of them, the head, can run. Times are
 * in ns; {@link VcpuState} says why they begin as NaN. The fields that each job needs stand
 * together, so that they share cache lines.
 */
export class TaskState extends Contender {
  readonly pool: GuestPool;
  readonly rules: GuestRules;
  /** `RUN`, or for a pseudo-task `ADMISSION` or `KERNEL`. */
  readonly kind: number;
  /** Its number in the trace; −1 for a pseudo-task. */
  readonly traced: number;
  readonly releaseSlot: number;
  /** The numbers of released (nominally) and arrived jobs, and the number of the head. */
  released = 0;
  arrived = 0;
  head = 0;
  /**
   * The head's state: whether it began, its nominal release, its arrival, and its remaining
   * execution.
   */
  started = false;
  headRelease = NaN;
  headArrival = NaN;
  remaining = NaN;
  /** The remaining time of its turn. */
  turnLeft = Infinity;
  readonly period: number = NaN;
  readonly deadline: number = NaN;
  readonly wcet: number = NaN;
  readonly bcet: number = NaN;
  readonly jitter: number = NaN;
  readonly sporadic: boolean;
  completed = 0;
  readonly responses = new DistributionRecorder();

  readonly domain: number;
  readonly offset: number = NaN;
  readonly quantum: number = NaN;
  readonly priority: number;
  readonly stream: number;
  readonly arrivalSlot: number;
  active = false;
  /** The nominal release of the next job to arrive. */
  arrivingRelease = NaN;
  misses = 0;
  tardy = 0;
  tardinessSum = NaN;
  tardinessMax = NaN;
  preemptions = 0;

  constructor(
    index: number,
    row: TaskRow,
    traced: number,
    rules: GuestRules,
    pool: GuestPool,
    plan: SlotPlan,
  ) {
    super(index);
    const { task } = row;
    this.domain = row.domain;
    this.pool = pool;
    this.rules = rules;
    this.kind = row.kind;
    this.traced = traced;
    this.period = task.period;
    this.deadline = task.deadline;
    this.wcet = task.wcet;
    this.bcet = task.bcet;
    this.offset = task.offset;
    this.jitter = task.jitter;
    this.quantum = row.quantum;
    this.priority = task.priority ?? 0;
    this.sporadic = task.sporadic;
    this.stream = row.stream;
    this.releaseSlot = plan.release[index] as number;
    this.arrivalSlot = plan.arrival[index] as number;
    this.tardinessSum = 0;
    this.tardinessMax = 0;
  }
}
