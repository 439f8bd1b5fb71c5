import { frameOf } from '../../model/policies.ts';
import { asksForAlignment } from '../../model/releases.ts';
import type { Engine } from './engine.ts';
import { enter, startTask, stopTask } from './jobs.ts';
import type { DomainRow } from './layout.ts';
import type { TaskState } from './state/task-state.ts';
import type { VcpuState } from './state/vcpu-state.ts';
import { balance, jobDone, settleHog } from './work.ts';

/**
 * Starts the domain, without the tasks that are withheld. Now is its time zero; that of aligned
 * releases is the next start of a frame.
 */
export function startDomain(
  engine: Engine,
  domain: number,
  withheld: ReadonlySet<number> = new Set(),
): void {
  const zero = nextFrame(engine, domain) ?? engine.now;
  engine.zeros[domain] = zero;
  for (const task of (engine.layout.domains[domain] as DomainRow).tasks)
    if (!withheld.has(task)) startTask(engine, engine.tasks[task] as TaskState, zero);
  settleHog(engine, domain);
  for (const vcpu of engine.vcpusOf(domain)) {
    vcpu.active = true;
    vcpu.work = vcpu.hog;
    vcpu.workSince = engine.now;
    vcpu.gapSince = engine.now;
    vcpu.loaded = null;
    vcpu.switchLeft = 0;
    engine.rulesOf(vcpu).start(engine, vcpu);
  }
}

/** Stops the domain at once, with all its work. */
export function stopDomain(engine: Engine, domain: number): void {
  for (const task of engine.tasks) {
    if (task.domain === domain && task.traced >= 0) stopTask(engine, task);
  }
  for (const vcpu of engine.vcpusOf(domain)) {
    vcpu.active = false;
    vcpu.work = false;
    vcpu.hog = false;
    engine.rulesOf(vcpu).stop(engine, vcpu);
    const gap = engine.now - vcpu.gapSince;
    if (!vcpu.supplied && gap > vcpu.longestGap) vcpu.longestGap = gap;
    vcpu.gapSince = NaN;
  }
}

/**
 * The next start of a major frame of the domain's machine, in ns, now or later; `null` if the
 * domain's releases are in step with none.
 */
function nextFrame(engine: Engine, domain: number): number | null {
  const [vcpu] = engine.vcpusOf(domain);
  const own = (engine.layout.domains[domain] as DomainRow).domain;
  if (vcpu === undefined) return null;
  const { policy } = engine.machineOf(vcpu);
  const frame = asksForAlignment(policy, own) ? frameOf(policy) : null;
  return frame === null ? null : Math.ceil(engine.now / frame.majorFrame) * frame.majorFrame;
}

/**
 * Adds a task to a running domain. Now is its time zero; with aligned releases it is that of its
 * domain.
 */
export function addTask(engine: Engine, task: TaskState): void {
  const own = (engine.layout.domains[task.domain] as DomainRow).domain;
  const [vcpu] = engine.vcpusOf(task.domain);
  const aligned = vcpu !== undefined && asksForAlignment(engine.machineOf(vcpu).policy, own);
  startTask(engine, task, aligned ? (engine.zeros[task.domain] as number) : engine.now);
  settleHog(engine, task.domain);
  for (const vcpu of engine.vcpusOf(task.domain)) settleWork(engine, vcpu);
}

/** Removes a task from a running domain. */
export function removeTask(engine: Engine, task: TaskState): void {
  stopTask(engine, task);
  settleHog(engine, task.domain);
  for (const vcpu of engine.vcpusOf(task.domain)) settleWork(engine, vcpu);
}

/**
 * Updates a VCPU's work after a change of its tasks: a VCPU without tasks always has work, one with
 * tasks may have none.
 */
function settleWork(engine: Engine, vcpu: VcpuState): void {
  const pool = vcpu.guestPool;
  if (vcpu.hog && !vcpu.work) {
    vcpu.work = true;
    vcpu.workSince = engine.now;
    engine.rulesOf(vcpu).wake(engine, vcpu);
  } else if (!vcpu.hog && vcpu.work) {
    if (pool.places.length > 1) balance(engine, pool);
    else jobDone(engine, pool);
  }
}

/**
 * Starts a job that belongs to no task of the model: a schedulability test, or a section of the
 * guest's kernel.
 */
export function startPseudoJob(engine: Engine, task: TaskState, job: number, length: number): void {
  task.head = job;
  task.remaining = length;
  task.first = -Infinity;
  enter(engine, task);
}
