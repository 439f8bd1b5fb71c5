import type { Layout } from './layout.ts';

/** What a core does. The numbers from 1 on are one more than those of `segmentKinds`. */
export const NONE = 0;
export const RUN = 1;
export const TASK_SWITCH = 2;
export const SWITCH = 3;
export const SPIN = 4;
export const ADMISSION = 5;
export const KERNEL = 6;

/** The state of all cores, one row each. */
export class CoreTable {
  /** The VCPU on the core or being switched to; −1: idle or going idle. */
  readonly target: Int32Array;
  /** What goes on, since when, with which task and job. */
  readonly kind: Uint8Array;
  readonly segmentStart: Float64Array;
  readonly task: Int32Array;
  readonly job: Int32Array;
  /** Up to when budgets, demands and statistics account for what goes on. */
  readonly since: Float64Array;
  /** The hypervisor has taken the core for itself, and from whom. */
  readonly seized: Uint8Array;
  readonly before: Int32Array;
  readonly busy: Float64Array;
  readonly overhead: Float64Array;
  readonly switches: Float64Array;

  constructor(count: number) {
    this.target = new Int32Array(count).fill(-1);
    this.kind = new Uint8Array(count);
    this.segmentStart = new Float64Array(count);
    this.task = new Int32Array(count).fill(-1);
    this.job = new Int32Array(count).fill(-1);
    this.since = new Float64Array(count);
    this.seized = new Uint8Array(count);
    this.before = new Int32Array(count).fill(-1);
    this.busy = new Float64Array(count);
    this.overhead = new Float64Array(count);
    this.switches = new Float64Array(count);
  }
}

/** The state of all VCPUs, one row each. */
export class VcpuTable {
  readonly domain: Int32Array;
  readonly machine: Int32Array;
  /** The pool of cores it belongs to; −1: it has no core. */
  readonly hostPool: Int32Array;
  /** The pool of VCPUs, with its place there, that its guest's tasks are in. */
  readonly guestPool: Int32Array;
  readonly guestPlace: Int32Array;
  /** Whether its domain runs. */
  readonly active: Uint8Array;
  /** The interface: period, net budget, relative deadline, and what they become at the next replenishment. */
  readonly period: Float64Array;
  readonly theta: Float64Array;
  readonly delta: Float64Array;
  readonly nextPeriod: Float64Array;
  readonly nextTheta: Float64Array;
  readonly nextDelta: Float64Array;
  /** The pool of cores it belongs to from the next replenishment on. */
  readonly nextPool: Int32Array;
  readonly priority: Float64Array;
  readonly extratime: Uint8Array;
  /** What is left to take, and (RTDS) how often it was refilled since the replenishment. */
  readonly budget: Float64Array;
  readonly level: Float64Array;
  /** Its guest has something to run on it. */
  readonly work: Uint8Array;
  /** It has no tasks: it always has work. */
  readonly hog: Uint8Array;
  /** Without a task to run it takes its core's time all the same. */
  readonly spins: Uint8Array;
  /** The core it is on or being switched to, and the last one before; −1: none. */
  readonly core: Int32Array;
  readonly lastCore: Int32Array;
  readonly supplied: Uint8Array;
  /** The task loaded in its guest, and what is left of switching to it. */
  readonly loaded: Int32Array;
  readonly switchLeft: Float64Array;
  readonly taskSwitch: Float64Array;

  readonly supply: Float64Array;
  readonly unused: Float64Array;
  readonly lost: Float64Array;
  readonly replenishments: Float64Array;
  readonly exhaustions: Float64Array;
  readonly gapSince: Float64Array;
  readonly longestGap: Float64Array;
  readonly switches: Float64Array;
  readonly migrations: Float64Array;

