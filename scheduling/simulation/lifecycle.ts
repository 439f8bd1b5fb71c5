import type { Engine } from './engine.ts';
import { enter, startTask, stopTask } from './jobs.ts';
import type { DomainRow } from './layout.ts';
import { balance, jobDone, settleHog } from './work.ts';

/** The domain starts: this is its time zero. */
export function startDomain(e: Engine, domain: number): void {
  const { vcpus } = e;
  const row = e.layout.domains[domain] as DomainRow;
  for (const task of row.tasks) startTask(e, task);
  settleHog(e, domain);
  for (const vcpu of row.vcpus) {
    vcpus.active[vcpu] = 1;
    vcpus.work[vcpu] = vcpus.hog[vcpu] as number;
    vcpus.gapSince[vcpu] = e.now;
    vcpus.loaded[vcpu] = -1;
    vcpus.switchLeft[vcpu] = 0;
    e.rulesOf(vcpu).start(e, vcpu);
  }
}

/** The domain stops at once, with all it was doing. */
export function stopDomain(e: Engine, domain: number): void {
  const { vcpus, tasks } = e;
  const row = e.layout.domains[domain] as DomainRow;
  for (let task = 0; task < e.layout.modelTasks; task++) {
    if (tasks.domain[task] === domain) stopTask(e, task);
  }
  for (const vcpu of row.vcpus) {
    vcpus.active[vcpu] = 0;
    vcpus.work[vcpu] = 0;
    vcpus.hog[vcpu] = 0;
    e.rulesOf(vcpu).stop(e, vcpu);
    const gap = e.now - (vcpus.gapSince[vcpu] as number);
    if (vcpus.supplied[vcpu] === 0 && gap > (vcpus.longestGap[vcpu] as number)) vcpus.longestGap[vcpu] = gap;
    vcpus.gapSince[vcpu] = -1;
  }
}

/** A task joins a domain that runs. */
export function addTask(e: Engine, task: number): void {
  const domain = e.tasks.domain[task] as number;
  startTask(e, task);
  settleHog(e, domain);
  for (const vcpu of (e.layout.domains[domain] as DomainRow).vcpus) settleWork(e, vcpu);
}

/** A task leaves a domain that runs. */
export function removeTask(e: Engine, task: number): void {
  const domain = e.tasks.domain[task] as number;
  stopTask(e, task);
  settleHog(e, domain);
  for (const vcpu of (e.layout.domains[domain] as DomainRow).vcpus) settleWork(e, vcpu);
}

/** A VCPU that has become one without tasks has work from now on; one that is none any more may have none. */
function settleWork(e: Engine, vcpu: number): void {
  const { vcpus } = e;
  const pool = vcpus.guestPool[vcpu] as number;
  if (vcpus.hog[vcpu] === 1 && vcpus.work[vcpu] === 0) {
    vcpus.work[vcpu] = 1;
    e.rulesOf(vcpu).wake(e, vcpu);
  } else if (vcpus.hog[vcpu] === 0 && vcpus.work[vcpu] === 1) {
    if ((e.layout.guestPools[pool] as readonly number[]).length > 1) balance(e, pool);
    else jobDone(e, pool);
  }
}

/** Gives a domain something to do that is no task of the model: a schedulability test, or a section of its kernel. */
export function startPseudoJob(e: Engine, task: number, job: number, length: number): void {
  const { tasks } = e;
  tasks.head[task] = job;
  tasks.remaining[task] = length;
  e.guestLevel.order.first[task] = -Infinity;
  enter(e, task);
}
