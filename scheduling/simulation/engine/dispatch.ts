import type { HostRules } from '../host/host-rules.ts';
import { type EventKind, eventKinds } from '../trace.ts';
import type { Engine } from './engine.ts';
import type { HostPool } from './pool.ts';
import { ADMISSION, KERNEL, NONE, RUN, SPIN, SWITCH, TASK_SWITCH } from './state/activity.ts';
import type { CoreState } from './state/core-state.ts';
import type { TaskState } from './state/task-state.ts';
import type { VcpuState } from './state/vcpu-state.ts';

const code = (kind: EventKind): number => eventKinds.indexOf(kind);
const START = code('start');
const PREEMPT = code('preempt');
const RESUME = code('resume');
const SWITCHED = code('switch');
const MIGRATE = code('migrate');

/** Brings budgets, demands and statistics up to now with what the core has been doing. */
export function sync(e: Engine, core: CoreState): void {
  const spent = e.now - core.since;
  if (spent === 0) return;
  core.since = e.now;
  const { kind, target: vcpu, task } = core;
  if (kind === NONE) return;
  if (kind === SWITCH || vcpu === null) {
    core.overhead += spent;
    return;
  }
  core.busy += spent;
  vcpu.supply += spent;
  vcpu.budget -= spent;
  if (kind === SPIN) {
    vcpu.unused += spent;
  } else if (kind === TASK_SWITCH) {
    vcpu.switchLeft -= spent;
  } else if (task !== null) {
    task.remaining -= spent;
    task.turnLeft -= spent;
  }
}

/** Ends the core's open segment. */
export function endSegment(e: Engine, core: CoreState): void {
  e.segments?.push(core);
  core.kind = NONE;
}

/** Stops what the core does; a job that was executing is preempted. */
export function interrupt(e: Engine, core: CoreState): void {
  const { kind, target, task } = core;
  if (kind === NONE) return;
  endSegment(e, core);
  if (kind !== RUN || target === null || task === null) return;
  task.preemptions++;
  e.events?.push(PREEMPT, core.index, target.index, task.traced, core.job);
}

/** Lets the cores of a pool change to the VCPUs that have them now. */
export function retarget(e: Engine, pool: HostPool): void {
  const { places, holder } = pool;
  if (places.length === 1) {
    const core = places[0] as CoreState;
    const from = core.target;
    const to = holder[0] ?? null;
    if (from === to || core.seized) return;
    detach(e, core);
    attach(e, core, from, to);
    return;
  }
  // First all that leave, then all that come: a VCPU may leave one core for another.
  const left: (VcpuState | null)[] = [];
  const changing = places.filter((core, place) => core.target !== holder[place] && !core.seized);
  for (const core of changing) {
    left.push(core.target);
    detach(e, core);
  }
  for (const [i, core] of changing.entries())
    attach(e, core, left[i] ?? null, holder[core.place] ?? null);
}

/** The VCPU on the core, or being switched to, leaves it. */
function detach(e: Engine, core: CoreState): void {
  vacate(e, core);
  core.target = null;
}

/** The core stops what it does for its VCPU, from which its next switch will start all the same. */
function vacate(e: Engine, core: CoreState): void {
  sync(e, core);
  interrupt(e, core);
  e.ends.set(core.index, Infinity);
  const vcpu = core.target;
  // It may have gone to a core of another pool already.
  if (vcpu === null || vcpu.core !== core) return;
  vcpu.core = null;
  if (!vcpu.supplied) return;
  vcpu.supplied = false;
  if (vcpu.active) vcpu.gapSince = e.now;
  vcpu.guestPool.closePlace(vcpu.guestPlace);
  e.markGuest(vcpu.guestPool);
}

function attach(e: Engine, core: CoreState, from: VcpuState | null, vcpu: VcpuState | null): void {
  core.target = vcpu;
  core.switches++;
  e.events?.push(SWITCHED, core.index, vcpu === null ? -1 : vcpu.index, -1, -1);
  if (vcpu !== null) {
    if (vcpu.core !== null) vacate(e, vcpu.core);
    vcpu.core = core;
    vcpu.switches++;
    if (vcpu.lastCore !== null && vcpu.lastCore !== core) {
      vcpu.migrations++;
      e.events?.push(MIGRATE, core.index, vcpu.index, -1, -1);
    }
    vcpu.lastCore = core;
  }
  (e.rules[core.machine] as HostRules).dispatched(e, core, from, vcpu);
  const cost = e.switchCostOf(core.machine, from, vcpu);
  if (cost === 0) {
    switched(e, core);
    return;
  }
  open(e, core, SWITCH, null, -1);
  e.ends.set(core.index, e.now + cost);
}

/** The hypervisor takes a core for itself; its VCPU waits, and may meanwhile go to another core. */
export function seize(e: Engine, core: CoreState, step: number, length: number): void {
  core.before = core.target;
  detach(e, core);
  core.seized = true;
  open(e, core, ADMISSION, null, step);
  e.ends.set(core.index, e.now + length);
}

/** The hypervisor gives the core back to whoever has it now. */
export function release(e: Engine, core: CoreState): void {
  endSegment(e, core);
  e.ends.set(core.index, Infinity);
  core.seized = false;
  const vcpu = core.pool.holder[core.place] ?? null;
  if (core.before !== vcpu) attach(e, core, core.before, vcpu);
  else {
    core.target = vcpu;
    if (vcpu !== null) vcpu.core = core;
    switched(e, core);
  }
}

/** The switch is over: the VCPU is on the core. */
export function switched(e: Engine, core: CoreState): void {
  e.ends.set(core.index, Infinity);
  const vcpu = core.target;
  if (vcpu === null) return;
  vcpu.supplied = true;
  const gap = e.now - vcpu.gapSince;
  if (gap > vcpu.longestGap) vcpu.longestGap = gap;
  vcpu.guestPool.openPlace(vcpu.guestPlace);
  e.markGuest(vcpu.guestPool);
}

/** Lets the core do what its VCPU's guest wants now, and foresees when that ends. */
export function refresh(e: Engine, core: CoreState): void {
  const vcpu = core.target;
  if (vcpu === null || !vcpu.supplied) return;
  sync(e, core);
  const task = vcpu.guestPool.holder[vcpu.guestPlace] ?? null;
  let kind = NONE;
  let job = -1;
  let left = vcpu.budget;
  if (task !== null) {
    kind = task.kind;
    job = task.head;
    if (vcpu.loaded !== task && kind !== KERNEL) {
      vcpu.loaded = task;
      vcpu.switchLeft = vcpu.taskSwitch;
    }
    let due = task.remaining;
    if (vcpu.switchLeft > 0 && vcpu.loaded === task) {
      kind = TASK_SWITCH;
      due = vcpu.switchLeft;
    } else if (task.turnLeft < due) due = task.turnLeft;
    if (due < left) left = due;
  } else if (vcpu.spins) kind = SPIN;
  if (kind !== core.kind || task !== core.task || job !== core.job) {
    interrupt(e, core);
    if (kind !== NONE) open(e, core, kind, task, job);
    if (kind === RUN && task !== null) begin(e, core, vcpu, task);
  }
  e.ends.set(core.index, kind === NONE ? Infinity : e.now + left);
}

function begin(e: Engine, core: CoreState, vcpu: VcpuState, task: TaskState): void {
  e.events?.push(task.started ? RESUME : START, core.index, vcpu.index, task.traced, task.head);
  task.started = true;
}

function open(e: Engine, core: CoreState, kind: number, task: TaskState | null, job: number): void {
  core.kind = kind;
  core.segmentStart = e.now;
  core.task = task;
  core.job = job;
}
