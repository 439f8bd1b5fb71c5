import type { TestUsed } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import type { Action } from '../model/model.ts';
import type { Reason, Shortage } from '../model/reason.ts';
import type { StepReason } from '../model/step-reason.ts';
import type { RelatedElement } from './related.ts';

/**
 * Something that a person should know of a system: what fails, when, by how much, and what would
 * do. Its code is that of the page that explains it; `messages/findings/` says it in words.
 */
export type Finding = FindingData & {
  readonly severity: FindingSeverity;
  /** What has to change. */
  readonly element: Element;
  /** The word of the attribute that has to change, if it is one and written: `budget`. */
  readonly attribute?: string;
  /** The others that have a part in it, each with what it is. */
  readonly related: readonly RelatedElement[];
};

type FindingSeverity = 'error' | 'warning' | 'info' | 'hint';

/** A VCPU, or, with `null`, all of a domain that schedules globally. */
export interface Served {
  readonly domain: string;
  readonly vcpu: string | null;
}

/** What was found; times in ns. */
export type FindingData =
  | {
      readonly code: 'guest-unschedulable';
      readonly data: {
        readonly served: Served;
        readonly what: CanMiss | { readonly kind: 'fails'; readonly reason: Reason };
        readonly remedy: BudgetRemedy | null;
      };
    }
  | {
      readonly code: 'not-proven';
      readonly data: GuestNotProven | HostNotProven;
    }
  | {
      readonly code: 'soft-can-miss';
      readonly data: {
        readonly served: Served;
        readonly what: CanMiss | { readonly kind: 'not-proven'; readonly reason: Reason };
        /** The budget that would do, where that is more than it has. */
        readonly enough: number | null;
      };
    }
  | {
      readonly code: 'budget-oversized';
      readonly data: { readonly served: Served; readonly budget: number; readonly enough: number };
    }
  | { readonly code: 'vcpu-gets-nothing'; readonly data: { readonly served: Served } }
  | {
      readonly code: 'core-unschedulable' | 'machine-unschedulable' | 'credit-no-guarantee';
      readonly data: { readonly machine: string; readonly reason: Reason };
    }
  | {
      readonly code: 'scenario-refused' | 'scenario-without-effect';
      readonly data: { readonly action: Action; readonly reason: StepReason };
    };

export type FindingCode = FindingData['code'];

/** That a task can miss its deadline; `late`: by how much, where that is known. */
export interface CanMiss {
  readonly kind: 'can-miss';
  readonly task: string;
  readonly deadline: number;
  readonly late: number | null;
  readonly shortage: Shortage;
}

/** `enough`: that budget would do. `no-budget`: with this period none would. */
export type BudgetRemedy =
  | { readonly kind: 'enough'; readonly budget: number }
  | { readonly kind: 'no-budget'; readonly period: number };

interface GuestNotProven {
  readonly kind: 'guest';
  readonly served: Served;
  readonly reason: Reason;
  readonly test: TestUsed;
  /** The budget that would be proven to do, where that is more than it has. */
  readonly enough: number | null;
}

interface HostNotProven {
  readonly kind: 'host';
  readonly machine: string;
  readonly reason: Reason;
  readonly test: TestUsed;
}
