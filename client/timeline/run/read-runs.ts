import { readTraceFile } from '../../../formats/trace-file.ts';
import { readXentrace } from '../../../formats/xentrace/read-xentrace.ts';
import { traceNaming } from '../../../formats/xentrace/trace-names.ts';
import { nothingRecorded } from '../../../messages/formats/xentrace.ts';
import { type ToldRun, tellRun } from '../../../messages/simulation/told-run.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { bestShift } from '../../../scheduling/simulation/compare/align.ts';
import {
  type Comparison,
  compareRuns,
} from '../../../scheduling/simulation/compare/compare-runs.ts';
import { sideBySide } from '../../../scheduling/simulation/compare/side-by-side.ts';
import type { Simulation } from '../../../scheduling/simulation/result.ts';
import { createSimulation } from '../../../scheduling/simulation/run/simulate.ts';
import type { Trace } from '../../../scheduling/simulation/trace.ts';
import { arrange } from '../columns/arrange.ts';
import type { RunColumns } from '../columns/run-columns.ts';
import type { RecordedRun } from '../messages.ts';
import type { RunStatistics } from '../talk/run-messages.ts';

/** A run that was read, with its trace. */
export type ReadRun = ToldRun & { readonly trace: Trace };

/** A recorded run is compared with this patience in ns, since no real one repeats exactly. */
const patience = 100_000;

/**
 * Reads runs that have been. A system among them is simulated for as long as the run beside it,
 * whose VCPUs have the names of the system's.
 *
 * @throws {Error} whose message is a sentence for people where one cannot be read.
 */
export async function readRuns(
  runs: readonly RecordedRun[],
  system: SystemModel | null,
  drive: (simulation: Simulation) => Promise<void>,
): Promise<readonly ReadRun[]> {
  const systems = runs.map(({ source }) => (source.kind === 'system' ? source.model : null));
  const naming = system ?? systems.find((model) => model !== null) ?? null;
  const read = runs.map(({ source }) =>
    source.kind === 'system' ? null : readOne(source, naming),
  );
  const known = read.find((run) => run !== null);
  const all: ReadRun[] = [];
  for (const [at, run] of read.entries()) {
    const model = systems[at] ?? null;
    if (run !== null) all.push(run);
    else if (model !== null) all.push(await simulated(model, known?.end, drive));
  }
  return all;
}

function readOne(
  source: Exclude<RecordedRun['source'], { readonly kind: 'system' }>,
  system: SystemModel | null,
): ReadRun {
  const bytes = new Uint8Array(source.bytes);
  if (source.kind === 'trace') return readTraceFile(bytes);
  const run = readXentrace(bytes, source.clock, traceNaming(new Map(source.domains), system));
  if (run === null) throw new Error(nothingRecorded());
  return run;
}

async function simulated(
  model: SystemModel,
  horizon: number | undefined,
  drive: (simulation: Simulation) => Promise<void>,
): Promise<ReadRun> {
  const simulation = createSimulation(completeSystem(model), {
    ...(horizon === undefined ? {} : { horizon }),
    keepTrace: true,
    onProgress: () => true,
  });
  await drive(simulation);
  const told = tellRun(simulation.result());
  if (told.trace === null) throw new Error('a run was made without its trace');
  return { ...told, trace: told.trace };
}

interface ShownRuns {
  readonly run: RunColumns;
  readonly statistics: RunStatistics;
  readonly comparison: { readonly comparison?: Comparison };
}

/** The runs as they are drawn: one, or two on one time axis with their comparison. */
export function shownRuns(runs: readonly ReadRun[], wanted: number | 'best'): ShownRuns {
  const [first, second] = runs;
  if (first === undefined) throw new Error('there is a run');
  const { trace, ...statistics } = first;
  if (second === undefined) return { run: arrange(trace), statistics, comparison: {} };
  const shift = wanted === 'best' ? bestShift(first, second) : wanted;
  const joint = sideBySide(trace, second.trace, shift);
  const isReal = [first, second].some(({ vcpus }) => vcpus.some(({ measured }) => measured));
  return {
    run: { ...arrange(joint.trace), first: joint.first },
    statistics: {
      ...statistics,
      end: joint.trace.end,
      horizon: joint.trace.end,
      notes: [...new Set([...first.notes, ...second.notes])],
    },
    comparison: {
      comparison: compareRuns(first, second, { shift, tolerance: isReal ? patience : 0 }),
    },
  };
}
