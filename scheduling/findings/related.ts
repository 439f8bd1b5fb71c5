import type { VcpuName } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import type { Reason } from '../model/reason.ts';
import type { Served } from './finding.ts';

/** Another element involved in a finding, with its role. */
export interface RelatedElement {
  readonly element: Element;
  readonly attribute?: string;
  /** The plan in which the attribute stands, if it stands in one. */
  readonly plan?: string;
  readonly role: RelatedRole;
}

/** The role of an element in a finding. Times are in ns. */
export type RelatedRole =
  /** A task that takes part of the supply; `misses` says that it can miss its deadline too. */
  | {
      readonly kind: 'asks';
      readonly task: string;
      readonly wcet: number;
      readonly period: number;
      readonly misses: boolean;
    }
  /** The supplying machine; `gap` is the longest time without supply, if there is one. */
  | {
      readonly kind: 'supplies';
      readonly machine: string;
      readonly served: Served;
      readonly interface: { readonly budget: number; readonly period: number } | null;
      readonly gap: number | null;
    }
  /** A VCPU that takes `gross` of each period; `reason` says why it is itself not served. */
  | {
      readonly kind: 'takes';
      readonly vcpu: VcpuName;
      readonly gross: number | null;
      readonly reason: Reason | null;
    }
  /** A VCPU whose windows are open, too, on the same core. */
  | { readonly kind: 'shares-core'; readonly vcpu: VcpuName }
  | { readonly kind: 'would-fail' };
