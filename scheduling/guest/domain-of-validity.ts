import { quantumOf } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import type { Supply } from '../supply/supply.ts';
import type { GuestLoad } from './problem.ts';

const LARGEST = 1e15;

/**
 * Why parameters lie outside what the tests are valid for, a sentence's end; `null` where they do
 * not.
 */
export function outsideDomain(
  load: GuestLoad & {
    readonly period?: number;
    readonly deadline?: number;
    readonly resolution?: number;
  },
): string | null {
  const { policy, kernelLatency, taskSwitch, period, deadline, resolution, tasks } = load;
  if (!isTime(kernelLatency, 0)) return wrong('the kernel latency', kernelLatency);
  if (!isTime(taskSwitch, 0)) return wrong('the task switch', taskSwitch);
  const quantum = quantumOf(policy);
  if (quantum !== null && !isTime(quantum, 1)) return wrong('the quantum', quantum);
  if (period !== undefined && !isTime(period, 1)) return wrong('the VCPU’s period', period);
  if (resolution !== undefined && !isTime(resolution, 1))
    return wrong('the resolution', resolution);
  if (deadline !== undefined && (!isTime(deadline, 1) || deadline > (period ?? deadline))) {
    return wrong('the VCPU’s deadline', deadline);
  }
  for (const task of tasks) {
    const found = taskOutsideDomain(task);
    if (found !== null) return found;
  }
  return null;
}

function taskOutsideDomain(task: Task): string | null {
  if (!isTime(task.period, 1)) return wrong(`${task.name}’s period`, task.period);
  if (!isTime(task.wcet, 1)) return wrong(`${task.name}’s wcet`, task.wcet);
  if (!isTime(task.deadline, 1)) return wrong(`${task.name}’s deadline`, task.deadline);
  if (!isTime(task.jitter, 0)) return wrong(`${task.name}’s jitter`, task.jitter);
  if (!isTime(task.blocking, 0)) return wrong(`${task.name}’s blocking`, task.blocking);
  return null;
}

function wrong(what: string, value: number): string {
  return `${what} is not a time that can be analyzed: ${value} ns`;
}

/** The same of a supply. */
export function supplyOutsideDomain(supply: Supply): string | null {
  switch (supply.kind) {
    case 'full':
    case 'none':
      return null;
    case 'budget': {
      const { period, budget, deadline } = supply;
      const legal =
        isTime(period, 1) && isTime(budget, 0) && budget <= deadline && deadline <= period;
      return legal ? null : 'the VCPU’s budget, deadline and period do not fit each other';
    }
    case 'windows': {
      const { frame, windows } = supply;
      const legal =
        isTime(frame, 1) &&
        windows.every(
          ({ at, length }) => isTime(at, 0) && isTime(length, 0) && at + length <= frame,
        );
      return legal ? null : 'the VCPU’s windows do not fit the major frame';
    }
  }
}

function isTime(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= LARGEST;
}
