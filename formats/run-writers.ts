import type { ToldRun } from '../messages/simulation/told-run.ts';
import type { Trace } from '../scheduling/simulation/trace.ts';
import { segmentsCsv } from './csv/segments-csv.ts';
import type { FormatOf } from './formats.ts';
import { perfettoTrace } from './perfetto/write.ts';

/** Writes a run down, piece by piece. */
type RunWriter = (
  trace: Trace,
  scenario: ToldRun['scenario'],
) => Generator<Uint8Array<ArrayBuffer>>;

/** The writer of each format of a whole run. */
export const runWriters: Readonly<Record<FormatOf<'run'>, RunWriter>> = {
  csv: segmentsCsv,
  perfetto: perfettoTrace,
};
