import type { Engine } from '../engine/engine.ts';
import type { CoreState } from '../engine/state/core-state.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';

/**
 * A machine's way to give its cores to VCPUs. The engine calls; the rules put VCPUs that want a
 * core into their pool (`offer`), take them out (`withdraw`), order them by two keys, and give them
 * budgets.
 */
export interface HostRules {
  /** The machine comes to life, at time zero. */
  boot(engine: Engine, machine: number): void;
  /** The VCPU's domain starts now. */
  start(engine: Engine, vcpu: VcpuState): void;
  /** The VCPU's domain stops now. */
  stop(engine: Engine, vcpu: VcpuState): void;
  /** The VCPU's guest has work again. */
  wake(engine: Engine, vcpu: VcpuState): void;
  /** The VCPU's guest has no more work. */
  sleep(engine: Engine, vcpu: VcpuState): void;
  /** The VCPU, on its core, has used up its budget. */
  exhaust(engine: Engine, vcpu: VcpuState): void;
  /** The VCPU's period begins. */
  replenish(engine: Engine, vcpu: VcpuState): void;
  /** The VCPU's deadline has come, if it is before its next period. */
  deadline(engine: Engine, vcpu: VcpuState): void;
  /** The machine's own timer is due. */
  timer(engine: Engine, machine: number): void;
  /** A step of the scenario asks for another plan; absent if there are none. */
  plan?(engine: Engine, machine: number, plan: string, step: number): void;
  /** A core begins to change from one VCPU to another; `null` is idle. */
  dispatched(engine: Engine, core: CoreState, from: VcpuState | null, to: VcpuState | null): void;
  /** Someone waits for a place that is held until then. */
  held(engine: Engine, machine: number, until: number): void;
}
