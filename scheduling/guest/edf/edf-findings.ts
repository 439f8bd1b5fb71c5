import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import { type DemandBound, demandBound } from '../../demand/demand-bound.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import type { TaskColumns } from '../../demand/task-columns.ts';
import { compareUtilization } from '../../demand/utilization.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { chargedDoubt } from '../charged-doubt.ts';
import type { GuestLoad } from '../problem.ts';
import type { Crossing, Findings, TaskFinding } from '../task-findings.ts';
import { missesWithin } from './edf-miss.ts';
import { edfSlacks, type Slack } from './edf-slack.ts';
import { type EdfOutcome, edfTest } from './edf-test.ts';
import { leastFailure } from './least-failure.ts';

/**
 * One side of the test: demand, supply, the outcome, and each task's slack by its index as
 * declared.
 */
interface EdfSide {
  readonly demand: DemandBound;
  readonly supply: SupplyFunction;
  readonly outcome: EdfOutcome;
  readonly slacks: readonly Slack[] | null;
  /** The least window in which demand exceeds supply, in ns; `null` if none is known. */
  readonly failure: number | null;
}

/**
 * Both sides of the test of EDF on one VCPU. A task whose jobs lie only in served windows cannot
 * miss, whatever the others do: under EDF no job with a later deadline delays it beyond its
 * blocking.
 */
export function edfFindings(
  load: GuestLoad,
  supply: { readonly safe: SupplyFunction; readonly necessary: SupplyFunction },
  sameSupply: boolean,
  limits: Limits | undefined,
): Findings {
  const columns = guestDemand(load, 'safe');
  const bare = guestDemand(load, 'necessary');
  const exact = sameSupply && sameLoad(columns, bare);
  const safe = edfSide(columns, supply.safe, limits);
  const refused = safe.outcome.kind !== 'accepted';
  const necessary = exact || !refused ? safe : edfSide(bare, supply.necessary, limits);
  const proof = refused && necessary.outcome.kind === 'refused' ? necessary : null;
  const over = proof !== null && compareUtilization(bare, supply.necessary.bandwidth) > 0;
  const tasks = load.tasks.map((_, task): TaskFinding => {
    const slack = safe.slacks?.[task]?.value ?? null;
    const finding = { response: null, responseIsBound: true, slack, doubt: null };
    if (!refused || (slack !== null && slack >= 0)) return { ...finding, kind: 'schedulable' };
    if (proof !== null && (over || canMiss(proof, task, limits))) {
      return { ...finding, kind: 'unschedulable' };
    }
    const doubt =
      proof !== null
        ? 'not-which'
        : safe.outcome.kind === 'undecided'
          ? safe.outcome.doubt
          : chargedDoubt(load, sameSupply);
    return { ...finding, kind: 'unknown', doubt };
  });
  return { tasks, someMisses: proof !== null, crossing: crossing(load, tasks, safe, proof), exact };
}

function edfSide(
  columns: TaskColumns,
  supply: SupplyFunction,
  limits: Limits | undefined,
): EdfSide {
  const demand = demandBound(columns);
  const outcome = withinSteps<EdfOutcome>(() => edfTest(demand, supply, countSteps(limits)), {
    kind: 'undecided',
    doubt: 'too-many-steps',
  });
  const failure = leastFailure(demand, supply, outcome, limits);
  const byRow = withinSteps(() => edfSlacks(demand, supply, countSteps(limits)), null);
  if (byRow === null) return { demand, supply, outcome, slacks: null, failure };
  const slacks: Slack[] = new Array(byRow.length);
  byRow.forEach((slack, row) => {
    slacks[demand.columns.source[row] ?? 0] = slack;
  });
  return { demand, supply, outcome, slacks, failure };
}

/**
 * Whether a run is found in which this task misses. The search tries the first failing window and
 * the task's own worst window.
 */
function canMiss(side: EdfSide, task: number, limits: Limits | undefined): boolean {
  const { demand, supply, failure, slacks } = side;
  const row = demand.columns.source.indexOf(task);
  const windows = new Set([failure, slacks?.[task]?.at ?? null]);
  const misses = (length: number | null) => {
    return (
      length !== null &&
      supply.starts().some((start) => missesWithin(demand, start, row, length, countSteps(limits)))
    );
  };
  return withinSteps(() => [...windows].some(misses), false);
}

/** The tasks, as declared, whose demand steps up at `t`. */
function tasksDueAt({ columns, begin }: DemandBound, t: number): number[] {
  const due: number[] = [];
  for (let row = 0; row < columns.count; row++) {
    const since = t - (begin[row] ?? 0);
    if (since >= 0 && since % (columns.period[row] ?? 1) === 0) due.push(columns.source[row] ?? 0);
  }
  return due.sort((a, b) => a - b);
}

/**
 * The first window in which demand exceeds supply, else the tightest window. For a proven miss it
 * is the first window that proves it, with the numbers of the safe side. If the first window
 * concerns soft tasks only and a hard task fails too, it is the tightest window of a hard task.
 */
function crossing(
  load: GuestLoad,
  tasks: readonly TaskFinding[],
  safe: EdfSide,
  proof: EdfSide | null,
): Crossing | null {
  const side = proof ?? safe;
  if (side.outcome.kind !== 'refused') return at(load, safe, least(safe.slacks), () => 0);
  const failing = load.tasks.flatMap((task, index) => {
    return tasks[index]?.kind !== 'schedulable' && task.soft === undefined ? [index] : [];
  });
  const rank = (task: number) => {
    const misses = tasks[task]?.kind === 'unschedulable' ? 0 : 1;
    return (load.tasks[task]?.soft === undefined ? 0 : 2) + misses;
  };
  const starts = failing.map(
    (task) => side.demand.begin[side.demand.columns.source.indexOf(task)] ?? 0,
  );
  const earliest = Math.min(...starts);
  if (failing.length === 0 || side.failure === null || side.failure >= earliest) {
    return at(load, safe, side.failure, rank);
  }
  return at(load, safe, least(failing.flatMap((task) => side.slacks?.[task] ?? [])), rank);
}

function least(slacks: readonly Slack[] | null): number | null {
  let best: Slack | null = null;
  for (const slack of slacks ?? []) {
    if (
      best === null ||
      slack.value < best.value ||
      (slack.value === best.value && slack.at < best.at)
    )
      best = slack;
  }
  return best?.at ?? null;
}

/**
 * The window of length `t` with the numbers of the safe side. Its name is that of the due task with
 * the least rank.
 */
function at(
  load: GuestLoad,
  side: EdfSide,
  t: number | null,
  rank: (task: number) => number,
): Crossing | null {
  if (t === null) return null;
  const demand = side.demand.at(t);
  if (!Number.isSafeInteger(demand)) return null;
  const within = load.tasks.flatMap((task, index) =>
    task.deadline - task.jitter <= t ? [index] : [],
  );
  const due = new Set(tasksDueAt(side.demand, t));
  const order = (task: number) => 2 * rank(task) + (due.has(task) ? 0 : 1);
  const [task] = within.sort((a, b) => order(a) - order(b) || b - a);
  return task === undefined ? null : { task, time: t, demand, supply: side.supply.sbf(t) };
}

/** Whether both sides charge the same. */
function sameLoad(a: TaskColumns, b: TaskColumns): boolean {
  const same = (x: Float64Array, y: Float64Array) => x.every((value, index) => value === y[index]);
  return same(a.cost, b.cost) && same(a.blocking, b.blocking);
}
