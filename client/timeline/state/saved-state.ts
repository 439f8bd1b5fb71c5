import * as v from 'valibot';
import { viewNames } from '../messages.ts';

/**
 * The state of the page that survives a reload of the window. Missing or wrong parts of the stored
 * value are left out.
 */

const optional = <T extends v.GenericSchema>(schema: T) =>
  v.fallback(v.optional(schema), undefined);
const atLeast = (least: number) => optional(v.pipe(v.number(), v.finite(), v.minValue(least)));

const savedSchema = v.object({
  start: atLeast(0),
  scale: atLeast(Number.MIN_VALUE),
  width: atLeast(1),
  tab: optional(v.picklist(viewNames)),
  knobs: optional(v.boolean()),
  collapsed: optional(v.array(v.string())),
  pinned: optional(v.array(v.string())),
  filter: optional(v.string()),
  marks: optional(v.array(v.pipe(v.number(), v.finite()))),
  selected: optional(v.string()),
  scenario: optional(v.string()),
  horizon: atLeast(1),
  seed: atLeast(0),
  supply: optional(v.object({ domain: v.string(), vcpu: v.string() })),
  late: optional(v.object({ domain: v.string(), vcpu: v.string() })),
});

export type SavedState = v.InferOutput<typeof savedSchema>;

/** The usable part of a stored value. */
export function savedState(value: unknown): SavedState {
  const read = v.safeParse(savedSchema, value);
  return read.success ? read.output : {};
}
