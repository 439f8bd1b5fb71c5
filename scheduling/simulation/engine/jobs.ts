import { eventKinds } from '../trace.ts';
import { endSegment, release as giveBack, interrupt, switched, sync } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { draw, purposes } from './random.ts';
import { ADMISSION, NONE, RUN, SWITCH, TASK_SWITCH } from './state/activity.ts';
import type { CoreState } from './state/core-state.ts';
import type { TaskState } from './state/task-state.ts';
import { jobDone, jobThere } from './work.ts';

const RELEASE = eventKinds.indexOf('release');
const COMPLETE = eventKinds.indexOf('complete');
const MISS = eventKinds.indexOf('miss');

/** From the nominal release of a job to that of the next one. */
function gapAfter(e: Engine, { period, sporadic, stream }: TaskState, job: number): number {
  if (!sporadic || e.criticalInstant >= 0) return period;
  return period + draw(e.seed, stream, job, purposes.gap, period);
}

/** When a job that is nominally released then could start, were it not for the jobs before it. */
function earliestStart(
  e: Engine,
  { jitter, stream }: TaskState,
  job: number,
  release: number,
): number {
  if (e.criticalInstant >= 0) return Math.max(release, e.criticalInstant);
  return release + draw(e.seed, stream, job, purposes.jitter, jitter);
}

function demandOf(e: Engine, { wcet, bcet, stream }: TaskState, job: number): number {
  if (bcet === wcet || e.criticalInstant >= 0) return wcet;
  const shortest = Math.max(1, bcet);
  return shortest + draw(e.seed, stream, job, purposes.execution, wcet - shortest);
}

/** A job is nominally released. */
export function release(e: Engine, task: TaskState): void {
  const job = task.released++;
  e.events?.push(RELEASE, -1, -1, task.traced, job);
  e.slots.set(task.releaseSlot, e.now + gapAfter(e, task, job));
  if (task.jitter === 0) arrive(e, task);
  else if (task.arrived === job) {
    task.arrivingRelease = e.now;
    foreseeArrival(e, task, job);
  }
}

function foreseeArrival(e: Engine, task: TaskState, job: number): void {
  const start = earliestStart(e, task, job, task.arrivingRelease);
  e.slots.set(task.arrivalSlot, Math.max(e.now, start));
}

/** A job can start from now on. */
export function arrive(e: Engine, task: TaskState): void {
  const job = task.arrived++;
  let nominal = e.now;
  if (task.jitter !== 0) {
    nominal = task.arrivingRelease;
    if (task.released > job + 1) {
      task.arrivingRelease = nominal + gapAfter(e, task, job);
      foreseeArrival(e, task, job + 1);
    } else e.slots.set(task.arrivalSlot, Infinity);
  }
  if (task.head !== job) return;
  task.headRelease = nominal;
  task.headArrival = e.now;
  task.remaining = demandOf(e, task, job);
  task.started = false;
  task.rules.enqueue(task);
  enter(e, task);
}

/** Puts a task that has something to do among those that want their guest's VCPUs. */
export function enter(e: Engine, task: TaskState): void {
  const { pool } = task;
  pool.add(task);
  e.markGuest(pool);
  jobThere(e, pool);
}

/** What a core does comes to its end: a switch, a job, a turn, a budget. */
export function coreDue(e: Engine, core: CoreState): void {
  sync(e, core);
  e.ends.set(core.index, Infinity);
  const { kind, target: vcpu, task } = core;
  if (kind === SWITCH) {
    endSegment(e, core);
    switched(e, core);
    return;
  }
  if (vcpu === null) {
    if (kind !== ADMISSION) return;
    giveBack(e, core);
    e.options.onAdmission?.(e);
    return;
  }
  if (kind === NONE) return;
  e.markGuest(vcpu.guestPool);
  const executes = kind !== TASK_SWITCH && task !== null;
  const done = executes && task.remaining === 0;
  // The budget first: a server that runs out of work with its budget has none to give up.
  if (vcpu.budget === 0) e.rulesOf(vcpu).exhaust(e, vcpu);
  if (done) complete(e, core, task);
  if (executes && task.turnLeft === 0 && task.contends) {
    task.rules.turnOver(task);
    task.pool.changed(task);
  }
}

function complete(e: Engine, core: CoreState, task: TaskState): void {
  const vcpu = core.target;
  const { kind, head: job } = task;
  endSegment(e, core);
  if (kind !== RUN) {
    leave(e, task);
    if (kind === ADMISSION) e.options.onAdmission?.(e);
    return;
  }
  e.events?.push(COMPLETE, core.index, vcpu === null ? -1 : vcpu.index, task.traced, job);
  e.completedJobs++;
  task.completed++;
  const nominal = task.headRelease;
  const response = e.now - nominal;
  task.responses.record(response);
  if (response > task.deadline) late(e, task, job, nominal, response - task.deadline);
  task.head = job + 1;
  task.started = false;
  if (job + 1 === task.arrived) {
    leave(e, task);
    return;
  }
  const next = nominal + gapAfter(e, task, job);
  task.headRelease = next;
  const arrival = task.jitter === 0 ? next : earliestStart(e, task, job + 1, next);
  task.headArrival = Math.max(arrival, task.headArrival);
  task.remaining = demandOf(e, task, job + 1);
  task.rules.next(task);
  task.pool.changed(task);
}

function late(e: Engine, task: TaskState, job: number, nominal: number, tardiness: number): void {
  task.tardy++;
  task.tardinessSum += tardiness;
  if (tardiness > task.tardinessMax) task.tardinessMax = tardiness;
  miss(e, task, job, nominal);
}

function miss(e: Engine, task: TaskState, job: number, nominal: number): void {
  task.misses++;
  if (e.options.keepTrace) {
    e.missed.push({ time: nominal + task.deadline, kind: MISS, task: task.traced, job });
  }
}

/** Takes a task that has nothing more to do out of its pool. */
function leave(e: Engine, task: TaskState): void {
  const { pool } = task;
  pool.remove(task);
  e.markGuest(pool);
  jobDone(e, pool);
}

/** Calls back for every job that was released and is not done, with its nominal release. */
export function forEachPending(
  e: Engine,
  task: TaskState,
  each: (job: number, release: number) => void,
): void {
  const { released, arrived, head } = task;
  let nominal = head < arrived ? task.headRelease : task.arrivingRelease;
  for (let job = head; job < released; job++) {
    each(job, nominal);
    nominal += gapAfter(e, task, job);
  }
}

/** From now on the task releases jobs. */
export function startTask(e: Engine, task: TaskState): void {
  task.active = true;
  e.slots.set(task.releaseSlot, e.now + task.offset);
}

/**
 * The task is gone, and its unfinished jobs with it; those whose deadlines have passed have missed.
 */
export function stopTask(e: Engine, task: TaskState): void {
  if (!task.active) return;
  task.active = false;
  e.slots.set(task.releaseSlot, Infinity);
  if (task.jitter !== 0) e.slots.set(task.arrivalSlot, Infinity);
  forEachPending(e, task, (job, nominal) => {
    if (nominal + task.deadline <= e.now) miss(e, task, job, nominal);
  });
  if (task.contends) {
    interruptTask(e, task);
    leave(e, task);
  }
  task.arrived = task.released;
  task.head = task.released;
}

/** Stops the task where it executes. */
function interruptTask(e: Engine, task: TaskState): void {
  for (const { core, supplied } of task.pool.places) {
    if (core === null || !supplied || core.task !== task) continue;
    sync(e, core);
    interrupt(e, core);
  }
}
