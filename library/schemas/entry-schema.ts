import * as v from 'valibot';
import { anyTime, whole } from './values.ts';

/** A line of a journal, with the request as it was made. */
export const entrySchema = v.strictObject({
  number: whole,
  at: anyTime,
  request: v.unknown(),
  admitted: v.boolean(),
  together: v.exactOptional(whole),
});
