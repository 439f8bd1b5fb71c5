import type { VcpuName } from '../model/analysis.ts';

/** The reason why a requested simulation cannot run. */
export type SimulationRefusal =
  /** `known` lists the existing scenarios. */
  | { readonly kind: 'no-scenario'; readonly scenario: string; readonly known: readonly string[] }
  | { readonly kind: 'no-vcpu'; readonly vcpu: VcpuName }
  /** The machine guarantees no supply, hence there is no least one. */
  | { readonly kind: 'no-worst-case'; readonly vcpu: VcpuName; readonly machine: string }
  /** The worst case of one VCPU is not defined within a scenario. */
  | { readonly kind: 'worst-case-in-scenario' };

/** Thrown for a request of an impossible run. */
export class SimulationRefused extends RangeError {
  override readonly name = 'SimulationRefused';
  readonly refusal: SimulationRefusal;

  constructor(refusal: SimulationRefusal) {
    super(JSON.stringify(refusal));
    this.refusal = refusal;
  }
}
