import type { MachinePolicy, ServerKind } from '../../../../../scheduling/model/model.ts';

/** The kinds of systems that a soak draws. */
export interface SoakOptions {
  readonly policies: readonly MachinePolicy[];
  readonly servers: readonly ServerKind[];
  readonly cores: number;
  /** Whether there is a second pool to move to. */
  readonly pools: boolean;
  readonly costs: boolean;
  /** Whether VCPUs may have deadlines below their periods. */
  readonly constrained: boolean;
  /** Whether domains have tasks, which come and go. */
  readonly tasks: boolean;
  readonly globalGuests: boolean;
  /** Whether domains of one VCPU come and go all the time, on full cores. */
  readonly dense?: boolean;
  /** Whether domains of two pools change places in pairs, on cores that are almost full. */
  readonly exchanges?: boolean;
  /** Whether some VCPUs leave their budgets to the tool, and some of these their periods. */
  readonly open?: boolean;
  /** Whether VCPUs get other periods, with leave to wait, as soon as their budgets are open. */
  readonly leave?: boolean;
  /** Whether some tasks are soft. */
  readonly soft?: boolean;
  /** The place of admission tests that take time. */
  readonly admission?: 'dom0' | 'hypervisor';
}
