import * as v from 'valibot';
import type { RecordedRun } from '../messages.ts';
import { modelSchema } from './model-schemas.ts';

/** From the extension it may be one of another realm, of which `instanceof` knows nothing. */
const arrayBuffer = v.custom<ArrayBuffer>(
  (value) => Object.prototype.toString.call(value) === '[object ArrayBuffer]',
);

const whole = v.pipe(v.number(), v.integer());

/** The schema of a run that has been, as the extension and the page hand it on. */
export const recordedRunSchema: v.GenericSchema<unknown, RecordedRun> = v.object({
  name: v.string(),
  source: v.variant('kind', [
    v.object({ kind: v.literal('trace'), bytes: arrayBuffer }),
    v.object({
      kind: v.literal('xentrace'),
      bytes: arrayBuffer,
      clock: v.pipe(whole, v.minValue(1)),
      domains: v.array(v.tuple([whole, v.string()])),
    }),
    v.object({ kind: v.literal('system'), model: modelSchema }),
  ]),
});
