import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, StepLimitReached } from '../../arithmetic/steps.ts';
import type { TaskAnalysis, TestUsed, Verdict, Witness } from '../../model/analysis.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { Reason, Shortage } from '../../model/reason.ts';
import { worstOf } from '../../model/verdict.ts';
import type { Supply } from '../../supply/supply.ts';
import { type SupplyFunction, supplyFunctions } from '../../supply/supply-function.ts';
import { allUnknown, analyzeVcpu } from '../analyze-vcpu.ts';
import { outsideDomain, supplyOutsideDomain } from '../domain-of-validity.ts';
import type { GlobalProblem, GuestResult } from '../problem.ts';
import { alignedTest, globalTest, jointRun, noTest } from '../tests-used.ts';
import { type AlignedJointRun, alignedJointRun } from './aligned-joint-run.ts';
import { densityAccepts } from './density.ts';
import { type GlobalMiss, globalMiss, longRunMiss } from './global-misses.ts';
import { globalResponses, globalSystem } from './global-test.ts';
import type { RunMiss } from './joint-run.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { synchronousMisses } from './synchronous-run.ts';

/**
 * Analyzes tasks that may all run on each of a domain's VCPUs. `schedulable` rests on a sufficient
 * test (see `globalResponses`, on whole processors also `densityAccepts`), `unschedulable` on
 * conditions that no order of jobs avoids, or on a run that misses. For one VCPU, or static windows
 * that never overlap, the exact test of one VCPU decides.
 */
export function analyzeGlobal(problem: GlobalProblem, limits?: Limits): GuestResult {
  const single = oneAtATime(problem);
  if (single !== null) return analyzeVcpu(single, limits);
  const nothing: Supply = { kind: 'none', reason: { kind: 'no-vcpu' } };
  const supply = problem.supplies[0] ?? { safe: nothing, necessary: nothing };
  const unknown = (test: TestUsed, reason: Reason) =>
    allUnknown({ ...problem, supply }, test, reason);
  const pairs = problem.supplies.flatMap(({ safe, necessary }) => [safe, necessary]);
  const outside =
    outsideDomain(problem) ?? pairs.map(supplyOutsideDomain).find((each) => each !== null);
  if (outside !== null && outside !== undefined) return unknown(globalTest('sufficient'), outside);
  const safe = supplyFunctions(problem.supplies.map((each) => each.safe));
  const necessary = supplyFunctions(problem.supplies.map((each) => each.necessary));
  if (safe === null || necessary === null || safe.length === 0) {
    const none = [supply.safe, ...pairs].find((each) => each.kind === 'none');
    return unknown(noTest, none?.kind === 'none' ? none.reason : { kind: 'no-guarantee' });
  }
  try {
    // The windows of every phasing prove no miss of releases that are in step with the frame.
    const aligned = problem.releases === 'aligned';
    const miss = aligned
      ? longRunMiss(problem, necessary)
      : globalMiss(problem, necessary, countSteps(limits));
    const system = globalSystem(problem, safe);
    const byRun = aligned && miss === null ? alignedRun(problem, limits) : null;
    const accepted = miss === null && (densityAccepts(system) || byRun?.proven === true);
    const responses = miss === null ? globalResponses(system, countSteps(limits)) : null;
    const doubtful = !aligned && !accepted && responses?.includes(null) === true;
    const run = doubtful
      ? synchronousMisses(problem, countSteps(runLimits(limits)))
      : accepted
        ? []
        : (byRun?.misses ?? []);
    return result(problem, safe, {
      miss,
      responses,
      accepted,
      run,
      proven: byRun?.proven === true,
    });
  } catch (error) {
    if (!(error instanceof StepLimitReached)) throw error;
    const reason = { kind: 'undecided', doubt: 'too-many-steps' } as const;
    return unknown(globalTest('sufficient'), reason);
  }
}

/** The limits of a run, which takes some ms at most. */
function runLimits(limits: Limits | undefined): Limits {
  return { ...limits, steps: Math.min(limits?.steps ?? STEPS_OF_A_RUN, STEPS_OF_A_RUN) };
}

/** The run of aligned releases, which has to repeat before it proves anything. */
function alignedRun(problem: GlobalProblem, limits: Limits | undefined): AlignedJointRun {
  return alignedJointRun(problem, countSteps(limits));
}

const STEPS_OF_A_RUN = 300_000;

