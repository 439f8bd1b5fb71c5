import { endSegment, release as giveBack, interrupt, switched, sync } from './dispatch.ts';
import type { DistributionRecorder } from './distribution.ts';
import type { Engine } from './engine.ts';
import type { GuestRules } from './guest/guest-rules.ts';
import type { DomainRow } from './layout.ts';
import type { Pool } from './pool.ts';
import { draw, purposes } from './random.ts';
import { ADMISSION, NONE, RUN, SWITCH, TASK_SWITCH } from './tables.ts';
import { eventKinds } from './trace.ts';
import { jobDone, jobThere } from './work.ts';

const RELEASE = eventKinds.indexOf('release');
const COMPLETE = eventKinds.indexOf('complete');
const MISS = eventKinds.indexOf('miss');

/** From the nominal release of a job to that of the next one. */
export function gapAfter(e: Engine, task: number, job: number): number {
  const { tasks } = e;
  const period = tasks.period[task] as number;
  if (tasks.sporadic[task] === 0 || e.criticalInstant >= 0) return period;
  return period + draw(e.seed, tasks.stream[task] as number, job, purposes.gap, period);
}

/** When a job that is nominally released then could start, were it not for the jobs before it. */
function earliestStart(e: Engine, task: number, job: number, release: number): number {
  if (e.criticalInstant >= 0) return Math.max(release, e.criticalInstant);
  const { tasks } = e;
  const stream = tasks.stream[task] as number;
  return release + draw(e.seed, stream, job, purposes.jitter, tasks.jitter[task] as number);
}

function demandOf(e: Engine, task: number, job: number): number {
  const { tasks } = e;
  const wcet = tasks.wcet[task] as number;
  const bcet = tasks.bcet[task] as number;
  if (bcet === wcet || e.criticalInstant >= 0) return wcet;
  const shortest = Math.max(1, bcet);
  return shortest + draw(e.seed, tasks.stream[task] as number, job, purposes.execution, wcet - shortest);
}

/** A job is nominally released. */
export function release(e: Engine, task: number): void {
  const { tasks } = e;
  const job = tasks.released[task] as number;
  tasks.released[task] = job + 1;
  e.events?.push(e.now, RELEASE, -1, -1, task, job);
  e.slots.set(e.releaseSlot[task] as number, e.now + gapAfter(e, task, job));
  if (tasks.jitter[task] === 0) arrive(e, task);
  else if (tasks.arrived[task] === job) {
    tasks.arrivingRelease[task] = e.now;
    foreseeArrival(e, task, job);
  }
}

function foreseeArrival(e: Engine, task: number, job: number): void {
  const start = earliestStart(e, task, job, e.tasks.arrivingRelease[task] as number);
  e.slots.set(e.arrivalSlot[task] as number, Math.max(e.now, start));
}

/** A job can start from now on. */
export function arrive(e: Engine, task: number): void {
  const { tasks } = e;
  const job = tasks.arrived[task] as number;
  tasks.arrived[task] = job + 1;
  let nominal = e.now;
  if (tasks.jitter[task] !== 0) {
    nominal = tasks.arrivingRelease[task] as number;
    if ((tasks.released[task] as number) > job + 1) {
      tasks.arrivingRelease[task] = nominal + gapAfter(e, task, job);
      foreseeArrival(e, task, job + 1);
    } else e.slots.set(e.arrivalSlot[task] as number, Infinity);
  }
  if (tasks.head[task] !== job) return;
  tasks.headRelease[task] = nominal;
  tasks.headArrival[task] = e.now;
  tasks.remaining[task] = demandOf(e, task, job);
  tasks.started[task] = 0;
  const rules = e.guestRules[tasks.domain[task] as number] as GuestRules;
  rules.enqueue(tasks, e.guestLevel.order, task);
  enter(e, task);
}

/** Puts a task that has something to do among those that want their guest's VCPUs. */
export function enter(e: Engine, task: number): void {
  const pool = e.tasks.pool[task] as number;
  (e.guestPools[pool] as Pool).add(task);
  e.markGuest(pool);
  jobThere(e, pool);
}

/** What a core does comes to its end: a switch, a job, a turn, a budget. */
export function coreDue(e: Engine, core: number): void {
  const { cores, vcpus, tasks } = e;
  sync(e, core);
  e.slots.set(core, Infinity);
  const kind = cores.kind[core] as number;
  if (kind === SWITCH) {
    endSegment(e, core);
    switched(e, core);
    return;
  }
  const vcpu = cores.target[core] as number;
  if (vcpu < 0 && kind === ADMISSION) {
    giveBack(e, core);
    e.options.onAdmission?.(e);
    return;
  }
  if (vcpu < 0 || kind === NONE) return;
  const task = cores.task[core] as number;
  const pool = vcpus.guestPool[vcpu] as number;
  e.markGuest(pool);
  const executes = kind !== TASK_SWITCH && task >= 0;
  const done = executes && tasks.remaining[task] === 0;
  // The budget first: a server that runs out of work with its budget has none to give up.
  if (vcpus.budget[vcpu] === 0) e.rulesOf(vcpu).exhaust(e, vcpu);
  if (done) complete(e, core, task);
  if (executes && tasks.turnLeft[task] === 0 && e.guestLevel.has(task)) {
    const rules = e.guestRules[tasks.domain[task] as number] as GuestRules;
    rules.turnOver(tasks, e.guestLevel.order, task);
    (e.guestPools[pool] as Pool).changed(task);
  }
}

