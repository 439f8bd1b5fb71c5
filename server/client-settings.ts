import * as v from 'valibot';
import { guaranteeKinds } from '../scheduling/model/guarantees.ts';
import type { Guarantee } from '../scheduling/model/model.ts';
import type { InitializationOptions } from './protocol.ts';

/** The client's properties and settings. A meaningless value counts as absent. */

const known = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);

const optionsSchema = v.object({
  commands: v.fallback(v.array(v.string()), []),
  codePages: known(v.string()),
  analysisProgram: known(v.string()),
  translations: known(v.record(v.string(), v.string())),
} satisfies Record<keyof InitializationOptions, v.GenericSchema>);

export type ClientOptions = v.InferOutput<typeof optionsSchema>;

export function clientOptions(said: unknown): ClientOptions {
  const read = v.safeParse(optionsSchema, said);
  return read.success ? read.output : v.parse(optionsSchema, {});
}

const hintSettingsSchema = v.object({
  chosen: v.fallback(v.boolean(), true),
  scenarios: v.fallback(v.boolean(), true),
  responses: v.fallback(v.boolean(), false),
  utilization: v.fallback(v.boolean(), false),
});

/** The wanted hints. */
export type HintSettings = v.InferOutput<typeof hintSettingsSchema>;

export function hintSettings(said: unknown): HintSettings {
  const read = v.safeParse(hintSettingsSchema, said);
  return read.success ? read.output : v.parse(hintSettingsSchema, {});
}

/** The severities that a person may give to findings; `off` hides them. */
const severities = ['error', 'warning', 'information', 'hint', 'off'] as const;

const severity = v.fallback(v.picklist(severities), 'warning');

const severitySettingsSchema = v.object({ soft: severity, unknown: severity });

/** The severity of findings on soft tasks, and of those without a proof. */
export type SeveritySettings = v.InferOutput<typeof severitySettingsSchema>;

export function severitySettings(said: unknown): SeveritySettings {
  const read = v.safeParse(severitySettingsSchema, said);
  return read.success ? read.output : v.parse(severitySettingsSchema, {});
}

const guaranteeSchema = v.fallback(v.picklist(guaranteeKinds), 'interface');

/** The verdict that is owed where a machine does not say. */
export function guaranteeSetting(said: unknown): Guarantee {
  return v.parse(guaranteeSchema, said);
}

const analysisSettingsSchema = v.object({
  timeLimit: v.fallback(v.pipe(v.number(), v.minValue(1), v.maxValue(3600)), 60),
  patience: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(3600)), 2),
});

/** The limits of one analysis; times in s. */
export type AnalysisSettings = v.InferOutput<typeof analysisSettingsSchema>;

export function analysisSettings(said: unknown): AnalysisSettings {
  const read = v.safeParse(analysisSettingsSchema, said);
  return read.success ? read.output : v.parse(analysisSettingsSchema, {});
}
