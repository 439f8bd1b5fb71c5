import * as v from 'valibot';
import { attributeChangeSchema, elementSchema } from '../../server/protocol-schemas.ts';
import type { FromPage } from '../timeline/messages.ts';

/** From a page it may be one of another realm, of which `instanceof` knows nothing. */
const arrayBuffer = v.custom<ArrayBuffer>(
  (value) => Object.prototype.toString.call(value) === '[object ArrayBuffer]',
);

/** The messages of the timeline's page. */
export const fromPageSchema: v.GenericSchema<unknown, FromPage> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('reveal'), element: elementSchema, focus: v.boolean() }),
  v.object({ type: v.literal('apply'), changes: v.array(attributeChangeSchema) }),
  v.object({
    type: v.literal('save'),
    name: v.string(),
    content: v.union([v.string(), arrayBuffer]),
  }),
  v.object({ type: v.literal('copy'), text: v.string() }),
  v.object({ type: v.literal('painted'), milliseconds: v.number() }),
]);