/** The results of the tests of a guest on several VCPUs. */
interface Found {
  readonly miss: GlobalMiss | null;
  /** The response times by task, in ns; `null` without a bound. */
  readonly responses: readonly (number | null)[] | null;
  /** Whether the test accepts all tasks together. */
  readonly accepted: boolean;
  readonly run: readonly RunMiss[];
  /** Whether the run of aligned releases proves all tasks. */
  readonly proven: boolean;
}

function result(
  problem: GlobalProblem,
  supplies: readonly SupplyFunction[],
  { miss, responses, accepted, run, proven }: Found,
): GuestResult {
  const tasks = problem.tasks.map((task, index): TaskAnalysis => {
    const response = responses?.[index] ?? null;
    return {
      task: task.name,
      vcpu: task.vcpu ?? null,
      soft: task.soft !== undefined,
      verdict: verdictOf(index),
      deadline: task.deadline,
      response,
      responseIsBound: true,
      slack: response === null || isEdf(problem.policy) ? null : task.deadline - response,
    };
  });
  function verdictOf(index: number): Verdict {
    const task = problem.tasks[index]?.name ?? '';
    if (miss !== null && miss.task === index) {
      return {
        kind: 'unschedulable',
        reason: { kind: 'global-miss', task, shortage: shortageOf(miss) },
      };
    }
    const late = run.find((one) => one.task === index);
    if (late !== undefined) {
      const { time, demand, supply } = late;
      const shortage = { kind: 'run', time, demand, supply, ...alignedOf(problem) } as const;
      return { kind: 'unschedulable', reason: { kind: 'global-miss', task, shortage } };
    }
    if (accepted || (responses?.[index] ?? null) !== null) return { kind: 'schedulable' };
    return { kind: 'unknown', reason: { kind: 'not-met', task, doubt: 'no-window' } };
  }
  const some: Verdict[] = miss === null ? [] : [someMisses(shortageOf(miss))];
  const hard = tasks.filter((task) => !task.soft);
  const named = (list: readonly TaskAnalysis[]) => list.map((task) => task.verdict);
  const allHard = hard.length === tasks.length;
  const verdict = worstOf([...named(hard), ...(allHard ? some : [])]);
  const witness = witnessOf(problem, miss) ?? witnessOfRun(problem, run);
  const gap = supplies.reduce((longest, supply) => Math.max(longest, supply.longestGap), 0);
  return {
    verdict,
    verdictOfAll: worstOf([...named(tasks), ...some]),
    test: proven
      ? alignedTest('exact')
      : run.length > 0 && verdict.kind === 'unschedulable'
        ? problem.releases === 'aligned'
          ? alignedTest('necessary')
          : jointRun
        : globalTest(verdict.kind === 'unschedulable' ? 'necessary' : 'sufficient'),
    witness,
    margin: witness === null ? null : witness.supply - witness.demand,
    longestGap: Number.isFinite(gap) ? gap : null,
    tasks,
  };
}

/** The first hard task that misses in the run, else the first task that does. */
function witnessOfRun(problem: GlobalProblem, run: readonly RunMiss[]): Witness | null {
  const { tasks } = problem;
  const late = run.find(({ task }) => tasks[task]?.soft === undefined) ?? run[0];
  const task = tasks[late?.task ?? -1]?.name;
  if (late === undefined || task === undefined) return null;
  const { time, demand, supply } = late;
  const from = problem.releases === 'aligned' ? { from: 0 } : {};
  return { task, time, demand, supply, run: true, ...from };
}

function alignedOf({ releases }: GlobalProblem): { readonly aligned?: true } {
  return releases === 'aligned' ? { aligned: true } : {};
}

function witnessOf(problem: GlobalProblem, miss: GlobalMiss | null) {
  if (miss === null || miss.time === null || miss.demand === null || miss.supply === null)
    return null;
  const { time, demand, supply } = miss;
  const due = problem.tasks.findLast((task) => {
    const since = time - task.deadline + task.jitter;
    return since >= 0 && since % task.period === 0;
  });
  const task = miss.task === null ? due?.name : problem.tasks[miss.task]?.name;
  return task === undefined ? null : { task, time, demand, supply };
}

function someMisses(shortage: Shortage): Verdict {
  return { kind: 'unschedulable', reason: { kind: 'global-miss', task: null, shortage } };
}

function shortageOf({ time, demand, supply }: GlobalMiss): Shortage {
  return time === null || demand === null || supply === null
    ? { kind: 'long-run' }
    : { kind: 'window', time, demand, supply };
}
