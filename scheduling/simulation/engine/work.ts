import { hasServers, traitsOf } from '../../model/policies.ts';
import type { Engine } from './engine.ts';
import type { GuestPool } from './pool.ts';
import type { VcpuState } from './state/vcpu-state.ts';

/** A pool of VCPUs has one more task with work, so the VCPU that it needs wakes up. */
export function jobThere(engine: Engine, pool: GuestPool): void {
  if (pool.places.length > 1) {
    balance(engine, pool);
    return;
  }
  const vcpu = pool.places[0] as VcpuState;
  if (!vcpu.work) wake(engine, vcpu);
}

/** A pool of VCPUs has one task with work less, so a VCPU without work goes to sleep. */
export function jobDone(engine: Engine, pool: GuestPool): void {
  if (pool.watched) engine.alert();
  if (pool.places.length > 1) {
    balance(engine, pool);
    return;
  }
  const vcpu = pool.places[0] as VcpuState;
  if (!vcpu.hog && pool.waiting === 0 && pool.holder[0] === null) sleep(engine, vcpu);
}

function wake(engine: Engine, vcpu: VcpuState): void {
  vcpu.work = true;
  vcpu.workSince = engine.now;
  engine.rulesOf(vcpu).wake(engine, vcpu);
}

function sleep(engine: Engine, vcpu: VcpuState): void {
  vcpu.work = false;
  engine.rulesOf(vcpu).sleep(engine, vcpu);
}

/**
 * Wakes and puts to sleep the VCPUs of a guest that schedules globally: all together, or, if they
 * have no guarantee, as they are needed.
 */
export function balance(engine: Engine, pool: GuestPool): void {
  const { places, holder } = pool;
  const first = places[0] as VcpuState;
  if (first.hog) return;
  const wanted = pool.waiting + holder.filter((task) => task !== null).length;
  if (hasServers(engine.machineOf(first).policy)) wakeTogether(engine, places, wanted > 0);
  else wakeAsNeeded(engine, pool, wanted);
}

/**
 * Each task may run on each VCPU, so a server has work while the guest has, even if the others run
 * all of it. A sleeping server would lose its budget while the awake one waits for a core.
 */
function wakeTogether(engine: Engine, places: readonly VcpuState[], work: boolean): void {
  for (const vcpu of places) {
    if (!vcpu.active || vcpu.work === work) continue;
    if (work) wake(engine, vcpu);
    else sleep(engine, vcpu);
  }
}

/**
 * Keeps as many VCPUs awake as there are tasks to run. The first declared VCPU wakes when a task
 * comes, and stays awake while it is needed. A VCPU that is not needed sleeps: first one off its
 * core, then one without a task, the last declared first.
 */
function wakeAsNeeded(engine: Engine, { places, holder }: GuestPool, wanted: number): void {
  let awake = 0;
  for (const vcpu of places) {
    if (!vcpu.work) continue;
    if (vcpu.budget === 0 || !vcpu.active) sleep(engine, vcpu);
    else awake++;
  }
  for (const vcpu of places) {
    if (awake >= wanted) break;
    if (vcpu.work || vcpu.budget === 0 || !vcpu.active) continue;
    awake++;
    wake(engine, vcpu);
  }
  for (const stage of ['off-core', 'without-task', 'any'] as const) {
    for (let place = places.length - 1; place >= 0 && awake > wanted; place--) {
      const vcpu = places[place] as VcpuState;
      if (!vcpu.work) continue;
      if (stage === 'off-core' && vcpu.supplied) continue;
      if (stage === 'without-task' && holder[place] !== null) continue;
      awake--;
      sleep(engine, vcpu);
    }
  }
}

/** Updates whether the VCPUs have tasks of their own. A VCPU without any always has work. */
export function settleHog(engine: Engine, domain: number): void {
  for (const vcpu of engine.vcpusOf(domain)) {
    vcpu.hog = !engine.tasks.some((task) => task.active && task.pool === vcpu.guestPool);
    vcpu.spins = traitsOf(engine.machineOf(vcpu).policy).gives !== 'cores' || vcpu.hog;
    engine.markGuest(vcpu.guestPool);
  }
}
