import type { Limits } from '../arithmetic/limits.ts';
import type { TaskAnalysis, TestUsed, Verdict, VerdictKind } from '../model/analysis.ts';
import { isEdf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import type { Supply } from '../supply/supply.ts';
import { type SupplyFunction, supplyFunction } from '../supply/supply-function.ts';
import { formatDuration } from '../text/duration.ts';
import { outsideDomain, supplyOutsideDomain } from './domain-of-validity.ts';
import { edfFindings } from './edf/edf-findings.ts';
import { fpFindings } from './fixed-priority/fp-findings.ts';
import type { GuestResult, VcpuProblem } from './problem.ts';
import { conditionKind, type Findings, type TaskFinding } from './task-findings.ts';
import { guestTest, noTest } from './tests-used.ts';

/**
 * What is proven of the tasks of one VCPU on its supply. Both sides of the test run where they
 * differ: the safe one proves `schedulable`, the necessary one `unschedulable`, and between them
 * lies `unknown`. Never throws for bad parameters: those are `unknown` too, with the reason. Throws
 * only what the checkpoint throws.
 */
export function analyzeVcpu(problem: VcpuProblem, limits?: Limits): GuestResult {
  const { safe, necessary } = problem.supply;
  const outside =
    outsideDomain(problem) ?? supplyOutsideDomain(safe) ?? supplyOutsideDomain(necessary);
  if (outside !== null)
    return allUnknown(problem, guestTest(problem.policy, 'sufficient'), outside);
  const safeSupply = supplyFunction(safe);
  const necessarySupply = supplyFunction(necessary);
  if (safeSupply === null || necessarySupply === null) {
    return allUnknown(
      problem,
      noTest,
      safe.kind === 'none' ? safe.reason : 'nothing is guaranteed',
    );
  }
  if (problem.tasks.length === 0) return withoutTasks(problem, safeSupply);
  const find = isEdf(problem.policy) ? edfFindings : fpFindings;
  const supplies = { safe: safeSupply, necessary: necessarySupply };
  const findings = find(problem, supplies, sameSupply(safe, necessary), limits);
  return inWords(problem, findings, safeSupply);
}

function sameSupply(a: Supply, b: Supply): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function inWords(problem: VcpuProblem, findings: Findings, supply: SupplyFunction): GuestResult {
  const { tasks, policy } = problem;
  const { crossing } = findings;
  const witness =
    crossing === null ? null : { ...crossing, task: tasks[crossing.task]?.name ?? '' };
  const results = tasks.map((task, index): TaskAnalysis => {
    const finding = findings.tasks[index];
    if (finding === undefined) throw new RangeError('a task without a finding');
    return {
      task: task.name,
      vcpu: task.vcpu ?? null,
      soft: task.soft !== undefined,
      verdict: taskVerdict(task, finding),
      deadline: task.deadline,
      response: finding.response,
      responseIsBound: finding.responseIsBound,
      slack: finding.slack,
    };
  });
  const missing =
    witness === null || witness.demand <= witness.supply
      ? 'the tasks ask for more than the supply can give in the long run'
      : `in a window of ${formatDuration(witness.time)} the VCPU is sure to supply ${formatDuration(witness.supply)}, ${formatDuration(witness.demand)} are asked for`;
  const hard = results.filter((result) => !result.soft);
  const verdict = summary(
    hard,
    findings.someMisses && hard.length === results.length,
    witness?.task,
    missing,
  );
  return {
    verdict,
    verdictOfAll: summary(results, findings.someMisses, witness?.task, missing),
    test: guestTest(policy, conditionKind(verdict.kind, findings.exact)),
    witness,
    margin: witness === null ? null : witness.supply - witness.demand,
    longestGap: supply.longestGap === Number.POSITIVE_INFINITY ? null : supply.longestGap,
    tasks: results,
  };
}

function taskVerdict(task: Task, finding: TaskFinding): Verdict {
  switch (finding.kind) {
    case 'schedulable':
      return { kind: 'schedulable' };
    case 'unschedulable': {
      const late = finding.response === null ? null : finding.response - task.deadline;
      const by = late === null || late <= 0 ? '' : ` by ${formatDuration(late)}`;
      const deadline = formatDuration(task.deadline);
      return {
        kind: 'unschedulable',
        reason: `${task.name} can miss its ${deadline} deadline${by}`,
      };
    }
    case 'unknown':
      return {
        kind: 'unknown',
        reason: `${task.name} is not proven to meet its deadline: ${finding.reason}`,
      };
  }
}

function summary(
  tasks: readonly TaskAnalysis[],
  someMisses: boolean,
  first: string | undefined,
  missing: string,
): Verdict {
  const of = (kind: VerdictKind) => tasks.filter((task) => task.verdict.kind === kind);
  const misses = of('unschedulable');
  const named = misses.find((task) => task.task === first) ?? misses[0];
  if (named !== undefined && named.verdict.kind === 'unschedulable') {
    return { kind: 'unschedulable', reason: `${named.verdict.reason}: ${missing}` };
  }
  if (someMisses)
    return { kind: 'unschedulable', reason: `some task can miss its deadline: ${missing}` };
  return of('unknown')[0]?.verdict ?? { kind: 'schedulable' };
}

function withoutTasks(problem: VcpuProblem, supply: SupplyFunction): GuestResult {
  const verdict: Verdict = { kind: 'schedulable' };
  return {
    verdict,
    verdictOfAll: verdict,
    test: guestTest(problem.policy, 'exact'),
    witness: null,
    margin: null,
    longestGap: supply.longestGap === Number.POSITIVE_INFINITY ? null : supply.longestGap,
    tasks: [],
  };
}

/** Nothing is proven of any task; hard tasks make the VCPU's verdict. */
export function allUnknown(problem: VcpuProblem, test: TestUsed, reason: string): GuestResult {
  const unknown: Verdict = { kind: 'unknown', reason };
  const hard = problem.tasks.some((task) => task.soft === undefined) || problem.tasks.length === 0;
  return {
    verdict: hard ? unknown : { kind: 'schedulable' },
    verdictOfAll: unknown,
    test,
    witness: null,
    margin: null,
    longestGap: null,
    tasks: problem.tasks.map((task) => ({
      task: task.name,
      vcpu: task.vcpu ?? null,
      soft: task.soft !== undefined,
      verdict: unknown,
      deadline: task.deadline,
      response: null,
      responseIsBound: true,
      slack: null,
    })),
  };
}
