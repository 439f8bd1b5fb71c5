import { analyze } from '../../scheduling/analyze.ts';
import { countSteps } from '../../scheduling/arithmetic/steps.ts';
import { decide } from '../../scheduling/decide.ts';
import { firstLate, type RunningServer } from '../../scheduling/host/run/first-late.ts';
import { type HostServer, hostServers } from '../../scheduling/host/server.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { MachinePolicy } from '../../scheduling/model/model.ts';
import { placementOf, serverKind, traitsOf } from '../../scheduling/model/policies.ts';
import { servers as serverTable } from '../../scheduling/model/servers.ts';
import { Random } from '../../test/support/generated/random.ts';
import { type MachineKind, vcpuMachine } from '../../test/support/generated/vcpu-machine.ts';
import { MS, US } from '../../test/support/systems.ts';
import type { Benchmark } from './benchmark.ts';

/** The systems of each kind. `TRUTH_SYSTEMS=200 npm run bench -- --only truth/` counts fewer. */
const SYSTEMS = Number(process.env.TRUTH_SYSTEMS ?? 2_000);
const PHASINGS = 1_000;

const edf: MachinePolicy = { kind: 'EDF', placement: 'partitioned' };
const rm: MachinePolicy = { kind: 'RM', placement: 'partitioned' };
const globalEdf: MachinePolicy = { kind: 'EDF', placement: 'global' };
const globalRm: MachinePolicy = { kind: 'RM', placement: 'global' };
const rtds: MachinePolicy = { kind: 'RTDS' };

const usual = { cores: [2, 4], vcpus: [1, 8], grid: US } as const;
const few = { cores: [2, 2], vcpus: [1, 5], grid: MS } as const;
const switches = 20 * US;

const kinds: Readonly<Record<string, MachineKind & { readonly goal?: number }>> = {
  'edf-partitioned-deferrable': { policy: edf, servers: 'deferrable', ...usual, goal: 0.01 },
  'rm-partitioned-deferrable': { policy: rm, servers: 'deferrable', ...usual, goal: 0.01 },
  'edf-partitioned-periodic': { policy: edf, servers: 'periodic', ...usual, goal: 0.01 },
  'rm-partitioned-periodic': { policy: rm, servers: 'periodic', ...usual, goal: 0.01 },
  rtds: { policy: rtds, servers: 'deferrable', ...usual, goal: 0.05 },
  'rm-global-deferrable': { policy: globalRm, servers: 'deferrable', ...usual, goal: 0.05 },
  'edf-global-periodic': { policy: globalEdf, servers: 'periodic', ...usual, goal: 0.3 },
  'rm-global-periodic': { policy: globalRm, servers: 'periodic', ...usual, goal: 0.3 },
  'edf-global-few': { policy: globalEdf, servers: 'periodic', ...few, goal: 0.05 },
  'rm-global-few': { policy: globalRm, servers: 'periodic', ...few, goal: 0.05 },
  'edf-partitioned-switches': { policy: edf, servers: 'deferrable', ...usual, switches },
  'rm-partitioned-switches': { policy: rm, servers: 'deferrable', ...usual, switches },
  'rtds-switches': { policy: rtds, servers: 'deferrable', ...usual, switches },
  'edf-global-switches': { policy: globalEdf, servers: 'periodic', ...usual, switches },
  'edf-partitioned-tasks': { policy: edf, servers: 'deferrable', ...usual, tasks: true },
  'rm-partitioned-tasks': { policy: rm, servers: 'deferrable', ...usual, tasks: true },
  'rtds-tasks': { policy: rtds, servers: 'deferrable', ...usual, tasks: true },
};

/**
 * The share of machines without a verdict at once, and after a search; and the share of these that
 * one of a thousand random phasings shows to miss.
 */
export const benchmarks: readonly Benchmark[] = Object.entries(kinds).flatMap(
  ([name, { goal, ...kind }]) => [
    {
      name: `truth/unknown-at-once-${name}`,
      unit: 'ratio' as const,
      run: () => counted(name, kind).atOnce / SYSTEMS,
    },
    {
      name: `truth/unknown-share-${name}`,
      unit: 'ratio' as const,
      ...(goal === undefined ? {} : { goal }),
      run: () => counted(name, kind).left.length / SYSTEMS,
    },
    {
      name: `truth/unknown-but-late-${name}`,
      unit: 'ratio' as const,
      run: () => {
        const { left } = counted(name, kind);
        return left.filter(missesInSomePhasing).length / Math.max(1, left.length);
      },
    },
  ],
);

/** The machines of one kind that have no verdict: their number at once, and those left. */
interface Undecided {
  readonly atOnce: number;
  readonly left: readonly CompletedMachine[];
}

const known = new Map<string, Undecided>();

function counted(name: string, kind: MachineKind): Undecided {
  const before = known.get(name);
  if (before !== undefined) return before;
  let atOnce = 0;
  const left: CompletedMachine[] = [];
  for (let seed = 0; seed < SYSTEMS; seed++) {
    const first = analyze({ machines: [vcpuMachine(kind, seed)], scenarios: [] });
    if (first.machines[0]?.verdict.kind !== 'unknown') continue;
    atOnce++;
    const { completed, machines } = decide(first);
    if (machines[0]?.verdict.kind === 'unknown') left.push(...completed.machines);
  }
  const found = { atOnce, left };
  known.set(name, found);
  return found;
}

/** Whether a VCPU misses in one of many random phasings; a kept budget is held back or not. */
function missesInSomePhasing(machine: CompletedMachine): boolean {
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
