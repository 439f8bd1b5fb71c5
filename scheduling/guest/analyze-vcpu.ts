import type { Limits } from '../arithmetic/limits.ts';
import { withinSteps } from '../arithmetic/steps.ts';
import type { TaskAnalysis, TestUsed, Verdict, VerdictKind } from '../model/analysis.ts';
import { isEdf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import type { Reason, Shortage } from '../model/reason.ts';
import type { Supply } from '../supply/supply.ts';
import { type SupplyFunction, supplyFunction } from '../supply/supply-function.ts';
import { alignedFindings } from './aligned/aligned-findings.ts';
import { outsideDomain, supplyOutsideDomain } from './domain-of-validity.ts';
import { edfFindings } from './edf/edf-findings.ts';
import { fpFindings } from './fixed-priority/fp-findings.ts';
import type { GuestResult, VcpuProblem } from './problem.ts';
import { shortageOf } from './shortage.ts';
import { conditionKind, type Findings, type TaskFinding } from './task-findings.ts';
import { alignedTest, guestTest, noTest } from './tests-used.ts';

/**
 * Analyzes the tasks of one VCPU on its supply. The test has two sides, which both run if they
 * differ: the safe side proves `schedulable`, the necessary side `unschedulable`, and a load
 * between them is `unknown`. Parameters outside the domain of validity give `unknown` with the
 * reason. The function throws only what the checkpoint throws.
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
      safe.kind === 'none' ? safe.reason : { kind: 'no-guarantee' },
    );
  }
  if (problem.tasks.length === 0) return withoutTasks(problem, safeSupply);
  const find = isEdf(problem.policy) ? edfFindings : fpFindings;
  const supplies = { safe: safeSupply, necessary: necessarySupply };
  const same = sameSupply(safe, necessary);
  const findings = withinSteps(() => {
    const every = find(problem, supplies, same, limits);
    return problem.releases === 'aligned' ? alignedFindings(problem, every, same, limits) : every;
  }, null);
  if (findings !== null) return resultOf(problem, findings, safeSupply);
  // Each test ends at its own limit. The supply over a change has one more, wherever it is asked.
  const reason = { kind: 'undecided', doubt: 'too-many-steps' } as const;
  return allUnknown(problem, guestTest(problem.policy, 'sufficient'), reason);
}

function sameSupply(a: Supply, b: Supply): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function resultOf(problem: VcpuProblem, findings: Findings, supply: SupplyFunction): GuestResult {
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
  const shortage = shortageOf(witness);
  const hard = results.filter((result) => !result.soft);
  const verdict = summary(
    hard,
    findings.someMisses && hard.length === results.length,
    witness?.task,
    shortage,
  );
  return {
    verdict,
    verdictOfAll: summary(results, findings.someMisses, witness?.task, shortage),
    test:
      findings.aligned === true
        ? alignedTest(conditionKind(verdict.kind, findings.exact))
        : guestTest(policy, conditionKind(verdict.kind, findings.exact)),
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
      const { name, deadline } = task;
      const over = finding.response === null ? 0 : finding.response - deadline;
      const late = over > 0 ? over : null;
      return {
        kind: 'unschedulable',
        reason: { kind: 'miss', task: name, deadline, late, shortage: null },
      };
    }
    case 'unknown': {
      const doubt = finding.doubt ?? 'not-with-overheads';
      return { kind: 'unknown', reason: { kind: 'not-met', task: task.name, doubt } };
    }
  }
}

function summary(
  tasks: readonly TaskAnalysis[],
  someMisses: boolean,
  first: string | undefined,
  shortage: Shortage,
): Verdict {
  const of = (kind: VerdictKind) => tasks.filter((task) => task.verdict.kind === kind);
  const misses = of('unschedulable');
  const named = misses.find((task) => task.task === first) ?? misses[0];
  if (named !== undefined && named.verdict.kind === 'unschedulable') {
    const { reason } = named.verdict;
    return {
      kind: 'unschedulable',
      reason: reason.kind === 'miss' ? { ...reason, shortage } : reason,
    };
  }
  if (someMisses) return { kind: 'unschedulable', reason: { kind: 'some-miss', shortage } };
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

/** The result without any proof. Hard tasks decide the VCPU's verdict. */
export function allUnknown(problem: VcpuProblem, test: TestUsed, reason: Reason): GuestResult {
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
