import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element } from '../../../scheduling/model/element.ts';

/** The subject of *Why*: a VCPU, or one that would fail across the change of plan of a step. */
export interface Questioned extends VcpuName {
  readonly step?: Omit<Extract<Element, { kind: 'step' }>, 'kind'>;
}
