import type { Task } from '../../scheduling/model/model.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { tasksUtilization } from '../schedulability/node-detail.ts';

/** What is taken of a machine, given in cores: `utilization 64.2 % of 2 cores`. */
export function machineLoad(utilization: number, cores: number): string {
  return `utilization ${percent(utilization / cores)} of ${coresText(cores)}`;
}

/** What tasks ask for: `utilization 25.0 % of a core`. */
export function tasksLoad(tasks: readonly Task[]): string {
  return `utilization ${percent(tasksUtilization(tasks))} of a core`;
}

export function coresText(count: number): string {
  return count === 1 ? '1 core' : `${count} cores`;
}
