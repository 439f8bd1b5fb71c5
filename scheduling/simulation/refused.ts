import type { VcpuName } from '../model/analysis.ts';

/** Why a system cannot be simulated as it was asked for. */
export type SimulationRefusal =
  /** `known`: the scenarios that there are. */
  | { readonly kind: 'no-scenario'; readonly scenario: string; readonly known: readonly string[] }
  | { readonly kind: 'no-vcpu'; readonly vcpu: VcpuName }
  /** The machine guarantees no supply, so that there is no least one. */
  | { readonly kind: 'no-worst-case'; readonly vcpu: VcpuName; readonly machine: string }
  /** The worst case of one VCPU was asked for within a scenario. */
  | { readonly kind: 'worst-case-in-scenario' };

/** Thrown where a run is asked for that there cannot be. */
export class SimulationRefused extends RangeError {
  override readonly name = 'SimulationRefused';
  readonly refusal: SimulationRefusal;

  constructor(refusal: SimulationRefusal) {
    super(JSON.stringify(refusal));
    this.refusal = refusal;
  }
}
