import { type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { RunningServer, RunRules } from '../run/first-late.ts';
import { PhasedRuns } from '../run/phased-run.ts';
import { newTally, type Tally } from '../run/tally.ts';
import { firstToldMiss, type ToldMiss } from '../run/told-run.ts';
import type { HostServer } from '../server.ts';

/** The length of a run in periods of the slowest VCPU. */
const PERIODS = 6;
/** The moves after which a search begins anew elsewhere. */
const MOVES = 60;

/**
 * Searches the phases of VCPUs for a run in which one misses: from random phases on, by moves that
 * leave the tightest budget no more time. Moves bring the replenishment or the deadline of a VCPU
 * to that of another, or anywhere. The same VCPUs give the same search. It ends with a miss, or
 * when the steps are spent.
 *
 * @throws StepLimitReached once the steps are spent.
 */
export function searchLatePhases(
  rules: RunRules,
  servers: readonly HostServer[],
  steps: Steps,
  tally: Tally = newTally(),
): ToldMiss | null {
  const declared = servers.toSorted((a, b) => a.order - b.order);
  if (!canSearchPhases(rules, declared)) return null;
  const runs = new PhasedRuns(declared, rules, steps, tally);
  const until = PERIODS * Math.max(...declared.map(({ period }) => period));
  const below = generator();
  for (;;) {
    let phases = declared.map(({ period }) => below(period));
    let least = runs.leastSlack(phases, until);
    for (let move = 0; move < MOVES && least >= 0; move++) {
      const index = below(declared.length);
      const moved = phases.with(index, movedPhase(declared, phases, index, below));
      const slack = runs.leastSlack(moved, until);
      if (slack > least) continue;
      phases = moved;
      least = slack;
    }
    if (least >= 0) continue;
    const first = Math.min(...phases);
    const fromZero = phases.map((phase) => phase - first);
    const misses = (some: readonly number[]) => runs.leastSlack(some, until) < 0;
    const round = inRoundTimes(fromZero, misses) ?? phases;
    return shown(rules, declared, round, until, steps);
  }
}

/**
 * Searches random phases of VCPUs of which some have known tasks, all released at the start, for a
 * run in which one misses. A budget that is kept is whole then, for its guest has asked for nothing
 * before. Others always have work, from the start or from their first budget on. It ends as {@link
 * searchLatePhases} does.
 *
 * @throws StepLimitReached once the steps are spent.
 */
export function searchTaskPhases(
  rules: RunRules,
  servers: readonly HostServer[],
  steps: Steps,
  tally: Tally = newTally(),
): ToldMiss | null {
  const declared = servers.toSorted((a, b) => a.order - b.order);
  if (!canSearchTasks(rules, declared)) return null;
  const until = PERIODS * Math.max(...declared.map(({ period }) => period));
  const below = generator();
  for (;;) {
    const phases = declared.map(({ period }) => below(period));
    const whole = declared.map(
      ({ work }) => rules.idle === 'is-kept' && (work !== 'any' || below(2) === 0),
    );
    const late = (some: readonly number[]) => {
      const running = declared.map((server, index) =>
        taskRun(server, some[index] ?? 0, whole[index] === true, until),
      );
      return firstToldMiss(rules, running, until, steps);
    };
    tally.tried++;
    let told = late(phases);
    if (told === null) continue;
    inRoundTimes(phases, (some) => {
      const miss = late(some);
      told = miss ?? told;
      return miss !== null;
    });
    return told;
  }
}

/** The part in a run of a VCPU that is replenished at its phase, and a period before if whole. */
function taskRun(
  server: HostServer,
  phase: number,
  isWhole: boolean,
  until: number,
): RunningServer {
  const replenished = isWhole ? phase - server.period : phase;
  if (server.work !== 'any') return { server, replenished, asks: 'tasks' };
  return { server, replenished, asks: isWhole ? [{ at: 0, amount: until }] : 'always' };
}

/** Whether some VCPU waits, and what each guest asks for is known. */
export function canSearchTasks(
  { cores }: Pick<RunRules, 'cores'>,
  servers: readonly HostServer[],
): boolean {
  return servers.length > cores && servers.every(({ work }) => work !== 'not-known');
}

/** Whether a search for phases can find anything: all VCPUs always have work, and some wait. */
export function canSearchPhases(
  { cores }: Pick<RunRules, 'cores'>,
  servers: readonly HostServer[],
): boolean {
  return servers.length > cores && servers.every(({ work }) => work === 'any');
}

/** Phases that miss, too, with as few digits as possible; `null` if none is found in time. */
function inRoundTimes(
  phases: readonly number[],
  misses: (phases: readonly number[]) => boolean,
): readonly number[] | null {
  return withinSteps(() => {
    for (let grid = COARSEST; grid >= 1; grid /= 10) {
      const round = phases.map((phase) => Math.round(phase / grid) * grid);
      if (misses(round)) return round;
    }
    return null;
  }, null);
}

/** The coarsest grid of phases that are told, in ns. */
const COARSEST = 1_000_000_000;

/** The run of the phases as the rules have it. */
function shown(
  rules: RunRules,
  servers: readonly HostServer[],
  phases: readonly number[],
  until: number,
  steps: Steps,
): ToldMiss | null {
  const running = servers.map((server, index) => ({
    server,
    replenished: phases[index] ?? 0,
    asks: 'always' as const,
  }));
  return firstToldMiss(rules, running, until, steps);
}

function movedPhase(
  servers: readonly HostServer[],
  phases: readonly number[],
  index: number,
  below: (most: number) => number,
): number {
  const own = servers[index];
  const at = below(servers.length);
  const other = servers[at];
  if (own === undefined || other === undefined) return 0;
  const from = phases[at] ?? 0;
  const { period, deadline, budget } = own;
  const moves = [
    from,
    from + other.deadline - deadline,
    from + other.budget,
    from - budget,
    (phases[index] ?? 0) + below(budget) - Math.floor(budget / 2),
    below(period),
  ];
  const time = moves[below(moves.length)] ?? 0;
  return ((time % period) + period) % period;
}

/** Numbers below a bound, the same in every search (mulberry32). */
function generator(): (bound: number) => number {
  let state = 1;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}
