import * as v from 'valibot';
import type { LateRun } from '../../../scheduling/host/run/late-run.ts';
import type {
  Analysis,
  LateCourse,
  MachineAnalysis,
  VcpuName,
} from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';

/**
 * The schemas check the outline of a model only. Models come from this very package, so the outline
 * tells whether both sides agree, and every move of a knob sends one.
 */

const named = { name: v.string() };

const outline = v.looseObject({
  machines: v.array(
    v.looseObject({
      ...named,
      policy: v.looseObject({ kind: v.string() }),
      domains: v.array(
        v.looseObject({
          ...named,
          vcpus: v.array(v.looseObject(named)),
          tasks: v.array(v.looseObject(named)),
        }),
      ),
    }),
  ),
  scenarios: v.array(v.looseObject({ ...named, steps: v.array(v.unknown()) })),
});

const completedOutline = v.looseObject({ machines: outline.entries.machines });

const analysisOutline = v.looseObject({
  verdict: v.string(),
  completed: completedOutline,
  domains: v.array(v.looseObject({ domain: v.string(), vcpus: v.array(v.unknown()) })),
});

const machineAnalysisOutline = v.looseObject({
  machine: v.string(),
  verdict: v.looseObject({ kind: v.string() }),
  cores: v.array(v.unknown()),
  vcpus: v.array(v.unknown()),
});

const lateRunOutline = v.looseObject({
  machine: v.string(),
  vcpu: v.looseObject({ domain: v.string(), vcpu: v.string() }),
  due: v.number(),
  run: v.looseObject({ vcpus: v.array(v.unknown()), until: v.number() }),
});

const courseOutline = v.looseObject({
  vcpu: v.looseObject({ domain: v.string(), vcpu: v.string() }),
  witness: v.looseObject({ task: v.string(), time: v.number() }),
  machine: v.looseObject({ ...named, policy: v.looseObject({ kind: v.string() }) }),
  domain: v.looseObject(named),
  from: v.number(),
  windows: v.array(
    v.looseObject({
      once: v.array(v.unknown()),
      begin: v.number(),
      frame: v.number(),
      windows: v.array(v.unknown()),
    }),
  ),
});

export const machineAnalysisSchema = v.custom<MachineAnalysis>((value) =>
  v.is(machineAnalysisOutline, value),
);
export const lateRunSchema = v.custom<LateRun>((value) => v.is(lateRunOutline, value));
export const courseSchema = v.custom<LateCourse>((value) => v.is(courseOutline, value));
export const modelSchema = v.custom<SystemModel>((value) => v.is(outline, value));
export const completedSchema = v.custom<CompletedModel>((value) => v.is(completedOutline, value));
export const analysisSchema = v.custom<Analysis>((value) => v.is(analysisOutline, value));
export const vcpuNameSchema: v.GenericSchema<unknown, VcpuName> = v.object({
  domain: v.string(),
  vcpu: v.string(),
});
