import type { HostPool } from '../pool.ts';
import { NONE } from './activity.ts';
import type { TaskState } from './task-state.ts';
import type { VcpuState } from './vcpu-state.ts';

/** A core's present state. Times are in ns; {@link VcpuState} says why they begin as NaN. */
export class CoreState {
  /** Its number among all cores. */
  readonly index: number;
  readonly machine: number;
  readonly pool: HostPool;
  readonly place: number;
  /** The VCPU on the core or being switched to; `null` if it is idle or going idle. */
  target: VcpuState | null = null;
  /** The present activity, its start, its task and its job. */
  kind: number = NONE;
  segmentStart = NaN;
  task: TaskState | null = null;
  job = -1;
  /** The instant up to which budgets, demands and statistics account for the activity. */
  since = NaN;
  /** Whether the hypervisor has taken the core for itself. */
  seized = false;
  /** The VCPU that it took the core from, until the core is given to one again. */
  before: VcpuState | null = null;
  busy = NaN;
  overhead = NaN;
  switches = 0;

  constructor(index: number, machine: number, pool: HostPool) {
    this.index = index;
    this.machine = machine;
    this.pool = pool;
    this.place = pool.join(this);
    this.busy = 0;
    this.overhead = 0;
  }
}
