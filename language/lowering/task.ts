import type * as model from '../../scheduling/model/model.ts';
import type { Task } from '../generated/ast.ts';
import { readPercentage } from '../syntax/values.ts';
import { first, time, whole } from './attributes.ts';
import type { Flaw } from './flaws.ts';

/** Lowers a task without its VCPU; undefined where part of it cannot be understood. */
export function lowerTask(task: Task): Omit<model.Task, 'vcpu'> | undefined {
  const flaw: Flaw = { found: false };
  const period = time(task.period, flaw, 1);
  const wcet = time(task.wcet, flaw, 1);
  const deadline = time(task.deadline, flaw, 1);
  const bcet = time(task.bcet, flaw);
  const offset = time(task.offset, flaw) ?? 0;
  const jitter = time(task.jitter, flaw) ?? 0;
  const blocking = time(task.blocking, flaw) ?? 0;
  const priority = whole(task.priority, flaw);
  const soft = lowerSoftness(task, flaw);
  const { name } = task;
  if (flaw.found || name === undefined || period === undefined || wcet === undefined)
    return undefined;
  if (bcet !== undefined && bcet > wcet) return undefined;
  return {
    name,
    period,
    wcet,
    bcet: bcet ?? wcet,
    deadline: deadline ?? period,
    offset,
    jitter,
    blocking,
    sporadic: task.sporadic.length > 0,
    ...(priority === undefined ? {} : { priority }),
    ...(soft === undefined ? {} : { soft }),
  };
}

function lowerSoftness(task: Task, flaw: Flaw): model.Task['soft'] {
  const soft = first(task.soft, flaw);
  if (soft === undefined || soft.misses === undefined) return soft === undefined ? undefined : {};
  const misses = readPercentage(soft.misses);
  if ('value' in misses) return { misses: misses.value };
  flaw.found = true;
  return undefined;
}
