import * as v from 'valibot';
import type { Task } from '../../scheduling/model/model.ts';
import type { NewTask } from '../request.ts';
import { anyTime, name, someTime, whole } from './values.ts';

const softness = v.strictObject({
  misses: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});

const least = 'bcet exceeds wcet';

/** A task of a system model. */
export const taskSchema: v.GenericSchema<unknown, Task> = v.pipe(
  v.strictObject({
    name,
    vcpu: v.exactOptional(name),
    period: someTime,
    wcet: someTime,
    bcet: anyTime,
    deadline: someTime,
    offset: anyTime,
    jitter: anyTime,
    priority: v.exactOptional(whole),
    blocking: anyTime,
    sporadic: v.boolean(),
    soft: v.exactOptional(softness),
  }),
  v.check(({ bcet, wcet }) => bcet <= wcet, least),
);

const written: v.GenericSchema<unknown, NewTask> = v.strictObject({
  name,
  vcpu: v.exactOptional(name),
  period: someTime,
  wcet: someTime,
  bcet: v.exactOptional(anyTime),
  deadline: v.exactOptional(someTime),
  offset: v.exactOptional(anyTime),
  jitter: v.exactOptional(anyTime),
  priority: v.exactOptional(whole),
  blocking: v.exactOptional(anyTime),
  sporadic: v.exactOptional(v.boolean()),
  soft: v.exactOptional(softness),
});

/** A task of a request, with the defaults of the language. */
export const newTaskSchema: v.GenericSchema<unknown, Task> = v.pipe(
  written,
  v.transform((task): Task => {
    const { bcet, deadline, offset, jitter, blocking, sporadic, ...given } = task;
    return {
      ...given,
      bcet: bcet ?? task.wcet,
      deadline: deadline ?? task.period,
      offset: offset ?? 0,
      jitter: jitter ?? 0,
      blocking: blocking ?? 0,
      sporadic: sporadic ?? false,
    };
  }),
  v.check(({ bcet, wcet }) => bcet <= wcet, least),
);
