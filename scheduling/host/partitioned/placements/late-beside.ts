import type { CompletedMachine } from '../../../model/completed.ts';
import type { LateOnCore } from '../../../model/reason.ts';
import type { RunRules } from '../../run/first-late.ts';
import { missTogether } from '../../run/miss-together.ts';
import { sharingRules } from '../../run/sharing-rules.ts';
import type { LastMiss } from '../../search/fewest.ts';
import { type HostServer, hostServers } from '../../server.ts';
import { nameOf } from '../../vcpu-name.ts';
import { type CoreRules, coreRules, heldBack, necessaryTest } from '../core-test.ts';

/**
 * The miss where VCPUs that found no core join those of the core with most room: one of them, else
 * all. `null` if the tests at once show none.
 */
export function lateBeside(machine: CompletedMachine): LateOnCore | null {
  const rules = coreRules(machine);
  const run = sharingRules(machine, 0);
  const servers = hostServers(machine).servers.filter(({ budget }) => budget > 0);
  const [core] = coresByRoom(machine, servers);
  if (rules === null || run === null || core === undefined) return null;
  const there = servers.filter((server) => server.core === core);
  const unplaced = servers.filter((server) => server.core === null);
  for (const joining of [unplaced.slice(0, 1), unplaced]) {
    const miss = missOf(rules, run, [...there, ...joining]);
    if (miss !== null) return lateOn(core, miss);
  }
  return null;
}

function missOf(rules: CoreRules, run: RunRules, servers: readonly HostServer[]): LastMiss | null {
  if (necessaryTest(rules, servers, 'verdict').result === 'refused')
    return missTogether(run, servers);
  const held = heldBack(rules, servers);
  return held === null ? null : { server: held.server, time: held.run.until, run: held.run };
}

/** The cores of a machine, the ones with the smallest share of net budgets first. */
export function coresByRoom(
  { cores }: CompletedMachine,
  servers: readonly HostServer[],
): readonly number[] {
  const shareOf = (core: number) =>
    servers.reduce((sum, { core: own, budget, period }) => {
      return own === core ? sum + budget / period : sum;
    }, 0);
  return cores.toSorted((a, b) => shareOf(a) - shareOf(b) || a - b);
}

/** The miss as a verdict tells it, on a core. */
export function lateOn(core: number, { server, time, run }: LastMiss): LateOnCore {
  return { vcpu: nameOf(server), core, deadline: server.deadline, time, run };
}
