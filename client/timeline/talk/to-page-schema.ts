import * as v from 'valibot';
import { elementSchema } from '../../../server/protocol-schemas.ts';
import { laneActions, type ToPage, viewNames } from '../messages.ts';
import { completedSchema, machineAnalysisSchema, modelSchema } from './model-schemas.ts';
import { recordedRunSchema } from './recorded-run-schema.ts';

/** The schema of the extension's messages. */
export const toPageSchema: v.GenericSchema<unknown, ToPage> = v.variant('type', [
  v.object({
    type: v.literal('system'),
    name: v.string(),
    model: modelSchema,
    completed: v.nullable(completedSchema),
    searched: v.array(machineAnalysisSchema),
    errors: v.number(),
  }),
  v.object({ type: v.literal('searched'), machines: v.array(machineAnalysisSchema) }),
  v.object({
    type: v.literal('recorded'),
    name: v.string(),
    runs: v.array(recordedRunSchema),
    system: v.nullable(modelSchema),
  }),
  v.object({ type: v.literal('unavailable'), reason: v.string() }),
  v.object({ type: v.literal('select'), element: elementSchema }),
  v.object({
    type: v.literal('show'),
    view: v.picklist(viewNames),
    element: v.exactOptional(elementSchema),
  }),
  v.object({ type: v.literal('lane'), action: v.picklist(laneActions), element: elementSchema }),
  v.object({ type: v.literal('applied'), done: v.boolean() }),
  v.object({ type: v.literal('saved'), path: v.nullable(v.string()) }),
  v.object({ type: v.literal('failed'), reason: v.string() }),
]);
