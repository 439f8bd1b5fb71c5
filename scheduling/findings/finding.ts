import type { TestUsed } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import type { Action } from '../model/model.ts';
import type { Reason, Shortage } from '../model/reason.ts';
import type { StepReason } from '../model/step-reason.ts';
import type { NotFound } from '../model/window-choice.ts';
import type { RelatedElement } from './related.ts';

/**
 * A fact about a system that a person should know: the element that fails, the time, the excess and
 * a sufficient value. The code names the page that explains it; `messages/findings/` puts it into
 * words.
 */
export type Finding = FindingData & {
  readonly severity: FindingSeverity;
  /** The element that has to change. */
  readonly element: Element;
  /** The written attribute that has to change, such as `budget`. */
  readonly attribute?: string;
  /** The plan in which the attribute stands, if it stands in one. */
  readonly plan?: string;
  /** Other elements involved, each with its role. */
  readonly related: readonly RelatedElement[];
};

type FindingSeverity = 'error' | 'warning' | 'info' | 'hint';

/** A VCPU, or with `null` all VCPUs of a domain that schedules globally. */
export interface Served {
  readonly domain: string;
  readonly vcpu: string | null;
  /** The plan of windows in which it is so; absent without plans. */
  readonly plan?: string;
}

/** The finding itself. Times are in ns. */
export type FindingData =
  | {
      readonly code: 'guest-unschedulable';
      readonly data: {
        readonly served: Served;
        readonly what: CanMiss | { readonly kind: 'fails'; readonly reason: Reason };
        readonly remedy: TimeRemedy | null;
        readonly beside: HoldsBeside | null;
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
        /** The budget that would suffice, if it exceeds the present one. */
        readonly enough: number | null;
        /** Whether it is in time with aligned releases. */
        readonly aligned?: true;
        readonly beside: HoldsBeside | null;
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
      readonly code: 'windows-impossible' | 'windows-not-found';
      readonly data: {
        readonly machine: string;
        /** The core; `null` on a machine with one. */
        readonly core: number | null;
        /** The plan whose windows they are; absent for the plain ones. */
        readonly plan?: string;
        /** The major frame, in ns. */
        readonly frame: number;
        readonly result: NotFound;
      };
    }
  | {
      readonly code: 'scenario-refused' | 'scenario-without-effect';
      readonly data: { readonly action: Action; readonly reason: StepReason };
    };

export type FindingCode = FindingData['code'];

/** A task that can miss its deadline; `late` is its lateness, if known. */
export interface CanMiss {
  readonly kind: 'can-miss';
  readonly task: string;
  readonly deadline: number;
  readonly late: number | null;
  readonly shortage: Shortage;
}

/**
 * The tasks that an interface alone does not carry hold beside the neighbors that are written. The
 * response is an upper bound for the named task, in ns; `null` if the test gives none.
 */
export interface HoldsBeside {
  readonly response: number | null;
}

/**
 * The remedy of a VCPU's supply: `enough` gives a sufficient budget, `no-budget` says that this
 * period has none, `aligned` that the deadlines are met if releases are in step with the frame.
 */
export type TimeRemedy =
  | { readonly kind: 'enough'; readonly budget: number }
  | { readonly kind: 'no-budget'; readonly period: number }
  | { readonly kind: 'aligned' };

interface GuestNotProven {
  readonly kind: 'guest';
  readonly served: Served;
  readonly reason: Reason;
  readonly test: TestUsed;
  /** The budget proven to suffice, if it exceeds the present one. */
  readonly enough: number | null;
  /** Whether it is proven with aligned releases. */
  readonly aligned?: true;
  readonly beside: HoldsBeside | null;
}

interface HostNotProven {
  readonly kind: 'host';
  readonly machine: string;
  readonly reason: Reason;
  readonly test: TestUsed;
}
