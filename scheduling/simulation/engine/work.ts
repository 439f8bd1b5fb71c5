import { hasServers, traitsOf } from '../../model/policies.ts';
import type { Engine } from './engine.ts';
import type { GuestPool } from './pool.ts';
import type { VcpuState } from './state/vcpu-state.ts';

/** A pool of VCPUs has one more task that wants one of them: the VCPU it needs wakes up. */
export function jobThere(engine: Engine, pool: GuestPool): void {
  if (pool.places.length > 1) {
    balance(engine, pool);
    return;
  }
  const vcpu = pool.places[0] as VcpuState;
  if (!vcpu.work) wake(engine, vcpu);
}

/** A pool of VCPUs has one less task: a VCPU that has nothing to run goes to sleep. */
export function jobDone(engine: Engine, pool: GuestPool): void {
  if (pool.places.length > 1) {
    balance(engine, pool);
    return;
  }
  const vcpu = pool.places[0] as VcpuState;
  if (!vcpu.hog && pool.waiting === 0 && pool.holder[0] === null) sleep(engine, vcpu);
}

function wake(engine: Engine, vcpu: VcpuState): void {
  vcpu.work = true;
  engine.rulesOf(vcpu).wake(engine, vcpu);
}

function sleep(engine: Engine, vcpu: VcpuState): void {
  vcpu.work = false;
  engine.rulesOf(vcpu).sleep(engine, vcpu);
}

/**
 * In a guest that schedules globally VCPUs wake and sleep together, or, where nothing is promised
 * to them, as they are needed.
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
 * Every task may run on every VCPU: a server has work while the guest has, also while others run
 * all there is. Were it to sleep then, its budget would be lost while the one that is awake waits
 * for a core.
 */
function wakeTogether(engine: Engine, places: readonly VcpuState[], work: boolean): void {
  for (const vcpu of places) {
    if (!vcpu.active || vcpu.work === work) continue;
    if (work) wake(engine, vcpu);
    else sleep(engine, vcpu);
  }
}

/**
 * As many VCPUs are awake as there are tasks to run: one wakes when a task comes, the first
 * declared first, and stays awake while it is needed. Of those not needed any more one that is off
 * its core sleeps first, then one without a task, the last declared first.
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

/** Whether a VCPU has tasks of its own, now: one that has none always has work. */
export function settleHog(engine: Engine, domain: number): void {
  for (const vcpu of engine.vcpusOf(domain)) {
    vcpu.hog = !engine.tasks.some((task) => task.active && task.pool === vcpu.guestPool);
    vcpu.spins = traitsOf(engine.machineOf(vcpu).policy).gives !== 'cores' || vcpu.hog;
    engine.markGuest(vcpu.guestPool);
  }
}
