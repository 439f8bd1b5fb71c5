import type { ToldRun } from '../../messages/simulation/told-run.ts';
import {
  eventKinds,
  segmentKinds,
  type Trace,
  type TraceNames,
} from '../../scheduling/simulation/trace.ts';
import { keyOf, type MeasuredVcpu } from './measured.ts';
import type { Stretch, XenRun, XenVcpuId } from './stretches.ts';
import type { TraceNaming } from './trace-names.ts';

/** A recorded run of a machine as a run that is told, with its trace. */
export function traceOf(
  run: XenRun,
  measured: readonly MeasuredVcpu[],
  naming: TraceNaming,
  notes: readonly string[] = [],
): ToldRun & { readonly trace: Trace } {
  const index = new Map(measured.map(({ vcpu }, at) => [keyOf(vcpu), at]));
  const at = (vcpu: XenVcpuId | null) => (vcpu === null ? -1 : (index.get(keyOf(vcpu)) ?? -1));
  const core = new Map(run.processors.map((processor, row) => [processor, row]));
  const traceNames: TraceNames = {
    machines: [naming.machine],
    cores: run.processors.map((processor) => ({ machine: 0, core: processor })),
    vcpus: measured.map(({ vcpu: { domain, vcpu }, period, budget }) => ({
      ...{ domain: naming.domain(domain), vcpu: naming.vcpu(domain, vcpu), machine: 0, core: -1 },
      ...{ period, budget, deadline: period },
    })),
    tasks: [],
  };
  const segments = [...run.stretches].sort(
    (a, b) => a.end - b.end || a.start - b.start || a.processor - b.processor,
  );
  const marks = [...run.budgets].sort((a, b) => a.time - b.time);
  const none = (count: number) => new Int32Array(count).fill(-1);
  const trace: Trace = {
    version: 1,
    end: run.end,
    names: traceNames,
    segments: {
      count: segments.length,
      start: Float64Array.from(segments, ({ start }) => start),
      end: Float64Array.from(segments, ({ end }) => end),
      core: Int32Array.from(segments, ({ processor }) => core.get(processor) ?? 0),
      vcpu: Int32Array.from(segments, ({ vcpu }) => at(vcpu)),
      task: none(segments.length),
      job: none(segments.length),
      kind: Uint8Array.from(segments, segmentKind),
    },
    events: {
      count: marks.length,
      time: Float64Array.from(marks, ({ time }) => time),
      kind: Uint8Array.from(marks, ({ kind }) => eventKinds.indexOf(kind)),
      core: Int32Array.from(marks, ({ processor }) => core.get(processor) ?? -1),
      vcpu: Int32Array.from(marks, ({ vcpu }) => at(vcpu)),
      task: none(marks.length),
      job: none(marks.length),
    },
  };
  return {
    ...{ horizon: run.end, horizonChosen: 'asked', end: run.end, seed: 0, tasks: [] },
    vcpus: measured.map(
      ({ vcpu, period, budget, mostInPeriod, overrun, longestWait, ...told }) => ({
        ...told,
        domain: naming.domain(vcpu.domain),
        name: naming.vcpu(vcpu.domain, vcpu.vcpu),
        measured: { period, budget, mostInPeriod, overrun, longestWait },
      }),
    ),
    cores: run.processors.map((processor) => {
      const own = run.stretches.filter((stretch) => stretch.processor === processor);
      const sum = (kind: Stretch['kind']) =>
        own.reduce((all, each) => all + (each.kind === kind ? each.end - each.start : 0), 0);
      const [busy, overhead] = [sum('runs'), sum('switch')];
      return {
        ...{
          machine: naming.machine,
          core: processor,
          busy,
          overhead,
          idle: run.end - busy - overhead,
        },
        switches: own.filter(({ kind }) => kind === 'switch').length,
      };
    }),
    ...{ scenario: [], notes },
    trace,
  };
}

function segmentKind({ kind }: Stretch): number {
  return segmentKinds.indexOf(kind === 'runs' ? 'spin' : 'switch');
}
