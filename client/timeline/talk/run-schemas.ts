import * as v from 'valibot';
import { formatsOf } from '../../../formats/formats.ts';
import type { Comparison } from '../../../scheduling/simulation/compare/compare-runs.ts';
import {
  analysisSchema,
  completedSchema,
  courseSchema,
  lateRunSchema,
  modelSchema,
  vcpuNameSchema,
} from './model-schemas.ts';
import { recordedRunSchema } from './recorded-run-schema.ts';
import { runColumnsSchema } from './run-columns-schema.ts';
import {
  type FirstToWorker,
  type FromWorker,
  questions,
  type RunChoice,
  type RunStatistics,
  type ToWorker,
} from './run-messages.ts';

const choiceSchema: v.GenericSchema<unknown, RunChoice> = v.object({
  scenario: v.exactOptional(v.string()),
  horizon: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
  seed: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  supply: v.exactOptional(vcpuNameSchema),
  late: v.exactOptional(vcpuNameSchema),
});

const id = v.number();
const format = v.picklist(formatsOf('run'));

/** The schema of the first message to the worker. */
export const firstToWorkerSchema: v.GenericSchema<unknown, FirstToWorker> = v.object({
  type: v.literal('speak'),
  translations: v.record(v.string(), v.string()),
});

/** The schema of the page's questions. */
export const toWorkerSchema: v.GenericSchema<unknown, ToWorker> = v.variant('type', [
  v.object({
    type: v.literal('run'),
    id,
    model: modelSchema,
    completed: v.nullable(completedSchema),
    choice: choiceSchema,
    late: v.nullable(lateRunSchema),
  }),
  v.object({
    type: v.literal('read'),
    id,
    runs: v.array(recordedRunSchema),
    system: v.nullable(modelSchema),
  }),
  v.object({
    type: v.literal('align'),
    id,
    shift: v.union([v.literal('best'), v.pipe(v.number(), v.safeInteger())]),
  }),
  v.object({ type: v.literal('analyze'), id, model: modelSchema }),
  v.object({ type: v.literal('decide'), id, model: modelSchema }),
  v.object({
    type: v.literal('worst'),
    id,
    model: modelSchema,
    vcpu: vcpuNameSchema,
    horizon: v.number(),
    course: v.nullable(courseSchema),
    late: v.nullable(lateRunSchema),
  }),
  v.object({
    type: v.literal('export'),
    id,
    model: modelSchema,
    choice: choiceSchema,
    late: v.nullable(lateRunSchema),
    format,
  }),
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('cancelExport') }),
]);

const outlineOfStatistics = v.looseObject({
  horizon: v.number(),
  end: v.number(),
  seed: v.number(),
  tasks: v.array(v.unknown()),
  scenario: v.array(v.unknown()),
  notes: v.array(v.unknown()),
});
const statisticsSchema = v.custom<RunStatistics>((value) => v.is(outlineOfStatistics, value));

const outlineOfComparison = v.looseObject({
  shift: v.number(),
  lengths: v.array(v.number()),
  vcpus: v.array(v.unknown()),
  tasks: v.array(v.unknown()),
});
const comparisonSchema = v.custom<Comparison>((value) => v.is(outlineOfComparison, value));

/** The schema of the worker's answers. */
export const fromWorkerSchema: v.GenericSchema<unknown, FromWorker> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('alive') }),
  v.object({ type: v.literal('analyzed'), id, analysis: analysisSchema }),
  v.object({ type: v.literal('decided'), id, analysis: analysisSchema }),
  v.object({ type: v.literal('progress'), id, now: v.number(), horizon: v.number() }),
  v.object({
    type: v.literal('ran'),
    id,
    run: runColumnsSchema,
    statistics: statisticsSchema,
    analysis: v.nullable(analysisSchema),
    comparison: v.exactOptional(comparisonSchema),
  }),
  v.object({
    type: v.literal('worst'),
    id,
    run: runColumnsSchema,
    vcpu: vcpuNameSchema,
    window: v.nullable(v.object({ origin: v.number(), from: v.number(), due: v.number() })),
  }),
  v.object({ type: v.literal('exporting'), id, share: v.number() }),
  v.object({ type: v.literal('exported'), id, format, content: v.instance(ArrayBuffer) }),
  v.object({
    type: v.literal('failed'),
    id,
    question: v.picklist(questions),
    reason: v.string(),
  }),
]);
