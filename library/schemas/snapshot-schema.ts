import * as v from 'valibot';
import type { SavedDomain, SavedInterface, Snapshot } from '../snapshot.ts';
import { account } from './account-schema.ts';
import { courseSchema } from './course-schema.ts';
import { modelSchema } from './model-schema.ts';
import { anyTime, core, name, someTime, whole } from './values.ts';

const chosen: v.GenericSchema<unknown, SavedInterface> = v.strictObject({
  period: v.nullable(someTime),
  deadline: v.nullable(someTime),
  budget: v.nullable(anyTime),
  core: v.nullable(core),
  computed: v.strictObject({ period: v.boolean(), budget: v.boolean(), core: v.boolean() }),
});

const running: v.GenericSchema<unknown, SavedDomain> = v.pipe(
  v.strictObject({ ...account, chosen: v.array(chosen) }),
  v.check(({ domain, chosen }) => domain.vcpus.length === chosen.length, 'a VCPU has no interface'),
);

/** A snapshot: its form, and that what runs is declared, each once. */
export const snapshotSchema: v.GenericSchema<unknown, Snapshot> = v.pipe(
  v.strictObject({
    format: v.literal('hypersched-system'),
    version: v.literal(1),
    time: anyTime,
    requests: whole,
    rearranges: v.boolean(),
    model: modelSchema,
    running: v.array(running),
    cores: v.array(v.strictObject({ domain: name, vcpu: name, core })),
    course: courseSchema,
    plans: v.array(
      v.strictObject({
        machine: name,
        plans: v.pipe(v.array(v.strictObject({ plan: name, from: anyTime })), v.minLength(1)),
      }),
    ),
  }),
  v.check(
    (snapshot) => hasWhatRuns(snapshot),
    'a domain runs that is not declared, or on a machine that is not',
  ),
);

function hasWhatRuns({ model, running }: Pick<Snapshot, 'model' | 'running'>): boolean {
  const machines = new Set(model.machines.map((machine) => machine.name));
  const declared = new Set(model.machines.flatMap(({ domains }) => domains.map((one) => one.name)));
  const names = running.map(({ domain }) => domain.name);
  return (
    new Set(names).size === names.length &&
    names.every((one) => declared.has(one)) &&
    running.every(({ machine }) => machines.has(machine))
  );
}
