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
  const free = new Set(
    machines.filter((machine) => owesNothing(machine, machines)).map(({ name }) => name),
  );
  const owing = [...hosts, ...domains].filter(({ machine }) => !free.has(machine));
  return worstOf(owing.map(({ verdict }) => verdict)).kind;
}
