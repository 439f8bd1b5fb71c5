import type { Steps } from '../../arithmetic/steps.ts';
import { compareUtilization } from '../../demand/utilization.ts';
import type { KnownSupply } from '../../supply/known-supply.ts';
import type { JudgingRun } from './aligned-loads.ts';
import { play, type TaskInRun } from './play.ts';
import type { RunLoad } from './run-load.ts';

/** A task as its run judges it. */
export interface JudgedTask extends TaskInRun {
  readonly load: RunLoad;
  /** Whether the run was long enough to show every late job, if the task does not sink. */
  readonly complete: boolean;
  /**
   * Whether it and all that comes before or with it ask for more than is supplied in the long run.
   * Some task of them is late then at last, and each of them unless they take turns.
   */
  readonly sinks: boolean;
}

/** One side of the test. */
export interface RunSide {
  readonly supply: KnownSupply;
  /** The tasks as declared. */
  readonly tasks: readonly JudgedTask[];
}

/**
 * Plays the runs of a side. One that is too long to end is asked for late jobs of the open tasks
 * only, for the others are proven.
 */
export function playSide(
  runs: readonly JudgingRun[],
  supply: KnownSupply,
  steps: Steps,
  isOpen: (task: number) => boolean,
): RunSide {
  const judged: JudgedTask[] = [];
  for (const { load, judges } of runs) {
    const { tasks, complete } = play(load, supply, steps, 'to-end', judges.filter(isOpen));
    for (const task of judges) {
      const shown = tasks[task] ?? { late: null, longest: null };
      judged[task] = { ...shown, load, complete, sinks: sinks(load, supply, task) };
    }
  }
  return { supply, tasks: judged };
}

/** Whether a task is in time in all of its run, which then repeats. */
export function isInTime({ complete, late, sinks }: JudgedTask): boolean {
  return complete && late === null && !sinks;
}

/** See {@link JudgedTask.sinks}. */
export function sinks(
  { cost, period, order }: RunLoad,
  supply: KnownSupply,
  task: number,
): boolean {
  const before = [...cost.keys()].filter(
    (other) =>
      order.kind !== 'rank' || (order.rank[other] as number) <= (order.rank[task] as number),
  );
  const level = {
    count: before.length,
    cost: Float64Array.from(before, (other) => cost[other] as number),
    period: Float64Array.from(before, (other) => period[other] as number),
  };
  return compareUtilization(level, supply.bandwidth) > 0;
}
