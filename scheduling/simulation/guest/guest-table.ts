import type { GuestKind } from '../../model/guest-policies.ts';
import type { TaskState } from '../engine/state/task-state.ts';
import type { GuestRules } from './guest-rules.ts';

/** The earliest absolute deadline first, counted from the nominal release. */
function byAbsoluteDeadline(task: TaskState): void {
  task.first = task.headRelease + task.deadline;
}

function byPeriod(task: TaskState): void {
  task.first = task.period;
}

function byDeadline(task: TaskState): void {
  task.first = task.deadline;
}

/** The largest priority first; equal ones first come first served, by the job's arrival. */
function byPriority(task: TaskState): void {
  task.first = -task.priority;
  task.second = task.headArrival;
}

/**
 * Tasks take turns of a quantum of their own execution. A task queues at the tail when it gets work
 * after being idle, and again when its turn is over. A backlog of jobs is processed within the same
 * turn.
 */
function atTheTail(task: TaskState): void {
  task.first = task.pool.turns++;
  task.turnLeft = task.quantum;
}

const nothing = (): void => {};

/** The rules of each guest policy. */
export const guestTable: Readonly<Record<GuestKind, GuestRules>> = {
  EDF: { enqueue: byAbsoluteDeadline, next: byAbsoluteDeadline, turnOver: nothing },
  RM: { enqueue: byPeriod, next: nothing, turnOver: nothing },
  DM: { enqueue: byDeadline, next: nothing, turnOver: nothing },
  FP: { enqueue: byPriority, next: byPriority, turnOver: nothing },
  FIFO: { enqueue: byPriority, next: byPriority, turnOver: nothing },
  RR: { enqueue: atTheTail, next: nothing, turnOver: atTheTail },
};
