import * as v from 'valibot';
import type { Action, Domain } from '../../scheduling/model/model.ts';
import { newDomainSchema } from './domain-schema.ts';
import { newTaskSchema } from './task-schema.ts';
import { name, someTime } from './values.ts';

/** A request with its defaults in place. */
export type ReadRequest =
  | Action
  | { readonly kind: 'declare'; readonly machine: string; readonly domain: Domain }
  | { readonly kind: 'forget'; readonly domain: string };

const set = v.pipe(
  v.strictObject({
    kind: v.literal('set'),
    domain: name,
    vcpu: name,
    period: v.exactOptional(someTime),
    budget: v.exactOptional(someTime),
    whenQuiet: v.exactOptional(v.boolean()),
  }),
  v.check(({ period, budget }) => period !== undefined || budget !== undefined, 'nothing is set'),
  v.check(
    ({ period, budget = 0 }) => budget <= (period ?? budget),
    'the budget exceeds the period',
  ),
  v.transform(({ whenQuiet, ...given }) =>
    whenQuiet === true ? { ...given, whenQuiet } : { ...given },
  ),
);

/** A request of an embedding program. */
export const requestSchema: v.GenericSchema<unknown, ReadRequest> = v.variant('kind', [
  v.strictObject({
    kind: v.picklist(['start', 'stop']),
    domains: v.pipe(v.array(name), v.minLength(1)),
  }),
  v.strictObject({ kind: v.literal('add'), domain: name, task: newTaskSchema }),
  v.strictObject({ kind: v.literal('remove'), domain: name, task: name }),
  set,
  v.strictObject({ kind: v.literal('migrate'), domain: name, machine: name }),
  v.strictObject({ kind: v.literal('plan'), machine: name, plan: name }),
  v.strictObject({ kind: v.literal('declare'), machine: name, domain: newDomainSchema }),
  v.strictObject({ kind: v.literal('forget'), domain: name }),
]);
