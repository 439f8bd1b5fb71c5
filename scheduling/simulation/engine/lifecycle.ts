import type { Engine } from './engine.ts';
import { enter, startTask, stopTask } from './jobs.ts';
import type { DomainRow } from './layout.ts';
import type { TaskState } from './state/task-state.ts';
import type { VcpuState } from './state/vcpu-state.ts';
import { balance, jobDone, settleHog } from './work.ts';

/** The domain starts: this is its time zero. */
export function startDomain(e: Engine, domain: number): void {
  for (const task of (e.layout.domains[domain] as DomainRow).tasks)
    startTask(e, e.tasks[task] as TaskState);
  settleHog(e, domain);
  for (const vcpu of e.vcpusOf(domain)) {
    vcpu.active = true;
    vcpu.work = vcpu.hog;
    vcpu.gapSince = e.now;
    vcpu.loaded = null;
    vcpu.switchLeft = 0;
    e.rulesOf(vcpu).start(e, vcpu);
  }
}

/** The domain stops at once, with all it was doing. */
export function stopDomain(e: Engine, domain: number): void {
  for (const task of e.tasks) {
    if (task.domain === domain && task.traced >= 0) stopTask(e, task);
  }
  for (const vcpu of e.vcpusOf(domain)) {
    vcpu.active = false;
    vcpu.work = false;
    vcpu.hog = false;
    e.rulesOf(vcpu).stop(e, vcpu);
    const gap = e.now - vcpu.gapSince;
    if (!vcpu.supplied && gap > vcpu.longestGap) vcpu.longestGap = gap;
    vcpu.gapSince = NaN;
  }
}

/** A task joins a domain that runs. */
export function addTask(e: Engine, task: TaskState): void {
  startTask(e, task);
  settleHog(e, task.domain);
  for (const vcpu of e.vcpusOf(task.domain)) settleWork(e, vcpu);
}

/** A task leaves a domain that runs. */
export function removeTask(e: Engine, task: TaskState): void {
  stopTask(e, task);
  settleHog(e, task.domain);
  for (const vcpu of e.vcpusOf(task.domain)) settleWork(e, vcpu);
}

/**
 * A VCPU that has become one without tasks has work from now on; one that is none any more may have
 * none.
 */
function settleWork(e: Engine, vcpu: VcpuState): void {
  const pool = vcpu.guestPool;
  if (vcpu.hog && !vcpu.work) {
    vcpu.work = true;
    e.rulesOf(vcpu).wake(e, vcpu);
  } else if (!vcpu.hog && vcpu.work) {
    if (pool.places.length > 1) balance(e, pool);
    else jobDone(e, pool);
  }
}

/**
 * Gives a domain something to do that is no task of the model: a schedulability test, or a section
 * of its kernel.
 */
export function startPseudoJob(e: Engine, task: TaskState, job: number, length: number): void {
  task.head = job;
  task.remaining = length;
  task.first = -Infinity;
  enter(e, task);
}
