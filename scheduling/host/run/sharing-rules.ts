import type { CompletedMachine } from '../../model/completed.ts';
import { serverKind, traitsOf } from '../../model/policies.ts';
import { servers as serverTable } from '../../model/servers.ts';
import type { RunRules } from './first-late.ts';

/** The rules by which VCPUs share the core, or all cores; `null` without an order of budgets. */
export function sharingRules(
  machine: Pick<CompletedMachine, 'policy' | 'servers' | 'cores'>,
  core: number | null,
): RunRules | null {
  const { order } = traitsOf(machine.policy);
  const { idle } = serverTable[serverKind(machine)];
  const cores = core === null ? machine.cores.length : 1;
  return order === null ? null : { order, idle, cores };
}
