import type { Limits } from '../arithmetic/limits.ts';
import { countSteps, StepLimitReached } from '../arithmetic/steps.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import { type Levels, priorityLevels } from '../demand/levels.ts';
import { requestBound } from '../demand/request-bound.ts';
import type { TaskColumns } from '../demand/task-columns.ts';
import { compareUtilization } from '../demand/utilization.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';
import { fixedPriorityTest, type LevelOutcome } from './fixed-priority-test.ts';
import { type LevelMargin, tightestMargin } from './level-margin.ts';
import { levelUtilization } from './level-utilization.ts';
import type { GuestLoad } from './problem.ts';
import { type Crossing, type Findings, NOT_WITH_OVERHEADS, type TaskFinding } from './task-findings.ts';

/** Fixed priorities, or RR, on one VCPU, both sides. */
export function fpFindings(
  load: GuestLoad,
  supply: { readonly safe: SupplyFunction; readonly necessary: SupplyFunction },
  sameSupply: boolean,
  limits: Limits | undefined,
): Findings {
  const { policy, tasks } = load;
  const columns = guestDemand(load, 'safe');
  const bare = guestDemand(load, 'necessary');
  const safe = priorityLevels(policy, tasks, columns, 'safe');
  const outcomes = fixedPriorityTest(safe, supply.safe, countSteps(limits));
  const refused = outcomes.some((outcome) => outcome.kind !== 'accepted');
  const bareLevels = () => priorityLevels(policy, tasks, bare, 'necessary');
  const sameRow = exactRows(columns, bare, safe, sameSupply);
  const proofs =
    refused && sameRow.includes(false)
      ? fixedPriorityTest(bareLevels(), supply.necessary, countSteps(limits))
      : outcomes;
  const drowned = refused ? drownedRows(load, safe, bareLevels().columns, supply.necessary) : [];
  const findings: TaskFinding[] = new Array(tasks.length);
  outcomes.forEach((outcome, row) => {
    const proof = sameRow[row] === true ? outcome : proofs[row];
    const misses = outcome.kind !== 'accepted' && (proof?.kind === 'refused' || drowned[row] === true);
    const kind = misses ? 'unschedulable' : outcome.kind === 'accepted' ? 'schedulable' : 'unknown';
    const deadline = safe.columns.deadline[row] ?? 0;
    findings[safe.columns.source[row] ?? 0] = {
      kind,
      response: outcome.response,
      responseIsBound: sameRow[row] !== true,
      slack: outcome.response === null ? null : deadline - outcome.response,
      reason: kind === 'unknown' ? outcome.reason || NOT_WITH_OVERHEADS : '',
    };
  });
  return {
    tasks: findings,
    someMisses:
      findings.some((finding) => finding.kind === 'unschedulable') ||
      compareUtilization(bare, supply.necessary.bandwidth) > 0,
    crossing: refused
      ? failingCrossing(load, safe, outcomes, findings)
      : tightestCrossing(safe, outcomes, supply.safe, limits),
    exact: !sameRow.includes(false),
  };
}

/** For each row whether nothing comes on top of what the tasks ask for. */
function exactRows(columns: TaskColumns, bare: TaskColumns, levels: Levels, sameSupply: boolean): boolean[] {
  const { source } = levels.columns;
  const sameCost = columns.cost.every((cost, task) => cost === bare.cost[task]);
  return Array.from(source, (task, row) => {
    const sameBlocking = columns.blocking[task] === bare.blocking[task];
    return sameSupply && sameCost && sameBlocking && levels.equals[row] === 1;
  });
}

/**
 * For each row whether its work and all that comes before or with it exceed the bandwidth, first come first served: the
 * backlog grows, and each of them misses. In turns (RR) light tasks may get through.
 */
function drownedRows(load: GuestLoad, safe: Levels, bare: TaskColumns, supply: SupplyFunction): boolean[] {
  const utilization = levelUtilization({ ...safe, columns: bare });
  return Array.from(bare.source, (_, row) => {
    return load.policy.kind !== 'RR' && utilization.compare(row, supply.bandwidth) > 0;
  });
}

/** The most urgent task that can miss, hard ones first, at its first deadline missed. */
function failingCrossing(
  load: GuestLoad,
  levels: Levels,
  outcomes: readonly LevelOutcome[],
  findings: readonly TaskFinding[],
): Crossing | null {
  const rank = (row: number) => {
    const task = levels.columns.source[row] ?? 0;
    return (
      (load.tasks[task]?.soft === undefined ? 0 : 2) + (findings[task]?.kind === 'unschedulable' ? 0 : 1)
    );
  };
  const failing = [...outcomes.keys()].filter((row) => outcomes[row]?.failingJob !== null);
  failing.sort((a, b) => rank(a) - rank(b) || a - b);
  const row = failing[0];
  if (row === undefined) return null;
  const { period, deadline, jitter } = levels.columns;
  const outcome = outcomes[row];
  if (outcome === undefined) return null;
  const job = outcome.failingJob ?? 0;
  const due = job * (period[row] ?? 1) + (deadline[row] ?? 0) - (jitter[row] ?? 0);
  return crossingAt(levels, row, job, Math.max(0, due), outcome.supply);
}

function tightestCrossing(
  levels: Levels,
  outcomes: readonly LevelOutcome[],
  supply: SupplyFunction,
  limits: Limits | undefined,
): Crossing | null {
  let margin: LevelMargin | null = null;
  try {
    margin = tightestMargin(levels, outcomes, supply, countSteps(limits));
  } catch (error) {
    if (!(error instanceof StepLimitReached)) throw error;
  }
  if (margin === null) return null;
  return crossingAt(levels, margin.row, margin.job, margin.at, margin.supply);
}

function crossingAt(
  levels: Levels,
  row: number,
  job: number,
  time: number,
  supply: SupplyFunction,
): Crossing | null {
  const demand = requestBound(levels, row, job + 1, time);
  if (!Number.isSafeInteger(demand) || !Number.isSafeInteger(time)) return null;
  return { task: levels.columns.source[row] ?? 0, time, demand, supply: supply.sbf(time) };
}
