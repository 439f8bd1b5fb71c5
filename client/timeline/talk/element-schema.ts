import * as v from 'valibot';
import type { Element } from '../../../scheduling/model/element.ts';

export const elementSchema: v.GenericSchema<unknown, Element> = v.variant('kind', [
  v.object({ kind: v.literal('machine'), machine: v.string() }),
  v.object({ kind: v.literal('core'), machine: v.string(), core: v.number() }),
  v.object({ kind: v.literal('domain'), domain: v.string() }),
  v.object({ kind: v.literal('vcpu'), domain: v.string(), vcpu: v.string() }),
  v.object({ kind: v.literal('task'), domain: v.string(), task: v.string() }),
  v.object({ kind: v.literal('scenario'), scenario: v.string() }),
  v.object({ kind: v.literal('step'), scenario: v.string(), index: v.number() }),
]);
