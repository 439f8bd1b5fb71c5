import { costWithSwitches, guestDemand } from '../demand/guest-demand.ts';
import { compareUtilization, roundedUtilization } from '../demand/utilization.ts';
import type { GuestLoad, VcpuProblem } from '../guest/problem.ts';
import { quantumOf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';
import type { LoadStep } from './guest-step.ts';

/** The overheads on top of the tasks' own work, for all tasks or for one. */
export function loadSteps(load: GuestLoad, only?: Task): readonly LoadStep[] {
  const steps: LoadStep[] = [];
  const tasks = only === undefined ? load.tasks : [only];
  if (load.taskSwitch > 0) {
    const turns = quantumOf(load.policy) !== null;
    steps.push({
      kind: 'switches',
      turns,
      tasks: tasks.map((task) => ({ task: task.name, time: costWithSwitches(load, task) })),
    });
  }
  const blocking = guestDemand(load, 'safe').blocking;
  const sections = load.kernelSections ?? 1;
  const held = load.tasks.flatMap((task, index) => {
    const b = blocking[index] ?? 0;
    return b > 0 && tasks.includes(task) ? [{ task: task.name, time: b }] : [];
  });
  if (held.length > 0) steps.push({ kind: 'held-up', sections, tasks: held });
  return steps;
}

/** The long-run use against the long-run supply. */
export function utilizationStep(problem: VcpuProblem, supply: SupplyFunction): LoadStep {
  const columns = guestDemand(problem, 'safe');
  const { numerator, denominator } = supply.bandwidth;
  return {
    kind: 'utilization',
    terms: problem.tasks.map(({ period }, index) => ({ cost: columns.cost[index] ?? 0, period })),
    used: roundedUtilization(columns, columns.count),
    bandwidth: {
      value: numerator / denominator,
      order: compareUtilization(columns, supply.bandwidth),
    },
  };
}