function complete(e: Engine, core: number, task: number): void {
  const { tasks, cores } = e;
  const job = tasks.head[task] as number;
  const kind = tasks.kind[task] as number;
  endSegment(e, core);
  if (kind !== RUN) {
    leave(e, task);
    if (kind === ADMISSION) e.options.onAdmission?.(e);
    return;
  }
  const vcpu = cores.target[core] as number;
  e.events?.push(e.now, COMPLETE, core, vcpu, task, job);
  e.completedJobs++;
  tasks.completed[task] = (tasks.completed[task] as number) + 1;
  const nominal = tasks.headRelease[task] as number;
  const response = e.now - nominal;
  (e.responses[task] as DistributionRecorder).record(response);
  const tardiness = response - (tasks.deadline[task] as number);
  if (tardiness > 0) late(e, task, job, nominal, tardiness);
  tasks.head[task] = job + 1;
  tasks.started[task] = 0;
  if (job + 1 === tasks.arrived[task]) {
    leave(e, task);
    return;
  }
  const next = nominal + gapAfter(e, task, job);
  tasks.headRelease[task] = next;
  const arrival = tasks.jitter[task] === 0 ? next : earliestStart(e, task, job + 1, next);
  tasks.headArrival[task] = Math.max(arrival, tasks.headArrival[task] as number);
  tasks.remaining[task] = demandOf(e, task, job + 1);
  const rules = e.guestRules[tasks.domain[task] as number] as GuestRules;
  rules.next(tasks, e.guestLevel.order, task);
  (e.guestPools[tasks.pool[task] as number] as Pool).changed(task);
}

function late(e: Engine, task: number, job: number, nominal: number, tardiness: number): void {
  const { tasks } = e;
  tasks.tardy[task] = (tasks.tardy[task] as number) + 1;
  tasks.tardinessSum[task] = (tasks.tardinessSum[task] as number) + tardiness;
  if (tardiness > (tasks.tardinessMax[task] as number)) tasks.tardinessMax[task] = tardiness;
  miss(e, task, job, nominal);
}

function miss(e: Engine, task: number, job: number, nominal: number): void {
  e.tasks.misses[task] = (e.tasks.misses[task] as number) + 1;
  e.missed?.push(nominal + (e.tasks.deadline[task] as number), MISS, -1, -1, task, job);
}

/** Takes a task that has nothing more to do out of its pool. */
function leave(e: Engine, task: number): void {
  const pool = e.tasks.pool[task] as number;
  (e.guestPools[pool] as Pool).remove(task);
  e.markGuest(pool);
  jobDone(e, pool);
}

/** Calls back for every job that was released and is not done, with its nominal release. */
export function forEachPending(e: Engine, task: number, each: (job: number, release: number) => void): void {
  const { tasks } = e;
  const released = tasks.released[task] as number;
  const arrived = tasks.arrived[task] as number;
  let job = tasks.head[task] as number;
  let nominal = (job < arrived ? tasks.headRelease[task] : tasks.arrivingRelease[task]) as number;
  for (; job < released; job++) {
    each(job, nominal);
    nominal += gapAfter(e, task, job);
  }
}

/** From now on the task releases jobs. */
export function startTask(e: Engine, task: number): void {
  const { tasks } = e;
  tasks.active[task] = 1;
  e.slots.set(e.releaseSlot[task] as number, e.now + (tasks.offset[task] as number));
}

/** The task is gone, and its unfinished jobs with it; those whose deadlines have passed have missed. */
export function stopTask(e: Engine, task: number): void {
  const { tasks } = e;
  if (tasks.active[task] === 0) return;
  tasks.active[task] = 0;
  e.slots.set(e.releaseSlot[task] as number, Infinity);
  if (tasks.jitter[task] !== 0) e.slots.set(e.arrivalSlot[task] as number, Infinity);
  forEachPending(e, task, (job, nominal) => {
    if (nominal + (tasks.deadline[task] as number) <= e.now) miss(e, task, job, nominal);
  });
  if (e.guestLevel.has(task)) {
    interruptTask(e, task);
    leave(e, task);
  }
  tasks.arrived[task] = tasks.released[task] as number;
  tasks.head[task] = tasks.released[task] as number;
}

/** Stops the task where it executes. */
function interruptTask(e: Engine, task: number): void {
  const { vcpus } = (e.layout.domains[e.tasks.domain[task] as number] as DomainRow) ?? { vcpus: [] };
  for (const vcpu of vcpus) {
    const core = e.vcpus.core[vcpu] as number;
    if (core < 0 || e.vcpus.supplied[vcpu] === 0 || e.cores.task[core] !== task) continue;
    sync(e, core);
    interrupt(e, core);
  }
}
