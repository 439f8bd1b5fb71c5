import * as v from 'valibot';
import type { Element } from '../scheduling/model/element.ts';
import type {
  CheckParams,
  CompareParams,
  EditParams,
  ElementParams,
  ExpectationsParams,
  FileParams,
  SystemParams,
  TreeParams,
  WriteOverheadsParams,
} from './protocol.ts';

/** Schemas of messages, for types alone do not check the data that arrives. */

export const elementSchema: v.GenericSchema<unknown, Element> = v.variant('kind', [
  v.object({ kind: v.literal('machine'), machine: v.string() }),
  v.object({ kind: v.literal('core'), machine: v.string(), core: v.number() }),
  v.object({ kind: v.literal('plan'), machine: v.string(), plan: v.string() }),
  v.object({ kind: v.literal('domain'), domain: v.string() }),
  v.object({ kind: v.literal('vcpu'), domain: v.string(), vcpu: v.string() }),
  v.object({ kind: v.literal('task'), domain: v.string(), task: v.string() }),
  v.object({ kind: v.literal('scenario'), scenario: v.string() }),
  v.object({ kind: v.literal('step'), scenario: v.string(), index: v.number() }),
]);

/** A number of an element to write, in ns. */
export const attributeChangeSchema = v.object({
  element: elementSchema,
  attribute: v.picklist(['period', 'budget', 'wcet']),
  value: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

export const checkParamsSchema: v.GenericSchema<unknown, CheckParams> = v.object({
  uri: v.exactOptional(v.string()),
});

export const systemParamsSchema: v.GenericSchema<unknown, SystemParams> = v.object({
  uri: v.string(),
});

export const compareParamsSchema: v.GenericSchema<unknown, CompareParams> = v.object({
  uri: v.string(),
  scenario: v.exactOptional(v.string()),
});

export const editParamsSchema: v.GenericSchema<unknown, EditParams> = v.object({
  uri: v.string(),
  changes: v.array(attributeChangeSchema),
});

export const writeOverheadsParamsSchema: v.GenericSchema<unknown, WriteOverheadsParams> = v.object({
  uri: v.string(),
  name: v.string(),
  block: v.string(),
});

export const treeParamsSchema: v.GenericSchema<unknown, TreeParams> = v.object({
  uri: v.exactOptional(v.string()),
});

export const expectationsParamsSchema: v.GenericSchema<unknown, ExpectationsParams> = v.object({
  uri: v.exactOptional(v.string()),
});

export const elementParamsSchema: v.GenericSchema<unknown, ElementParams> = v.object({
  uri: v.string(),
  element: elementSchema,
});

export const fileParamsSchema: v.GenericSchema<unknown, FileParams> = v.object({
  uri: v.string(),
});
