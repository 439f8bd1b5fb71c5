import type { Engine } from './engine.ts';
import type { Pool } from './pool.ts';
import type { SegmentRecorder } from './recorder.ts';
import { ADMISSION, KERNEL, NONE, RUN, SPIN, SWITCH, TASK_SWITCH } from './tables.ts';
import { type EventKind, eventKinds } from './trace.ts';

const code = (kind: EventKind): number => eventKinds.indexOf(kind);
const START = code('start');
const PREEMPT = code('preempt');
const RESUME = code('resume');
const SWITCHED = code('switch');
const MIGRATE = code('migrate');

/** Brings budgets, demands and statistics up to now with what the core has been doing. */
export function sync(e: Engine, core: number): void {
  const { cores, vcpus, tasks } = e;
  const spent = e.now - (cores.since[core] as number);
  if (spent === 0) return;
  cores.since[core] = e.now;
  const kind = cores.kind[core] as number;
  if (kind === NONE) return;
  const vcpu = cores.target[core] as number;
  if (kind === SWITCH || vcpu < 0) {
    cores.overhead[core] = (cores.overhead[core] as number) + spent;
    return;
  }
  cores.busy[core] = (cores.busy[core] as number) + spent;
  vcpus.supply[vcpu] = (vcpus.supply[vcpu] as number) + spent;
  vcpus.budget[vcpu] = (vcpus.budget[vcpu] as number) - spent;
  if (kind === SPIN) {
    vcpus.unused[vcpu] = (vcpus.unused[vcpu] as number) + spent;
  } else if (kind === TASK_SWITCH) {
    vcpus.switchLeft[vcpu] = (vcpus.switchLeft[vcpu] as number) - spent;
  } else {
    const task = cores.task[core] as number;
    tasks.remaining[task] = (tasks.remaining[task] as number) - spent;
    tasks.turnLeft[task] = (tasks.turnLeft[task] as number) - spent;
  }
}

/** Ends the core's open segment. */
export function endSegment(e: Engine, core: number): void {
  const { cores } = e;
  const start = cores.segmentStart[core] as number;
  const kind = cores.kind[core] as number;
  cores.kind[core] = NONE;
  if (kind === NONE || e.segments === null || e.now === start) return;
  pushSegment(e, e.segments, core, start, kind);
}

/** Writes down what the core has been doing since `start`. */
export function pushSegment(
  e: Engine,
  segments: SegmentRecorder,
  core: number,
  start: number,
  kind: number,
): void {
  const { cores } = e;
  const task = cores.task[core] as number;
  const known = task < e.layout.modelTasks ? task : -1;
  const vcpu = cores.target[core] as number;
  segments.push(start, e.now, core, vcpu, known, cores.job[core] as number, kind - 1);
}

/** Stops what the core does; a job that was executing is preempted. */
export function interrupt(e: Engine, core: number): void {
  const { cores, tasks } = e;
  const kind = cores.kind[core] as number;
  if (kind === NONE) return;
  endSegment(e, core);
  if (kind !== RUN) return;
  const task = cores.task[core] as number;
  tasks.preemptions[task] = (tasks.preemptions[task] as number) + 1;
  e.events?.push(e.now, PREEMPT, core, cores.target[core] as number, task, cores.job[core] as number);
}

/** Lets a core change to the VCPU that has it now. */
export function change(e: Engine, core: number, to: number): void {
  const from = e.cores.target[core] as number;
  if (from === to || e.cores.seized[core] === 1) return;
  detach(e, core);
  attach(e, core, from, to);
}

/** Lets the cores of a pool change to the VCPUs that have them now. */
export function retarget(e: Engine, pool: Pool, cores: readonly number[]): void {
  const { target } = e.cores;
  const { holder } = pool;
  // First all that leave, then all that come: a VCPU may leave one core for another.
  const left: number[] = [];
  for (let place = 0; place < cores.length; place++) {
    const core = cores[place] as number;
    const from = target[core] as number;
    if (from === holder[place] || e.cores.seized[core] === 1) continue;
    left.push(place, from);
    detach(e, core);
  }
  for (let i = 0; i < left.length; i += 2) {
    const place = left[i] as number;
    attach(e, cores[place] as number, left[i + 1] as number, holder[place] as number);
  }
}

/** The VCPU on the core, or being switched to, leaves it. */
function detach(e: Engine, core: number): void {
  const { cores, vcpus } = e;
  sync(e, core);
  interrupt(e, core);
  e.slots.set(core, Infinity);
  const vcpu = cores.target[core] as number;
  cores.target[core] = -1;
  if (vcpu < 0) return;
  vcpus.core[vcpu] = -1;
  if (vcpus.supplied[vcpu] === 0) return;
  vcpus.supplied[vcpu] = 0;
  vcpus.gapSince[vcpu] = e.now;
  const guest = vcpus.guestPool[vcpu] as number;
  (e.guestPools[guest] as Pool).closePlace(vcpus.guestPlace[vcpu] as number);
  e.markGuest(guest);
}

