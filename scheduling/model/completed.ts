import type { Domain, Machine, Scenario, Vcpu } from './model.ts';

/** A system model whose open budgets, periods and cores have been chosen. */
export interface CompletedModel {
  readonly machines: readonly CompletedMachine[];
  readonly scenarios: readonly Scenario[];
}

export interface CompletedMachine extends Omit<Machine, 'domains'> {
  readonly domains: readonly CompletedDomain[];
}

export interface CompletedDomain extends Omit<Domain, 'vcpus'> {
  readonly vcpus: readonly CompletedVcpu[];
}

/**
 * A VCPU with its interface chosen. What stays `null` has no meaning on its machine, or no choice
 * exists.
 */
export interface CompletedVcpu extends Omit<Vcpu, 'period' | 'budget' | 'deadline' | 'core'> {
  readonly period: number | null;
  /** The net budget; `null` also where it was left open and no budget would do. */
  readonly budget: number | null;
  readonly deadline: number | null;
  /** `null` under global policies, or where no placement was found. */
  readonly core: number | null;
  /** What the tool chose, as against what was written. */
  readonly computed: { readonly period: boolean; readonly budget: boolean; readonly core: boolean };
}