  constructor(layout: Layout) {
    const { vcpus } = layout;
    const column = (value: (row: Layout['vcpus'][number]) => number): Float64Array =>
      Float64Array.from(vcpus, value);
    const zeros = (): Float64Array => new Float64Array(vcpus.length);
    this.domain = Int32Array.from(vcpus, (v) => v.domain);
    this.machine = Int32Array.from(vcpus, (v) => v.machine);
    this.hostPool = Int32Array.from(vcpus, (v) => v.hostPool);
    this.guestPool = Int32Array.from(vcpus, (v) => v.guestPool);
    this.guestPlace = Int32Array.from(vcpus, (v) => v.guestPlace);
    this.active = new Uint8Array(vcpus.length);
    this.period = column((v) => v.vcpu.period ?? Infinity);
    this.theta = column((v) => v.vcpu.budget ?? 0);
    this.delta = column((v) => v.vcpu.deadline ?? v.vcpu.period ?? Infinity);
    this.nextPeriod = this.period.slice();
    this.nextTheta = this.theta.slice();
    this.nextDelta = this.delta.slice();
    this.nextPool = this.hostPool.slice();
    this.priority = column((v) => v.vcpu.priority ?? 0);
    this.extratime = Uint8Array.from(vcpus, (v) => (v.vcpu.extratime ? 1 : 0));
    this.budget = zeros();
    this.level = zeros();
    this.work = new Uint8Array(vcpus.length);
    this.hog = new Uint8Array(vcpus.length);
    this.spins = new Uint8Array(vcpus.length);
    this.core = new Int32Array(vcpus.length).fill(-1);
    this.lastCore = new Int32Array(vcpus.length).fill(-1);
    this.supplied = new Uint8Array(vcpus.length);
    this.loaded = new Int32Array(vcpus.length).fill(-1);
    this.switchLeft = zeros();
    this.taskSwitch = column((v) => layout.domains[v.domain]?.domain.taskSwitch ?? 0);
    this.supply = zeros();
    this.unused = zeros();
    this.lost = zeros();
    this.replenishments = zeros();
    this.exhaustions = zeros();
    this.gapSince = zeros().fill(-1);
    this.longestGap = zeros();
    this.switches = zeros();
    this.migrations = zeros();
  }
}

/** The state of all tasks, one row each; the jobs of a task queue, and only the first of them, its head, can run. */
export class TaskTable {
  readonly domain: Int32Array;
  readonly pool: Int32Array;
  /** `RUN`, or for what is no task of the model `ADMISSION` or `KERNEL`. */
  readonly kind: Uint8Array;
  readonly period: Float64Array;
  readonly deadline: Float64Array;
  readonly wcet: Float64Array;
  readonly bcet: Float64Array;
  readonly offset: Float64Array;
  readonly jitter: Float64Array;
  readonly sporadic: Uint8Array;
  readonly priority: Float64Array;
  readonly quantum: Float64Array;
  readonly stream: Int32Array;
  readonly active: Uint8Array;
  /** How many jobs were released (nominally), how many could start, and the number of the head. */
  readonly released: Float64Array;
  readonly arrived: Float64Array;
  readonly head: Float64Array;
  /** Of the next job to arrive: its nominal release. */
  readonly arrivingRelease: Float64Array;
  /** Of the head: nominal release, when it could start, what is left to execute. */
  readonly headRelease: Float64Array;
  readonly headArrival: Float64Array;
  readonly remaining: Float64Array;
  readonly started: Uint8Array;
  /** Turns given so far, over all tasks: the number of the next one. */
  turns = 0;
  /** What is left of its turn. */
  readonly turnLeft: Float64Array;

  readonly completed: Float64Array;
  readonly misses: Float64Array;
  readonly tardy: Float64Array;
  readonly tardinessSum: Float64Array;
  readonly tardinessMax: Float64Array;
  readonly preemptions: Float64Array;

  constructor(layout: Layout) {
    const { tasks } = layout;
    const column = (value: (row: Layout['tasks'][number]) => number): Float64Array =>
      Float64Array.from(tasks, value);
    const zeros = (): Float64Array => new Float64Array(tasks.length);
    this.domain = Int32Array.from(tasks, (t) => t.domain);
    this.pool = Int32Array.from(tasks, (t) => t.pool);
    this.kind = Uint8Array.from(tasks, (t) => t.kind);
    this.period = column((t) => t.task.period);
    this.deadline = column((t) => t.task.deadline);
    this.wcet = column((t) => t.task.wcet);
    this.bcet = column((t) => t.task.bcet);
    this.offset = column((t) => t.task.offset);
    this.jitter = column((t) => t.task.jitter);
    this.sporadic = Uint8Array.from(tasks, (t) => (t.task.sporadic ? 1 : 0));
    this.priority = column((t) => t.task.priority ?? 0);
    this.quantum = column((t) => t.quantum);
    this.stream = Int32Array.from(tasks, (t) => t.stream);
    this.active = new Uint8Array(tasks.length);
    this.released = zeros();
    this.arrived = zeros();
    this.head = zeros();
    this.arrivingRelease = zeros();
    this.headRelease = zeros();
    this.headArrival = zeros();
    this.remaining = zeros();
    this.started = new Uint8Array(tasks.length);
    this.turnLeft = zeros().fill(Infinity);
    this.completed = zeros();
    this.misses = zeros();
    this.tardy = zeros();
    this.tardinessSum = zeros();
    this.tardinessMax = zeros();
    this.preemptions = zeros();
  }
}
