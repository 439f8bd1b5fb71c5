import * as v from 'valibot';
import type { RunColumns } from '../columns/run-columns.ts';

const float64 = v.instance(Float64Array);
const int32 = v.instance(Int32Array);
const index = v.union([v.instance(Int8Array), v.instance(Int16Array), int32]);

const outline = v.looseObject({
  end: v.number(),
  names: v.looseObject({
    machines: v.array(v.string()),
    pools: v.optional(v.array(v.unknown())),
    cores: v.array(v.unknown()),
    vcpus: v.array(v.unknown()),
    tasks: v.array(v.unknown()),
  }),
  segments: v.looseObject({
    count: v.number(),
    offsets: int32,
    start: float64,
    end: float64,
    vcpu: index,
    task: index,
    job: int32,
    kind: v.instance(Uint8Array),
  }),
  events: v.looseObject({ count: v.number(), offsets: int32, time: float64, job: int32 }),
  stops: v.array(v.unknown()),
  plans: v.array(v.unknown()),
  interfaces: v.array(v.unknown()),
});

/** The schema checks the presence and the types of the columns, not their values. */
export const runColumnsSchema = v.custom<RunColumns>((value) => v.is(outline, value));
