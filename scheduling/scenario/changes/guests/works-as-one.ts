import type { CompletedMachine } from '../../../model/completed.ts';
import { hasServers, serverKind } from '../../../model/policies.ts';
import { type ServerTraits, servers } from '../../../model/servers.ts';

/** Whether a VCPU with nothing to run for a while gets no less over its period, by its budget. */
const outlastsIdling: Readonly<Record<ServerTraits['idle'], boolean>> = {
  'runs-down': true,
  'is-kept': true,
  'is-given-up': false,
};

/**
 * Whether a guest that schedules globally over several VCPUs works, until it is quiet, at least as
 * fast as each of them alone is supplied. While one has nothing to run, all jobs run on others. The
 * interference that it still can meet in its period is within what its deadline was proven for, so
 * that both together make up its budget by then: `s − i(s) ≥ Θ` at `s = Δ`, since the others
 * take `i(Δ) ≤ Δ − Θ`. A budget that was given up meanwhile is missing.
 */
export function worksAsOne(machine: CompletedMachine): boolean {
  return !hasServers(machine.policy) || outlastsIdling[servers[serverKind(machine)].idle];
}
