import type { Engine } from './engine.ts';
import type { DomainRow } from './layout.ts';
import type { Pool } from './pool.ts';

/** A pool of VCPUs has one more task that wants one of them: the VCPU it needs wakes up. */
export function jobThere(e: Engine, pool: number): void {
  const { vcpus } = e;
  const vcpu = e.onlyVcpu[pool] as number;
  if (vcpu < 0) {
    balance(e, pool);
    return;
  }
  if (vcpus.work[vcpu] === 1) return;
  vcpus.work[vcpu] = 1;
  e.rulesOf(vcpu).wake(e, vcpu);
}

/** A pool of VCPUs has one less task: a VCPU that has nothing to run goes to sleep. */
export function jobDone(e: Engine, pool: number): void {
  const { vcpus } = e;
  const vcpu = e.onlyVcpu[pool] as number;
  if (vcpu < 0) {
    balance(e, pool);
    return;
  }
  const { waiting, holder } = e.guestPools[pool] as Pool;
  if (vcpus.hog[vcpu] === 1 || waiting > 0 || (holder[0] as number) >= 0) return;
  vcpus.work[vcpu] = 0;
  e.rulesOf(vcpu).sleep(e, vcpu);
}

function tasksIn(e: Engine, index: number): number {
  const pool = e.guestPools[index] as Pool;
  let count = pool.waiting;
  for (let place = 0; place < pool.holder.length; place++) {
    if ((pool.holder[place] as number) >= 0) count++;
  }
  return count;
}

/**
 * In a guest that schedules globally as many VCPUs are awake as there are tasks to run, of those that have budget: a VCPU wakes when a
 * task comes or another VCPU's budget ends, the first declared first, and stays awake while it is needed. Of those not needed
 * any more one that is off its core sleeps first, then one without a task, the last declared first.
 */
export function balance(e: Engine, pool: number): void {
  const { vcpus } = e;
  const places = e.layout.guestPools[pool] as readonly number[];
  const { holder } = e.guestPools[pool] as Pool;
  if (vcpus.hog[places[0] as number] === 1) return;
  const wanted = tasksIn(e, pool);
  let awake = 0;
  for (const vcpu of places) {
    if (vcpus.work[vcpu] === 0) continue;
    if (vcpus.budget[vcpu] === 0 || vcpus.active[vcpu] === 0) {
      vcpus.work[vcpu] = 0;
      e.rulesOf(vcpu).sleep(e, vcpu);
    } else awake++;
  }
  for (let place = 0; place < places.length && awake < wanted; place++) {
    const vcpu = places[place] as number;
    if (vcpus.work[vcpu] === 1 || vcpus.budget[vcpu] === 0 || vcpus.active[vcpu] === 0) continue;
    vcpus.work[vcpu] = 1;
    awake++;
    e.rulesOf(vcpu).wake(e, vcpu);
  }
  for (const stage of ['off its core', 'without a task', 'any'] as const) {
    for (let place = places.length - 1; place >= 0 && awake > wanted; place--) {
      const vcpu = places[place] as number;
      if (vcpus.work[vcpu] === 0) continue;
      if (stage === 'off its core' && vcpus.supplied[vcpu] === 1) continue;
      if (stage === 'without a task' && (holder[place] as number) >= 0) continue;
      vcpus.work[vcpu] = 0;
      awake--;
      e.rulesOf(vcpu).sleep(e, vcpu);
    }
  }
}

/** Whether a VCPU has tasks of its own, now: one that has none always has work. */
export function settleHog(e: Engine, domain: number): void {
  const { vcpus, tasks } = e;
  for (const vcpu of (e.layout.domains[domain] as DomainRow).vcpus) {
    let own = 0;
    for (let task = 0; task < e.layout.modelTasks; task++) {
      if (tasks.active[task] === 1 && tasks.pool[task] === vcpus.guestPool[vcpu]) own++;
    }
    const hog = own === 0 ? 1 : 0;
    vcpus.hog[vcpu] = hog;
    const machine = e.layout.machines[vcpus.machine[vcpu] as number];
    vcpus.spins[vcpu] = machine?.machine.policy.kind !== 'null' || hog === 1 ? 1 : 0;
    e.markGuest(vcpus.guestPool[vcpu] as number);
  }
}
