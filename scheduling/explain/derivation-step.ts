import type { GuestStep } from './guest-step.ts';
import type { HostStep } from './host-step.ts';

/**
 * One step of a derivation: the numbers at hand, which `messages/explain/` prints in the formulas
 * of the field. Times are in ns.
 */
export type DerivationStep = StepData & {
  /** Which part the step is about, the outermost first; absent: all there is. */
  readonly about?: readonly StepSubject[];
};

export type StepData = GuestStep | HostStep;

export type StepSubject =
  | { readonly kind: 'name'; readonly name: string }
  /** The VCPU of a domain by its place, counted from 1. */
  | { readonly kind: 'number'; readonly number: number };

/** `jobs` times the cost of something by its name. */
export interface JobsTerm {
  readonly jobs: number;
  readonly cost: number;
  readonly name: string;
}

/** A share of time: `cost` in each `period`. */
export interface ShareTerm {
  readonly cost: number;
  readonly period: number;
}

/** What something by its name takes at most. */
export interface MostTerm {
  readonly most: number;
  readonly name: string;
}
