import { costWithSwitches, guestDemand } from '../demand/guest-demand.ts';
import { compareUtilization, roundedUtilization } from '../demand/utilization.ts';
import type { GuestLoad, VcpuProblem } from '../guest/problem.ts';
import { quantumOf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';
import { formatDuration as text } from '../text/duration.ts';
import { type DerivationStep, sumText } from './derivation-step.ts';

/** What comes on top of the tasks' own work, where anything does: for all of them, or one. */
export function loadSteps(load: GuestLoad, only?: Task): readonly DerivationStep[] {
  const steps: DerivationStep[] = [];
  const tasks = only === undefined ? load.tasks : [only];
  if (load.taskSwitch > 0) {
    const turns = quantumOf(load.policy) !== null;
    steps.push({
      kind: 'worded',
      title: 'Work of a job with its switches',
      formula: turns ? 'C = wcet + (⌈wcet/quantum⌉ + 1)·task-switch' : 'C = wcet + 2·task-switch',
      withNumbers: list(tasks.map((task) => `${task.name}: ${text(costWithSwitches(load, task))}`)),
      reference: null,
    });
  }
  const blocking = guestDemand(load, 'safe').blocking;
  const sections = load.kernelSections ?? 1;
  const held = load.tasks.flatMap((task, index) => {
    const b = blocking[index] ?? 0;
    return b > 0 && tasks.includes(task) ? [`${task.name}: ${text(b)}`] : [];
  });
  if (held.length > 0) {
    steps.push({
      kind: 'worded',
      title: 'What can hold a job up',
      formula: `b = max(blocking, ${sections > 1 ? `${sections} VCPUs·` : ''}kernel latency); blocking counts beside a task that comes later`,
      withNumbers: list(held),
      reference: null,
    });
  }
  return steps;
}

/** Long-run use against long-run supply. */
export function utilizationStep(problem: VcpuProblem, supply: SupplyFunction): DerivationStep {
  const columns = guestDemand(problem, 'safe');
  const { numerator, denominator } = supply.bandwidth;
  const terms = problem.tasks.map(
    (task, index) => `${text(columns.cost[index] ?? 0)}/${text(task.period)}`,
  );
  const sign = ['<', '=', '>'][compareUtilization(columns, supply.bandwidth) + 1] ?? '';
  const used = roundedUtilization(columns, columns.count).toFixed(4);
  return {
    kind: 'worded',
    title: 'Utilization against bandwidth',
    formula: 'U = Σ C/T ≤ α',
    withNumbers: `${sumText(terms)} = ${used} ${sign} ${(numerator / denominator).toFixed(4)}`,
    reference: null,
  };
}

function list(items: readonly string[]): string {
  return items.length <= 10
    ? items.join(', ')
    : `${items.slice(0, 9).join(', ')}, … (${items.length - 9} more)`;
}
