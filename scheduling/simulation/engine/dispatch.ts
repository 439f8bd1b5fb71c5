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

/** Charges the core's activity up to now to budgets, demands and statistics. */
export function sync(engine: Engine, core: CoreState): void {
  const spent = engine.now - core.since;
  if (spent === 0) return;
  core.since = engine.now;
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
export function endSegment(engine: Engine, core: CoreState): void {
  engine.segments?.push(core);
  core.kind = NONE;
}

/** Stops what the core does; a job that was executing is preempted. */
export function interrupt(engine: Engine, core: CoreState): void {
  const { kind, target, task } = core;
  if (kind === NONE) return;
  endSegment(engine, core);
  if (kind !== RUN || target === null || task === null) return;
  task.preemptions++;
  engine.events?.push(PREEMPT, core.index, target.index, task.traced, core.job);
}

/** Switches the cores of a pool to their new VCPUs. */
export function retarget(engine: Engine, pool: HostPool): void {
  const { places, holder } = pool;
  if (places.length === 1) {
    const core = places[0] as CoreState;
    const from = core.before ?? core.target;
    const to = holder[0] ?? null;
    if (core.seized || (core.target === to && core.before === null)) return;
    detach(engine, core);
    attach(engine, core, from, to);
    return;
  }
  // All VCPUs leave before any comes: a VCPU may leave one core for another.
  const left: (VcpuState | null)[] = [];
  const changing = places.filter(
    (core, place) => !core.seized && (core.target !== holder[place] || core.before !== null),
  );
  for (const core of changing) {
    left.push(core.before ?? core.target);
    detach(engine, core);
  }
  for (const [i, core] of changing.entries())
    attach(engine, core, left[i] ?? null, holder[core.place] ?? null);
}

/** Takes the VCPU off the core that it runs on or is being switched to. */
function detach(engine: Engine, core: CoreState): void {
  vacate(engine, core);
  core.target = null;
}

/** Stops the core's work for its VCPU. The core's next switch still starts from that VCPU. */
function vacate(engine: Engine, core: CoreState): void {
  sync(engine, core);
  interrupt(engine, core);
  engine.ends.set(core.index, Infinity);
  const vcpu = core.target;
  // The VCPU may already have gone to a core of another pool.
  if (vcpu === null || vcpu.core !== core) return;
  vcpu.core = null;
  if (!vcpu.supplied) return;
  vcpu.supplied = false;
  if (vcpu.active) vcpu.gapSince = engine.now;
  vcpu.guestPool.closePlace(vcpu.guestPlace);
  engine.markGuest(vcpu.guestPool);
}

function attach(
  engine: Engine,
  core: CoreState,
  from: VcpuState | null,
  vcpu: VcpuState | null,
): void {
  core.before = null;
  core.target = vcpu;
  if (from === vcpu) {
    if (vcpu !== null) vcpu.core = core;
    switched(engine, core);
    return;
  }
  core.switches++;
  engine.events?.push(SWITCHED, core.index, vcpu === null ? -1 : vcpu.index, -1, -1);
  if (vcpu !== null) {
    if (vcpu.core !== null) vacate(engine, vcpu.core);
    vcpu.core = core;
    vcpu.switches++;
    if (vcpu.lastCore !== null && vcpu.lastCore !== core) {
      vcpu.migrations++;
      engine.events?.push(MIGRATE, core.index, vcpu.index, -1, -1);
    }
    vcpu.lastCore = core;
  }
  (engine.rules[core.machine] as HostRules).dispatched(engine, core, from, vcpu);
  const cost = engine.switchCostOf(core.machine, from, vcpu);
  if (cost === 0) {
    switched(engine, core);
    return;
  }
  open(engine, core, SWITCH, null, -1);
  engine.ends.set(core.index, engine.now + cost);
}

/** The hypervisor takes a core for itself. Its VCPU waits, or goes to another core of its pool. */
export function seize(engine: Engine, core: CoreState, step: number, length: number): void {
  core.before = core.target ?? core.before;
  detach(engine, core);
  core.seized = true;
  core.pool.closePlace(core.place);
  engine.markHost(core.pool);
  open(engine, core, ADMISSION, null, step);
  engine.ends.set(core.index, engine.now + length);
}

/** The hypervisor returns the core. The next decision gives it to a VCPU. */
export function release(engine: Engine, core: CoreState): void {
  endSegment(engine, core);
  engine.ends.set(core.index, Infinity);
  core.seized = false;
  core.pool.openPlace(core.place);
  engine.markHost(core.pool);
}

/** The switch ends: the VCPU is on the core. */
export function switched(engine: Engine, core: CoreState): void {
  engine.ends.set(core.index, Infinity);
  const vcpu = core.target;
  if (vcpu === null) return;
  vcpu.supplied = true;
  const gap = engine.now - vcpu.gapSince;
  if (gap > vcpu.longestGap) vcpu.longestGap = gap;
  vcpu.guestPool.openPlace(vcpu.guestPlace);
  engine.markGuest(vcpu.guestPool);
}

/** Starts the activity that the VCPU's guest wants now, and computes its end. */
export function refresh(engine: Engine, core: CoreState): void {
  const vcpu = core.target;
  if (vcpu === null || !vcpu.supplied) return;
  sync(engine, core);
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
    interrupt(engine, core);
    if (kind !== NONE) open(engine, core, kind, task, job);
    if (kind === RUN && task !== null) begin(engine, core, vcpu, task);
  }
  engine.ends.set(core.index, kind === NONE ? Infinity : engine.now + left);
}

function begin(engine: Engine, core: CoreState, vcpu: VcpuState, task: TaskState): void {
  engine.events?.push(
    task.started ? RESUME : START,
    core.index,
    vcpu.index,
    task.traced,
    task.head,
  );
  task.started = true;
}

function open(
  engine: Engine,
  core: CoreState,
  kind: number,
  task: TaskState | null,
  job: number,
): void {
  core.kind = kind;
  core.segmentStart = engine.now;
  core.task = task;
  core.job = job;
}
