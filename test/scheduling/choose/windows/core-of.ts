import type { PlanProblem } from '../../../../scheduling/choose/windows/plan-problem.ts';
import { anySwitch, task } from '../../../support/systems.ts';
import type { SlowPartition, SlowProblem } from './slow-plans.ts';

/** The same problem for the search. A tick is `unit` ns, and the grid. */
export function coreOf({ frame, partitions, cost }: SlowProblem, unit = 1): PlanProblem {
  return {
    frame: frame * unit,
    resolution: unit,
    switchCosts: cost === 0 ? [] : anySwitch(cost * unit),
    partitions: partitions.map(({ policy, tasks, written }, who) => ({
      domain: `d${who}`,
      vcpu: 'v0',
      type: 'pv',
      written: written === null ? null : stretchesOf(written, unit),
      load: {
        policy: { kind: policy },
        kernelLatency: 0,
        taskSwitch: 0,
        tasks: tasks.map(({ period, wcet, deadline }, index) =>
          task(`t${index}`, period * unit, wcet * unit, { deadline: deadline * unit }),
        ),
      },
    })),
  };
}

function stretchesOf(ticks: readonly boolean[], unit: number) {
  return ticks.flatMap((own, tick) => {
    if (!own || ticks[tick - 1] === true) return [];
    const end = ticks.indexOf(false, tick);
    return [{ at: tick * unit, length: ((end < 0 ? ticks.length : end) - tick) * unit }];
  });
}

/** A partition whose windows are chosen. */
export function chosen(
  policy: SlowPartition['policy'],
  ...tasks: readonly (readonly [period: number, wcet: number, deadline?: number])[]
): SlowPartition {
  return {
    policy,
    written: null,
    tasks: tasks.map(([period, wcet, deadline = period]) => ({ period, wcet, deadline })),
  };
}