function attach(e: Engine, core: number, from: number, vcpu: number): void {
  const { cores, vcpus } = e;
  const machine = e.machineOfCore[core] as number;
  cores.target[core] = vcpu;
  cores.switches[core] = (cores.switches[core] as number) + 1;
  e.events?.push(e.now, SWITCHED, core, vcpu, -1, -1);
  if (vcpu >= 0) {
    vcpus.core[vcpu] = core;
    vcpus.switches[vcpu] = (vcpus.switches[vcpu] as number) + 1;
    const last = vcpus.lastCore[vcpu] as number;
    if (last >= 0 && last !== core) {
      vcpus.migrations[vcpu] = (vcpus.migrations[vcpu] as number) + 1;
      e.events?.push(e.now, MIGRATE, core, vcpu, -1, -1);
    }
    vcpus.lastCore[vcpu] = core;
  }
  (e.rules[machine] as Engine['rules'][number]).dispatched(e, core, from, vcpu);
  const cost = e.switchCostOf(machine, from, vcpu);
  if (cost === 0) {
    switched(e, core);
    return;
  }
  open(e, core, SWITCH, -1, -1);
  e.slots.set(core, e.now + cost);
}

/** The hypervisor takes a core for itself; its VCPU waits, and may meanwhile go to another core. */
export function seize(e: Engine, core: number, step: number, length: number): void {
  const { cores } = e;
  cores.before[core] = cores.target[core] as number;
  detach(e, core);
  cores.seized[core] = 1;
  open(e, core, ADMISSION, -1, step);
  e.slots.set(core, e.now + length);
}

/** The hypervisor gives the core back to whoever has it now. */
export function release(e: Engine, core: number): void {
  const { cores } = e;
  const { pool, machine } = e.layout.cores[core] as { pool: number; machine: number };
  endSegment(e, core);
  e.slots.set(core, Infinity);
  cores.seized[core] = 0;
  const { firstCore } = e.layout.machines[machine] as { firstCore: number };
  const { holder } = e.hostPools[pool] as Pool;
  const before = cores.before[core] as number;
  const vcpu = holder[holder.length === 1 ? 0 : core - firstCore] as number;
  if (before !== vcpu) attach(e, core, before, vcpu);
  else {
    cores.target[core] = vcpu;
    if (vcpu >= 0) e.vcpus.core[vcpu] = core;
    switched(e, core);
  }
}

/** The switch is over: the VCPU is on the core. */
export function switched(e: Engine, core: number): void {
  const { cores, vcpus } = e;
  e.slots.set(core, Infinity);
  const vcpu = cores.target[core] as number;
  if (vcpu < 0) return;
  vcpus.supplied[vcpu] = 1;
  const gap = e.now - (vcpus.gapSince[vcpu] as number);
  if (gap > (vcpus.longestGap[vcpu] as number)) vcpus.longestGap[vcpu] = gap;
  const guest = vcpus.guestPool[vcpu] as number;
  (e.guestPools[guest] as Pool).openPlace(vcpus.guestPlace[vcpu] as number);
  e.markGuest(guest);
}

/** Lets the core do what its VCPU's guest wants now, and foresees when that ends. */
export function refresh(e: Engine, core: number): void {
  const { cores, vcpus, tasks } = e;
  const vcpu = cores.target[core] as number;
  if (vcpu < 0 || vcpus.supplied[vcpu] === 0) return;
  sync(e, core);
  const pool = e.guestPools[vcpus.guestPool[vcpu] as number] as Pool;
  const task = pool.holder[vcpus.guestPlace[vcpu] as number] as number;
  let kind = NONE;
  let job = -1;
  let left = vcpus.budget[vcpu] as number;
  if (task >= 0) {
    kind = tasks.kind[task] as number;
    job = tasks.head[task] as number;
    if (vcpus.loaded[vcpu] !== task && kind !== KERNEL) {
      vcpus.loaded[vcpu] = task;
      vcpus.switchLeft[vcpu] = vcpus.taskSwitch[vcpu] as number;
    }
    let due = tasks.remaining[task] as number;
    if ((vcpus.switchLeft[vcpu] as number) > 0 && vcpus.loaded[vcpu] === task) {
      kind = TASK_SWITCH;
      due = vcpus.switchLeft[vcpu] as number;
    } else if ((tasks.turnLeft[task] as number) < due) due = tasks.turnLeft[task] as number;
    if (due < left) left = due;
  } else if (vcpus.spins[vcpu] === 1) kind = SPIN;
  if (kind !== cores.kind[core] || task !== cores.task[core] || job !== cores.job[core]) {
    interrupt(e, core);
    if (kind !== NONE) open(e, core, kind, task, job);
    if (kind === RUN) begin(e, core, vcpu, task, job);
  }
  e.slots.set(core, kind === NONE ? Infinity : e.now + left);
}

function begin(e: Engine, core: number, vcpu: number, task: number, job: number): void {
  const { tasks } = e;
  const event = tasks.started[task] === 1 ? RESUME : START;
  tasks.started[task] = 1;
  e.events?.push(e.now, event, core, vcpu, task, job);
}

function open(e: Engine, core: number, kind: number, task: number, job: number): void {
  const { cores } = e;
  cores.kind[core] = kind;
  cores.segmentStart[core] = e.now;
  cores.task[core] = task;
  cores.job[core] = job;
}
