import type { Analysis, DomainAnalysis, MachineAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedDomain, CompletedMachine } from '../../scheduling/model/completed.ts';

export interface MachineFacts {
  readonly machine: CompletedMachine;
  readonly host: MachineAnalysis;
}

export interface DomainFacts extends MachineFacts {
  readonly domain: CompletedDomain;
  readonly inside: DomainAnalysis;
}

/** A machine with what is proven of it. */
export function machineFacts(analysis: Analysis, name: string): MachineFacts | undefined {
  const machine = analysis.completed.machines.find((each) => each.name === name);
  const host = analysis.machines.find((each) => each.machine === name);
  return machine === undefined || host === undefined ? undefined : { machine, host };
}

/** A domain with what is proven of it, and its machine. */
export function domainFacts(analysis: Analysis, name: string): DomainFacts | undefined {
  const inside = analysis.domains.find((each) => each.domain === name);
  const facts = inside === undefined ? undefined : machineFacts(analysis, inside.machine);
  const domain = facts?.machine.domains.find((each) => each.name === name);
  return inside === undefined || facts === undefined || domain === undefined
    ? undefined
    : { ...facts, domain, inside };
}
