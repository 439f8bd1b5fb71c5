import * as v from 'valibot';
import { domainSchema } from './domain-schema.ts';
import { taskSchema } from './task-schema.ts';
import { anyTime, name } from './values.ts';

/** The keys of a running domain. */
export const account = {
  domain: domainSchema,
  machine: name,
  since: anyTime,
  moved: v.boolean(),
  changed: anyTime,
  left: v.array(v.strictObject({ task: taskSchema, at: anyTime })),
} as const;
