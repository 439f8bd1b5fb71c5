import * as v from 'valibot';
import type { SavedCourse, SavedServer } from '../snapshot.ts';
import { account } from './account-schema.ts';
import { taskSchema } from './task-schema.ts';
import { anyTime, core, name, someTime, whole } from './values.ts';

const server: v.GenericSchema<unknown, SavedServer> = v.strictObject({
  domain: name,
  vcpu: name,
  order: whole,
  running: v.strictObject({ name, type: v.picklist(['dom0', 'pv', 'pvh', 'hvm']) }),
  period: someTime,
  deadline: someTime,
  budget: anyTime,
  priority: whole,
  starts: whole,
  work: v.union([
    v.picklist(['any', 'not-known']),
    v.array(v.strictObject({ period: someTime, wcet: someTime })),
  ]),
  core: v.nullable(core),
});

const until = v.nullable(anyTime);
const proof = v.boolean();
const release = v.picklist(['quiet', 'period-end', 'window', 'density', 'at-once']);

/** The changes under way in a snapshot. */
export const courseSchema: v.GenericSchema<unknown, SavedCourse> = v.strictObject({
  leaving: v.array(
    v.strictObject({
      place: name,
      server,
      stay: v.pipe(v.number(), v.integer(), v.minValue(0)),
      from: until,
      over: v.boolean(),
      until,
      by: release,
    }),
  ),
  tasks: v.array(v.strictObject({ domain: name, task: taskSchema, until })),
  unsettled: v.array(v.strictObject({ domain: name, until })),
  waiting: v.array(v.strictObject({ place: name, domain: name, until, inForce: until })),
  parting: v.array(v.strictObject({ one: v.strictObject(account), cores: v.array(core), until })),
  proofs: v.array(
    v.strictObject({
      place: name,
      window: proof,
      density: proof,
      implicit: proof,
      by: v.array(release),
      until,
    }),
  ),
});
