import type { VcpuName } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import type { Reason } from '../model/reason.ts';
import type { Served } from './finding.ts';

/** Another element that has a part in a finding, with what it is. */
export interface RelatedElement {
  readonly element: Element;
  readonly attribute?: string;
  readonly role: RelatedRole;
}

/** What an element has to do with a finding; times in ns. */
export type RelatedRole =
  /** A task that asks for its share; `misses`: and can miss its deadline too. */
  | {
      readonly kind: 'asks';
      readonly task: string;
      readonly wcet: number;
      readonly period: number;
      readonly misses: boolean;
    }
  /** The machine that supplies; `gap`: the longest time without, where there is one. */
  | {
      readonly kind: 'supplies';
      readonly machine: string;
      readonly served: Served;
      readonly interface: { readonly budget: number; readonly period: number } | null;
      readonly gap: number | null;
    }
  /** A VCPU that takes `gross` of each of its periods; `reason`: why it is not served itself. */
  | {
      readonly kind: 'takes';
      readonly vcpu: VcpuName;
      readonly gross: number | null;
      readonly reason: Reason | null;
    }
  | { readonly kind: 'would-fail' };
