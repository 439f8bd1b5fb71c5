import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps } from '../../arithmetic/steps.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import { type Levels, priorityLevels } from '../../demand/levels.ts';
import type { TaskColumns } from '../../demand/task-columns.ts';
import { compareUtilization } from '../../demand/utilization.ts';
import { guestOrder, quantumOf } from '../../model/guest-policies.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { chargedDoubt } from '../charged-doubt.ts';
import type { GuestLoad } from '../problem.ts';
import type { Findings, TaskFinding } from '../task-findings.ts';
import { fixedPriorityTest } from './fixed-priority-test.ts';
import { refusedCrossing, tightestCrossing } from './fp-crossing.ts';
import { levelUtilization } from './level-utilization.ts';
import { peerMisses } from './peer-misses.ts';

/** Both sides of the test of fixed priorities, or of RR, on one VCPU. */
export function fpFindings(
  load: GuestLoad,
  supply: { readonly safe: SupplyFunction; readonly necessary: SupplyFunction },
  sameSupply: boolean,
  limits: Limits | undefined,
): Findings {
  const { policy, tasks } = load;
  const columns = guestDemand(load, 'safe');
  const bareColumns = guestDemand(load, 'necessary');
  const safe = priorityLevels(policy, tasks, columns, 'safe');
  const bare = priorityLevels(policy, tasks, bareColumns, 'necessary');
  const outcomes = fixedPriorityTest(safe, supply.safe, countSteps(limits));
  const refused = outcomes.some((outcome) => outcome.kind !== 'accepted');
  const sameRow = exactRows(columns, bareColumns, safe, sameSupply);
  const bareOutcomes =
    refused && sameRow.includes(false)
      ? fixedPriorityTest(bare, supply.necessary, countSteps(limits))
      : outcomes;
  const proofs = outcomes.map((outcome, row) =>
    sameRow[row] ? outcome : (bareOutcomes[row] ?? outcome),
  );
  const drowned = refused ? drownedRows(load, safe, bare.columns, supply.necessary) : [];
  const isProven = (row: number) => proofs[row]?.kind === 'refused' || drowned[row] === true;
  const doubtful = [...outcomes.keys()].filter(
    (row) => outcomes[row]?.kind !== 'accepted' && !isProven(row) && (bare.equals[row] ?? 1) > 1,
  );
  const peers = peerMisses(bare, doubtful, supply.necessary, quantumOf(policy), limits);
  const findings: TaskFinding[] = new Array(tasks.length);
  outcomes.forEach((outcome, row) => {
    const misses = outcome.kind !== 'accepted' && (isProven(row) || peers.has(row));
    const kind = misses ? 'unschedulable' : outcome.kind === 'accepted' ? 'schedulable' : 'unknown';
    const deadline = safe.columns.deadline[row] ?? 0;
    findings[safe.columns.source[row] ?? 0] = {
      kind,
      response: outcome.response,
      responseIsBound: sameRow[row] !== true,
      slack: outcome.response === null ? null : deadline - outcome.response,
      doubt: kind === 'unknown' ? (outcome.doubt ?? chargedDoubt(load, sameSupply)) : null,
    };
  });
  const overloaded = compareUtilization(bareColumns, supply.necessary.bandwidth) > 0;
  return {
    tasks: findings,
    someMisses: overloaded || findings.some((finding) => finding.kind === 'unschedulable'),
    crossing: refused
      ? refusedCrossing({
          load,
          findings,
          safe,
          outcomes,
          bare,
          proofs,
          peers,
          supply,
          overloaded,
          limits,
        })
      : tightestCrossing(safe, outcomes, supply.safe, limits),
    exact: !sameRow.includes(false),
  };
}

/** For each row, whether the tasks' own work is all that is charged. */
function exactRows(
  columns: TaskColumns,
  bare: TaskColumns,
  levels: Levels,
  sameSupply: boolean,
): boolean[] {
  const { source } = levels.columns;
  const sameCost = columns.cost.every((cost, task) => cost === bare.cost[task]);
  return Array.from(source, (task, row) => {
    const sameBlocking = columns.blocking[task] === bare.blocking[task];
    return sameSupply && sameCost && sameBlocking && levels.equals[row] === 1;
  });
}

/**
 * For each row, whether it and all that comes before or with it exceed the bandwidth under first
 * come first served. The backlog then grows, and each of these tasks misses. Under RR a light task
 * may still be in time.
 */
function drownedRows(
  load: GuestLoad,
  safe: Levels,
  bare: TaskColumns,
  supply: SupplyFunction,
): boolean[] {
  const utilization = levelUtilization({ ...safe, columns: bare });
  return Array.from(bare.source, (_, row) => {
    return guestOrder(load.policy) !== 'turns' && utilization.compare(row, supply.bandwidth) > 0;
  });
}
