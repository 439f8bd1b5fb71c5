import { analyze } from '../../../scheduling/analyze.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { VcpuProblem } from '../../../scheduling/guest/problem.ts';
import type { ServerKind, SwitchCost } from '../../../scheduling/model/model.ts';
import { type Neighborhood, neighborhood } from '../../../scheduling/neighbors/neighborhood.ts';
import type { Random } from '../../support/generated/random.ts';
import { domain, machine, system, task, vcpu } from '../../support/systems.ts';
import { responsesInSteps, type SteppedCore } from './stepped-core.ts';

interface SmallServer {
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  /** The task of a neighbor; without one it always has work, or sleeps if switches are free. */
  readonly brings?: { readonly period: number; readonly wcet: number };
}

interface SmallTask {
  readonly period: number;
  readonly deadline: number;
  readonly wcet: number;
  readonly jitter: number;
}

/** A core with a few servers, the first or another of which carries tasks. */
export interface SmallCore {
  readonly policy: 'EDF' | 'RM' | 'DM';
  readonly kind: ServerKind;
  readonly servers: readonly SmallServer[];
  readonly tested: number;
  readonly guest: 'EDF' | 'RM' | 'DM';
  readonly tasks: readonly SmallTask[];
  /** The costs of a switch into a guest, and of one to idle. */
  readonly switches: readonly [into: number, idle: number];
}

export function smallCore(random: Random, longest: number, overheads: boolean): SmallCore {
  const count = random.whole(2, 3);
  const servers = Array.from({ length: count }, () => {
    const period = random.whole(2, longest);
    const budget = random.whole(1, Math.max(1, Math.ceil(period / count)));
    const deadline = random.chance(0.6) ? period : random.whole(budget, period);
    const brings = { period: random.whole(4, 30), wcet: random.whole(1, 3) };
    return { period, budget, deadline, ...(overheads && random.chance(0.6) ? { brings } : {}) };
  });
  const tested = random.whole(0, count - 1);
  const { period, budget } = servers[tested] ?? { period: 1, budget: 1 };
  const tasks = Array.from({ length: random.whole(1, 3) }, () => {
    const T = random.whole(period, 4 * period);
    const wcet = random.whole(1, Math.max(1, Math.ceil((T * budget) / period / 2)));
    const jitter = random.chance(0.2) ? random.whole(1, 3) : 0;
    return { period: T, wcet, jitter, deadline: random.whole(wcet, T + 3) };
  });
  return {
    policy: random.pick(['EDF', 'RM', 'DM']),
    kind: random.pick(['periodic', 'deferrable', 'deferrable', 'polling']),
    servers,
    tested,
    guest: random.pick(['EDF', 'RM', 'DM']),
    tasks,
    switches: overheads ? [random.whole(0, 2), random.whole(0, 1)] : [0, 0],
  };
}

/** The prover's view of a small core: its tested VCPU between its neighbors. */
export function provenCore(
  core: SmallCore,
): { readonly hood: Neighborhood; readonly problem: VcpuProblem; readonly alone: boolean } | null {
  const [into, idle] = core.switches;
  const switchCosts: readonly SwitchCost[] = [
    { from: { kind: 'any' }, to: { kind: 'guest' }, cost: into },
    { from: { kind: 'any' }, to: { kind: 'idle' }, cost: idle },
  ];
  const domains = core.servers.map(({ period, deadline, budget, brings }, index) =>
    domain(
      `d${index}`,
      [vcpu('v0', { period, deadline, budget, core: 0 })],
      index === core.tested
        ? core.tasks.map((each, at) => {
            const { jitter, deadline: due } = each;
            return task(`t${at}`, each.period, each.wcet, { jitter, deadline: due });
          })
        : brings === undefined
          ? []
          : [task('own', brings.period, brings.wcet)],
      { policy: { kind: core.guest } },
    ),
  );
  const facts = factsOf(
    analyze(
      system([
        machine(domains, {
          policy: { kind: core.policy, placement: 'partitioned' },
          servers: core.kind,
          resolution: 1,
          switchCosts: switchCosts.filter(({ cost }) => cost > 0),
        }),
      ]),
    ),
  );
  const proven = facts.vcpu(`d${core.tested}`, 'v0');
  const proof = proven?.proof();
  if (proven === undefined || proof?.kind !== 'vcpu') return null;
  const hood = neighborhood(proven.machine, proven.host, proven.domain.name, 'v0');
  const alone = proven.inside.verdict.kind === 'schedulable';
  return hood === null ? null : { hood, problem: proof.problem, alone };
}

/** A run of a core in random phases: neighbors that work always, at times, or in stretches. */
export function randomRun(core: SmallCore, random: Random, ticks: number): readonly number[] {
  const rank = (index: number): number => {
    const server = core.servers[index];
    return core.policy === 'RM' ? (server?.period ?? 0) : (server?.deadline ?? 0);
  };
  const order = core.servers.map((_, index) => index);
  if (core.policy !== 'EDF') order.sort((a, b) => rank(a) - rank(b) || a - b);
  const byRank = core.tasks
    .map((each, index) => ({ each, index }))
    .sort((a, b) =>
      core.guest === 'RM'
        ? a.each.period - b.each.period || a.index - b.index
        : a.each.deadline - b.each.deadline || a.index - b.index,
    );
  const [into, idle] = core.switches;
  const stepped: SteppedCore = {
    byDeadline: core.policy === 'EDF',
    kind: core.kind,
    servers: order.map((index) => {
      const server = core.servers[index] ?? { period: 1, deadline: 1, budget: 1 };
      const { brings, ...rest } = server;
      return {
        ...rest,
        phase: index === core.tested ? 0 : random.whole(0, 2 * server.period),
        ...(brings === undefined
          ? { works: workPattern(random, into + idle === 0) }
          : { brings: { ...brings, phase: random.whole(0, brings.period) } }),
      };
    }),
    tested: order.indexOf(core.tested),
    tasks: byRank.map(({ each }) => {
      const shifts = Array.from({ length: 7 }, () => random.whole(0, each.jitter));
      return {
        ...each,
        phase: random.whole(0, 2 * each.period),
        delay: (job: number) => (job === 0 ? each.jitter : (shifts[job % 7] ?? 0)),
      };
    }),
    tasksByDeadline: core.guest === 'EDF',
    switchCost: (_, to) => (to === -1 ? idle : into),
  };
  const worst = responsesInSteps(stepped, ticks);
  const declared: number[] = new Array(worst.length);
  byRank.forEach(({ index }, at) => {
    declared[index] = worst[at] ?? 0;
  });
  return declared;
}

function workPattern(random: Random, sleeps: boolean): (tick: number) => boolean {
  const later = random.whole(0, 20);
  if (!sleeps || random.chance(0.5)) return (tick) => tick >= later;
  const every = random.whole(1, 9);
  const busy = random.whole(1, every);
  const from = random.whole(0, every);
  return (tick) => tick >= later && (tick + from) % every < busy;
}
