import type { GuestStep } from './guest-step.ts';
import type { HostStep } from './host-step.ts';

/**
 * One step of a derivation: the numbers that `messages/explain/` puts into the field's formulas.
 * Times are in ns.
 */
export type DerivationStep = StepData & {
  /** The part that the step is about, the outermost first. The default is the whole. */
  readonly about?: readonly StepSubject[];
};

export type StepData = GuestStep | HostStep;

export type StepSubject =
  | { readonly kind: 'name'; readonly name: string }
  /** A VCPU by its place in the domain, counted from 1. */
  | { readonly kind: 'number'; readonly number: number };

/** The cost of a named element, `jobs` times. */
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

/** The most that a named element can take. */
export interface MostTerm {
  readonly most: number;
  readonly name: string;
}
