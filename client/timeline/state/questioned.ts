import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element } from '../../../scheduling/model/element.ts';

/**
 * The subject of *Why*: a VCPU, one that would fail across the change of plan of a step, or one
 * whose budget comes late on its machine.
 */
export interface Questioned extends VcpuName {
  /** The machine on which the budget comes late, and the core; `null` for all cores. */
  readonly late?: { readonly machine: string; readonly core: number | null };
  readonly step?: Omit<Extract<Element, { kind: 'step' }>, 'kind'>;
}
