import type { HostRun } from '../../../scheduling/model/reason.ts';
import type { SteppedMachine, SteppedServer } from './stepped-host.ts';
import { switchCostOf, type TinySystem } from './tiny-system.ts';

/** A small generator, so that one number of a failing case reproduces its runs. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function steppedMachine(system: TinySystem): SteppedMachine {
  const { order, global, cores, kind } = system;
  return { order, global, cores, kind, cost: switchCostOf(system) };
}

/** All servers begin together and always have work. */
export function synchronous(system: TinySystem): readonly SteppedServer[] {
  return system.servers.map((server) => ({ ...server, offset: 0, work: null, core: 0 }));
}

/** All begin together, and each task releases its jobs as often as it may, each at its WCET. */
export function releasedTogether(system: TinySystem, length: number): readonly SteppedServer[] {
  return system.servers.map((server): SteppedServer => {
    if (server.tasks.length === 0) return { ...server, offset: 0, work: null, core: 0 };
    const work = server.tasks.flatMap(({ period, wcet }) =>
      Array.from({ length: Math.ceil(length / period) }, (_, job) => ({
        at: job * period,
        amount: wcet,
      })),
    );
    return { ...server, offset: 0, work: work.sort((a, b) => a.at - b.at), core: 0 };
  });
}

/**
 * A legal run with any phases. Tasks release their jobs at any legal distance, with any work up to
 * their WCET and any delay up to their jitter. A task sometimes waits for the end of its server's
 * period, so that a kept budget is followed at once by the next one.
 */
export function anyRun(system: TinySystem, length: number, seed: number): readonly SteppedServer[] {
  const below = generator(seed);
  return system.servers.map((server): SteppedServer => {
    const offset = below(3) === 0 ? 0 : below(server.period);
    if (server.tasks.length === 0) return { ...server, offset, work: null, core: 0 };
    const lazy = below(2) === 0;
    const work: { at: number; amount: number }[] = [];
    for (const task of server.tasks) {
      const late = lazy ? Math.max(0, server.deadline - server.budget) : below(task.period);
      let release = (offset + late) % task.period;
      while (release < length) {
        const amount = below(3) === 0 ? 1 + below(task.wcet) : task.wcet;
        work.push({ at: release + below(task.jitter + 1), amount });
        release += task.period + (below(4) === 0 ? below(task.period) : 0);
      }
    }
    return { ...server, offset, work: work.sort((a, b) => a.at - b.at), core: 0 };
  });
}

/**
 * A run in which guests without tasks ask for nothing at first, so that their budgets are whole
 * when one VCPU is replenished. Their deadlines fall on its own or at the end of their first
 * budgets, or anywhere. From then on they always have work, or they ask now and then; only once
 * where switches cost, for a VCPU without tasks is charged one start in a period.
 */
export function holdingRun(
  system: TinySystem,
  length: number,
  seed: number,
): readonly SteppedServer[] {
  const below = generator(seed);
  const victim = below(system.servers.length);
  const start = Math.max(...system.servers.map(({ period }) => period));
  const window = system.servers[victim]?.deadline ?? 0;
  const way = below(3);
  const free = system.costs.every((cost) => cost === 0);
  return system.servers.map((server, index): SteppedServer => {
    const { period, deadline, budget } = server;
    const due = way === 0 ? window - below(2) : way === 1 ? budget + below(3) : below(period);
    const offset = index === victim ? start : (start + due - deadline + 2 * period) % period;
    if (index === victim)
      return { ...server, offset: offset % period, work: [{ at: start, amount: length }], core: 0 };
    if (below(2) === 0)
      return { ...server, offset, work: [{ at: start, amount: length }], core: 0 };
    const asks = Array.from({ length: free ? 1 + below(6) : 1 }, () => ({
      at: start + below(window + 1),
      amount: 1 + below(budget),
    }));
    return { ...server, offset, work: asks.sort((a, b) => a.at - b.at), core: 0 };
  });
}

/** A run that a verdict tells, as the stepped simulator takes it, and the time of its start. */
export function toldRun(
  system: TinySystem,
  { vcpus, until }: HostRun,
): { readonly servers: readonly SteppedServer[]; readonly start: number } {
  const start = Math.max(...system.servers.map(({ period }) => period));
  const servers = system.servers.map((server, index): SteppedServer => {
    const part = vcpus.find(({ vcpu }) => vcpu.domain === `d${index}`);
    if (part === undefined) return { ...server, offset: 0, work: [], core: 0 };
    const { period } = server;
    const work =
      part.asks === 'always'
        ? [{ at: start, amount: start + until }]
        : part.asks === 'tasks'
          ? server.tasks.flatMap((task) =>
              Array.from({ length: Math.ceil((until + 1) / task.period) }, (_, job) => ({
                at: start + job * task.period,
                amount: task.wcet,
              })),
            )
          : part.asks.map(({ at, amount }) => ({ at: start + at, amount }));
    return {
      ...server,
      // A VCPU that is replenished later for the first time has no budget before.
      offset: part.replenished > 0 ? start + part.replenished : (start + part.replenished) % period,
      work: work.toSorted((a, b) => a.at - b.at),
      core: 0,
    };
  });
  return { servers, start };
}

/**
 * A run that a verdict tells, as the stepped simulator takes it where budgets may run down by
 * themselves: then nothing is before the run, in which everybody always has work.
 */
export function playedServers(
  system: TinySystem,
  run: HostRun,
): { readonly servers: readonly SteppedServer[]; readonly start: number } {
  const always = run.vcpus.every(({ asks, replenished }) => asks === 'always' && replenished >= 0);
  if (!always) return toldRun(system, run);
  const servers = system.servers.map((server, index): SteppedServer => {
    const part = run.vcpus.find(({ vcpu }) => vcpu.domain === `d${index}`);
    const offset = part?.replenished ?? run.until + 1;
    return { ...server, offset, work: null, core: 0 };
  });
  return { servers, start: 0 };
}
