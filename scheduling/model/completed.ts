import type { Domain, Machine, Scenario, Vcpu } from './model.ts';
import type { WindowChoice } from './window-choice.ts';

/** A system model whose open budgets, periods and cores have been chosen. */
export interface CompletedModel {
  readonly machines: readonly CompletedMachine[];
  readonly scenarios: readonly Scenario[];
}

export interface CompletedMachine extends Omit<Machine, 'domains'> {
  readonly domains: readonly CompletedDomain[];
  /** The choice of windows, if some were left to the tool. */
  readonly windowChoice?: WindowChoice;
}

export interface CompletedDomain extends Omit<Domain, 'vcpus'> {
  readonly vcpus: readonly CompletedVcpu[];
}

/**
 * A VCPU with its interface chosen. A number stays `null` if it has no meaning on the machine, or
 * if no choice exists.
 */
export interface CompletedVcpu extends Omit<Vcpu, 'period' | 'budget' | 'deadline' | 'core'> {
  readonly period: number | null;
  /** The net budget; `null` also if it was left open and no budget suffices. */
  readonly budget: number | null;
  readonly deadline: number | null;
  /** The core; `null` under global policies, or if no placement was found. */
  readonly core: number | null;
  /** The numbers that the tool chose; the others were written. */
  readonly computed: { readonly period: boolean; readonly budget: boolean; readonly core: boolean };
}

/** Whether a person wrote the VCPU's core, which the tool then keeps. */
export function hasWrittenCore({
  core,
  computed,
}: Pick<CompletedVcpu, 'core' | 'computed'>): boolean {
  return core !== null && !computed.core;
}
