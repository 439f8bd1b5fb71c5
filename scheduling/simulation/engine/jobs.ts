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

/** The time from a job's nominal release to that of the next one, in ns. */
function gapAfter(engine: Engine, { period, sporadic, stream }: TaskState, job: number): number {
  if (!sporadic || engine.criticalInstant >= 0) return period;
  return period + draw(engine.seed, stream, job, purposes.gap, period);
}

/** The earliest start of a job with this nominal release, regardless of the jobs before it. */
function earliestStart(
  engine: Engine,
  { jitter, offset, stream }: TaskState,
  job: number,
  release: number,
): number {
  if (engine.criticalInstant >= 0)
    return Math.max(release, engine.criticalInstant, offset + jitter);
  return release + draw(engine.seed, stream, job, purposes.jitter, jitter);
}

function demandOf(engine: Engine, { wcet, bcet, stream }: TaskState, job: number): number {
  if (bcet === wcet || engine.criticalInstant >= 0) return wcet;
  const shortest = Math.max(1, bcet);
  return shortest + draw(engine.seed, stream, job, purposes.execution, wcet - shortest);
}

/** A job is nominally released. */
export function release(engine: Engine, task: TaskState): void {
  const job = task.released++;
  engine.events?.push(RELEASE, -1, -1, task.traced, job);
  engine.slots.set(task.releaseSlot, engine.now + gapAfter(engine, task, job));
  if (task.jitter === 0) arrive(engine, task);
  else if (task.arrived === job) {
    task.arrivingRelease = engine.now;
    foreseeArrival(engine, task, job);
  }
}

function foreseeArrival(engine: Engine, task: TaskState, job: number): void {
  const start = earliestStart(engine, task, job, task.arrivingRelease);
  engine.slots.set(task.arrivalSlot, Math.max(engine.now, start));
}

/** A job can start from now on. */
export function arrive(engine: Engine, task: TaskState): void {
  const job = task.arrived++;
  let nominal = engine.now;
  if (task.jitter !== 0) {
    nominal = task.arrivingRelease;
    if (task.released > job + 1) {
      task.arrivingRelease = nominal + gapAfter(engine, task, job);
      foreseeArrival(engine, task, job + 1);
    } else engine.slots.set(task.arrivalSlot, Infinity);
  }
  if (task.head !== job) return;
  task.headRelease = nominal;
  task.headArrival = engine.now;
  task.remaining = demandOf(engine, task, job);
  task.started = false;
  task.rules.enqueue(task);
  enter(engine, task);
}

/** Puts a task that has something to do among those that want their guest's VCPUs. */
export function enter(engine: Engine, task: TaskState): void {
  const { pool } = task;
  pool.add(task);
  engine.markGuest(pool);
  jobThere(engine, pool);
}

/** Ends a core's activity: a switch, a job, a turn or a budget. */
export function coreDue(engine: Engine, core: CoreState): void {
  sync(engine, core);
  engine.ends.set(core.index, Infinity);
  const { kind, target: vcpu, task } = core;
  if (kind === SWITCH) {
    endSegment(engine, core);
    switched(engine, core);
    return;
  }
  if (vcpu === null) {
    if (kind !== ADMISSION) return;
    giveBack(engine, core);
    engine.options.onAdmission?.(engine);
    return;
  }
  if (kind === NONE) return;
  engine.markGuest(vcpu.guestPool);
  const executes = kind !== TASK_SWITCH && task !== null;
  const done = executes && task.remaining === 0;
  // The budget ends first: a server whose work ends with its budget has none to give up.
  if (vcpu.budget === 0) engine.rulesOf(vcpu).exhaust(engine, vcpu);
  if (done) complete(engine, core, task);
  if (executes && task.turnLeft === 0 && task.contends) {
    task.rules.turnOver(task);
    task.pool.changed(task);
  }
}

function complete(engine: Engine, core: CoreState, task: TaskState): void {
  const vcpu = core.target;
  const { kind, head: job } = task;
  endSegment(engine, core);
  if (kind !== RUN) {
    leave(engine, task);
    if (kind === ADMISSION) engine.options.onAdmission?.(engine);
    return;
  }
  engine.events?.push(COMPLETE, core.index, vcpu === null ? -1 : vcpu.index, task.traced, job);
  engine.completedJobs++;
  task.completed++;
  const nominal = task.headRelease;
  const response = engine.now - nominal;
  task.responses.record(response);
  if (response > task.deadline) late(engine, task, job, nominal, response - task.deadline);
  task.head = job + 1;
  task.started = false;
  if (job + 1 === task.arrived) {
    leave(engine, task);
    return;
  }
  const next = nominal + gapAfter(engine, task, job);
  task.headRelease = next;
  const arrival = task.jitter === 0 ? next : earliestStart(engine, task, job + 1, next);
  task.headArrival = Math.max(arrival, task.headArrival);
  task.remaining = demandOf(engine, task, job + 1);
  task.rules.next(task);
  task.pool.changed(task);
}

function late(
  engine: Engine,
  task: TaskState,
  job: number,
  nominal: number,
  tardiness: number,
): void {
  task.tardy++;
  task.tardinessSum += tardiness;
  if (tardiness > task.tardinessMax) task.tardinessMax = tardiness;
  miss(engine, task, job, nominal);
}

function miss(engine: Engine, task: TaskState, job: number, nominal: number): void {
  task.misses++;
  if (engine.options.keepTrace) {
    engine.missed.push({ time: nominal + task.deadline, kind: MISS, task: task.traced, job });
  }
}

/** Takes an idle task out of its pool. */
function leave(engine: Engine, task: TaskState): void {
  const { pool } = task;
  pool.remove(task);
  engine.markGuest(pool);
  jobDone(engine, pool);
}

/** Calls back for each released unfinished job, with its nominal release. */
export function forEachPending(
  engine: Engine,
  task: TaskState,
  each: (job: number, release: number) => void,
): void {
  const { released, arrived, head } = task;
  let nominal = head < arrived ? task.headRelease : task.arrivingRelease;
  for (let job = head; job < released; job++) {
    each(job, nominal);
    nominal += gapAfter(engine, task, job);
  }
}

/**
 * The task releases jobs from now on: the first one at its offset after `zero`, the start of its
 * domain's releases, in ns, or if that is over, whole periods later.
 */
export function startTask(engine: Engine, task: TaskState, zero: number): void {
  task.active = true;
  const first = zero + task.offset;
  const missed = Math.max(0, Math.ceil((engine.now - first) / task.period));
  engine.slots.set(task.releaseSlot, first + missed * task.period);
}

/** Removes the task and its unfinished jobs. Those with a deadline in the past have missed. */
export function stopTask(engine: Engine, task: TaskState): void {
  if (!task.active) return;
  task.active = false;
  engine.slots.set(task.releaseSlot, Infinity);
  if (task.jitter !== 0) engine.slots.set(task.arrivalSlot, Infinity);
  forEachPending(engine, task, (job, nominal) => {
    if (nominal + task.deadline <= engine.now) miss(engine, task, job, nominal);
  });
  if (task.contends) {
    interruptTask(engine, task);
    leave(engine, task);
  }
  task.arrived = task.released;
  task.head = task.released;
}

/** Stops the task's execution. */
function interruptTask(engine: Engine, task: TaskState): void {
  for (const { core, supplied } of task.pool.places) {
    if (core === null || !supplied || core.task !== task) continue;
    sync(engine, core);
    interrupt(engine, core);
  }
}
