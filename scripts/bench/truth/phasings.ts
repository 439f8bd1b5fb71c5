import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { firstLate, type RunningServer } from '../../../scheduling/host/run/first-late.ts';
import { type HostServer, hostServers } from '../../../scheduling/host/server.ts';
import type { CompletedMachine } from '../../../scheduling/model/completed.ts';
import { placementOf, serverKind, traitsOf } from '../../../scheduling/model/policies.ts';
import { servers as serverTable } from '../../../scheduling/model/servers.ts';
import { Random } from '../../../test/support/generated/random.ts';

const PHASINGS = 1_000;

/** Whether a VCPU misses in one of many random phasings; a kept budget is held back or not. */
export function missesInSomePhasing(machine: CompletedMachine): boolean {
  const { order } = traitsOf(machine.policy);
  if (order === null) return false;
  const { idle } = serverTable[serverKind(machine)];
  const global = placementOf(machine.policy) === 'global';
  const { servers } = hostServers(machine);
  const cores = [...new Set(servers.map(({ core }) => core))];
  const groups = global
    ? [servers]
    : cores.flatMap((own) => (own === null ? [] : [servers.filter(({ core }) => core === own)]));
  const rules = { order, idle, cores: global ? machine.cores.length : 1 };
  const random = new Random(1);
  return groups.some((group) => {
    const until = 3 * Math.max(...group.map(({ period }) => period));
    const steps = countSteps({ steps: 100_000_000 });
    return Array.from({ length: PHASINGS }).some(() => {
      const running = anyPhases(random, group, idle === 'is-kept');
      return firstLate(rules, running, until, steps) !== null;
    });
  });
}

function anyPhases(
  random: Random,
  servers: readonly HostServer[],
  kept: boolean,
): readonly RunningServer[] {
  const together = random.whole(0, servers.length - 1);
  return servers.map((server, index) => ({
    server,
    replenished:
      index === together ? 0 : random.whole(0, server.period - 1) - (kept ? server.period : 0),
    asks: server.work === 'any' ? 'always' : 'tasks',
  }));
}
