import type { DomainAnalysis, MachineAnalysis, VerdictKind } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import { worstOf } from '../model/verdict.ts';
import { owesNothing } from './shares.ts';

/** The verdict on all hard tasks and machines, except pools that owe nothing. */
export function systemVerdict(
  machines: readonly CompletedMachine[],
  hosts: readonly MachineAnalysis[],
  domains: readonly DomainAnalysis[],
): VerdictKind {
  const owing = owingMachines(machines);
  const parts = [...hosts, ...domains].filter(({ machine }) => owing.has(machine));
  return worstOf(parts.map(({ verdict }) => verdict)).kind;
}

/** The names of the machines and pools on which a verdict on the system rests. */
export function owingMachines(machines: readonly CompletedMachine[]): ReadonlySet<string> {
  const owing = machines.filter((machine) => !owesNothing(machine, machines));
  return new Set(owing.map(({ name }) => name));
}
