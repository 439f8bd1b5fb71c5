import type { GuestLoad } from '../guest/problem.ts';
import { quantumOf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import { HORIZON } from '../supply/supply-function.ts';
import { priorityGroups } from './priority-groups.ts';
import type { TaskColumns } from './task-columns.ts';

/**
 * A side of the test. `safe` charges all overheads on top of the tasks' own work, so that
 * acceptance is a proof. `necessary` leaves out whatever need not happen, so that refusal is a
 * proof.
 */
export type Side = 'safe' | 'necessary';

/**
 * The load as one side of the test sees it, in the order declared. On the safe side a job costs its
 * WCET and two switches (under RR one per quantum begun and one more). The kernel's latency holds
 * it up, or, if there is a task of lower priority (EDF: of a longer deadline), its declared
 * blocking if that is longer. On the necessary side a job costs its WCET and one section of the
 * kernel's latency, for a section can begin at any moment, whatever task runs.
 */
export function guestDemand(load: GuestLoad, side: Side): TaskColumns {
  const { tasks } = load;
  const sections = side === 'safe' ? (load.kernelSections ?? 1) : 1;
  const kernelLatency = Math.min(load.kernelLatency * sections, HORIZON);
  const count = tasks.length;
  const held = side === 'safe' && tasks.some((task) => task.blocking > kernelLatency);
  const lowest = new Set(held ? priorityGroups(load.policy, tasks).at(-1) : []);
  const columns = {
    count,
    cost: new Float64Array(count),
    period: new Float64Array(count),
    deadline: new Float64Array(count),
    jitter: new Float64Array(count),
    blocking: new Float64Array(count),
    source: new Int32Array(count),
  };
  for (let row = 0; row < count; row++) {
    const task = tasks[row];
    if (task === undefined) continue;
    columns.cost[row] = side === 'safe' ? costWithSwitches(load, task) : task.wcet;
    columns.period[row] = task.period;
    columns.deadline[row] = task.deadline;
    columns.jitter[row] = task.jitter;
    columns.blocking[row] =
      held && !lowest.has(row) ? Math.max(task.blocking, kernelLatency) : kernelLatency;
    columns.source[row] = row;
  }
  return columns;
}

/** A job's WCET with the guest's own switches that it can cause, in ns. */
export function costWithSwitches({ policy, taskSwitch }: GuestLoad, task: Task): number {
  const quantum = quantumOf(policy);
  const switches = quantum === null ? 2 : Math.ceil(task.wcet / quantum) + 1;
  return taskSwitch === 0 ? task.wcet : task.wcet + switches * taskSwitch;
}
