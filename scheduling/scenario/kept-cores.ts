import type { Placement } from '../choose/placement/placement.ts';
import { chosenCores } from '../complete.ts';
import type { CompletedMachine } from '../model/completed.ts';
import { traitsOf } from '../model/policies.ts';

/**
 * The cores that VCPUs keep on a machine where they can. Where each VCPU owns a core, those that
 * run there go before others that had the same core in another state of the system.
 */
export function keptCores(before: CompletedMachine | undefined, cores: Placement): Placement {
  if (before === undefined || traitsOf(before.policy).gives !== 'cores') return cores;
  const running = chosenCores(before);
  const held = new Set(running.values());
  return new Map([...cores].filter(([vcpu, core]) => running.has(vcpu) || !held.has(core)));
}
