import type { InterfaceFrom } from '../../trace.ts';
import type { VcpuState } from '../state/vcpu-state.ts';

/** Records the interfaces that VCPUs have had, each from the instant at which it began. */
export class InterfaceRecorder {
  private readonly of = new Map<VcpuState, InterfaceFrom[]>();

  /** The VCPU has its present interface from an instant on, in ns, if not before. */
  note(vcpu: VcpuState, now: number): void {
    const { index, period, theta: budget, delta: deadline } = vcpu;
    const known = this.of.get(vcpu);
    const last = known?.at(-1);
    if (last?.period === period && last.budget === budget && last.deadline === deadline) return;
    const next = { vcpu: index, from: now, period, budget, deadline };
    if (known === undefined) this.of.set(vcpu, [next]);
    else known.push(next);
  }

  /** The interfaces of the VCPUs that have had several. */
  several(): readonly InterfaceFrom[] {
    return [...this.of.values()].flatMap((own) => (own.length > 1 ? own : []));
  }
}
