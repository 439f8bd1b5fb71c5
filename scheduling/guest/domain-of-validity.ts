import { quantumOf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import type { LoadParameter, SupplyReason, TaskParameter } from '../model/reason.ts';
import type { StaticWindow, Supply } from '../supply/supply.ts';
import type { GuestLoad } from './problem.ts';

const LARGEST = 1e15;

/** The reason if parameters lie outside the tests' domain of validity; else `null`. */
export function outsideDomain(
  load: GuestLoad & {
    readonly period?: number;
    readonly deadline?: number;
    readonly resolution?: number;
    readonly releases?: 'aligned';
  },
): SupplyReason | null {
  const { policy, kernelLatency, taskSwitch, period, deadline, resolution, tasks } = load;
  if (!isTime(kernelLatency, 0)) return wrong('kernel-latency', kernelLatency);
  if (!isTime(taskSwitch, 0)) return wrong('task-switch', taskSwitch);
  const quantum = quantumOf(policy);
  if (quantum !== null && !isTime(quantum, 1)) return wrong('quantum', quantum);
  if (period !== undefined && !isTime(period, 1)) return wrong('vcpu-period', period);
  if (resolution !== undefined && !isTime(resolution, 1)) return wrong('resolution', resolution);
  if (deadline !== undefined && (!isTime(deadline, 1) || deadline > (period ?? deadline))) {
    return wrong('vcpu-deadline', deadline);
  }
  for (const task of tasks) {
    const found = taskOutsideDomain(task, load.releases === 'aligned');
    if (found !== null) return found;
  }
  return null;
}

/** Offsets count only where releases are aligned. */
function taskOutsideDomain(task: Task, isAligned: boolean): SupplyReason | null {
  if (!isTime(task.period, 1)) return wrongIn(task, 'period');
  if (!isTime(task.wcet, 1)) return wrongIn(task, 'wcet');
  if (!isTime(task.deadline, 1)) return wrongIn(task, 'deadline');
  if (!isTime(task.jitter, 0)) return wrongIn(task, 'jitter');
  if (!isTime(task.blocking, 0)) return wrongIn(task, 'blocking');
  if (isAligned && !isTime(task.offset, 0)) return wrongIn(task, 'offset');
  return null;
}

function wrongIn(task: Task, parameter: TaskParameter): SupplyReason {
  return { kind: 'task-not-a-time', task: task.name, parameter, value: task[parameter] };
}

function wrong(parameter: LoadParameter, value: number): SupplyReason {
  return { kind: 'not-a-time', parameter, value };
}

/** The reason if a supply lies outside the tests' domain of validity; else `null`. */
export function supplyOutsideDomain(supply: Supply): SupplyReason | null {
  switch (supply.kind) {
    case 'full':
    case 'none':
      return null;
    case 'budget': {
      const { period, budget, deadline } = supply;
      const legal =
        isTime(period, 1) && isTime(budget, 0) && budget <= deadline && deadline <= period;
      return legal ? null : { kind: 'unfit-interface' };
    }
    case 'mixed':
      return supplyOutsideDomain(supply.before) ?? supplyOutsideDomain(supply.after);
    case 'windows': {
      const { frame, windows } = supply;
      return liesWithin(frame, windows) ? null : { kind: 'unfit-windows' };
    }
    case 'changing-windows': {
      const { once, begin, frame, windows } = supply;
      const legal = liesWithin(frame, windows) && liesWithin(begin, once);
      return legal ? null : { kind: 'unfit-windows' };
    }
  }
}

function liesWithin(length: number, windows: readonly StaticWindow[]): boolean {
  return (
    isTime(length, 1) &&
    windows.every((window) => isTime(window.at, 0) && isTime(window.length, 0)) &&
    windows.every((window) => window.at + window.length <= length)
  );
}

function isTime(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= LARGEST;
}
