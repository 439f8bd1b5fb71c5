import * as v from 'valibot';

const known = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);
const names = known(v.array(v.string()));

/**
 * The data that the checks of the text leave for quick fixes. A field of another type counts as
 * absent.
 */
const schema = v.object({
  code: known(v.string()),
  nearest: known(v.string()),
  imports: names,
  missing: known(v.picklist(['on', 'priority', 'period', 'wcet'])),
  vcpus: names,
  machine: known(v.string()),
  machines: names,
  text: known(v.string()),
  unit: known(v.picklist(['us'])),
  quote: known(v.boolean()),
});

export type FixData = v.InferOutput<typeof schema>;

/** Reads a diagnostic's data, which a client may send back in any shape. */
export function fixData(data: unknown): FixData {
  const read = v.safeParse(schema, data);
  return read.success ? read.output : v.parse(schema, {});
}
