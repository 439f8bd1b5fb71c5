import * as v from 'valibot';

const writtenPlaceSchema = v.object({
  file: v.string(),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  column: v.pipe(v.number(), v.integer(), v.minValue(1)),
  endLine: v.pipe(v.number(), v.integer(), v.minValue(1)),
  endColumn: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const placeSchema = v.nullable(writtenPlaceSchema);

const vcpuSchema = v.object({
  name: v.string(),
  period: v.nullable(v.number()),
  budget: v.nullable(v.number()),
  extratime: v.nullable(v.boolean()),
  written: v.nullable(v.object({ period: v.nullable(v.number()), budget: v.nullable(v.number()) })),
  share: v.nullable(v.number()),
  place: placeSchema,
});

const domainSchema = v.object({
  name: v.string(),
  written: v.nullable(v.string()),
  id: v.nullable(v.number()),
  paused: v.nullable(v.boolean()),
  weight: v.nullable(v.number()),
  cap: v.nullable(v.number()),
  vcpus: v.array(vcpuSchema),
});

const poolSchema = v.object({
  name: v.string(),
  scheduler: v.string(),
  processors: v.array(v.number()),
  domains: v.array(domainSchema),
});

const elementSchema = v.looseObject({ kind: v.string() });
const fixSchema = v.object({
  words: v.string(),
  removes: v.boolean(),
  edits: v.array(v.object({ place: writtenPlaceSchema, line: v.string(), text: v.string() })),
});
const driftSchema = v.object({
  kind: v.string(),
  message: v.string(),
  element: elementSchema,
  place: placeSchema,
  fix: v.nullable(fixSchema),
  command: v.nullable(v.string()),
});
const findingSchema = v.object({
  code: v.string(),
  severity: v.picklist(['error', 'warning']),
  message: v.string(),
  element: elementSchema,
  place: placeSchema,
});

const headEntries = {
  version: v.literal(1),
  at: v.number(),
  commands: v.array(v.string()),
} as const;

/** A line of `hypersched monitor --format json`. */
export const hostReportSchema = v.variant('connected', [
  v.object({ ...headEntries, connected: v.literal(false), problem: v.string() }),
  v.object({
    ...headEntries,
    connected: v.literal(true),
    file: v.nullable(v.object({ why: v.string() })),
    pools: v.array(poolSchema),
    drift: v.array(driftSchema),
    verdict: v.nullable(v.picklist(['schedulable', 'unschedulable', 'unknown'])),
    findings: v.array(findingSchema),
    notes: v.array(v.string()),
  }),
]);

export type HostReport = v.InferOutput<typeof hostReportSchema>;
export type SeenHost = Extract<HostReport, { connected: true }>;
export type ReportedPool = SeenHost['pools'][number];
export type ReportedDomain = ReportedPool['domains'][number];
export type ReportedVcpu = ReportedDomain['vcpus'][number];
export type ReportedDrift = SeenHost['drift'][number];
export type ReportedFix = v.InferOutput<typeof fixSchema>;
export type ReportedPlace = v.InferOutput<typeof placeSchema>;
