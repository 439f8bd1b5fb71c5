import type { HostPool } from '../pool.ts';
import { NONE } from './activity.ts';
import type { TaskState } from './task-state.ts';
import type { VcpuState } from './vcpu-state.ts';

/** A core as it is now. Times are in ns; see {@link VcpuState} for why they begin as NaN. */
export class CoreState {
  /** Its number among all cores. */
  readonly index: number;
  readonly machine: number;
  readonly pool: HostPool;
  readonly place: number;
  /** The VCPU on the core or being switched to; `null`: idle or going idle. */
  target: VcpuState | null = null;
  /** What goes on, since when, with which task and job. */
  kind: number = NONE;
  segmentStart = NaN;
  task: TaskState | null = null;
  job = -1;
  /** Up to when budgets, demands and statistics account for what goes on. */
  since = NaN;
  /** The hypervisor has taken the core for itself, and from whom. */
  seized = false;
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
