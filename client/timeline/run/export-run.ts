import { segmentsCsv } from '../../../formats/csv/segments-csv.ts';
import { perfettoTrace } from '../../../formats/perfetto/write.ts';
import { type ToldRun, tellRun } from '../../../messages/simulation/told-run.ts';
import type { Simulation } from '../../../scheduling/simulation/result.ts';
import type { Trace } from '../../../scheduling/simulation/trace.ts';
import type { ExportFormat } from '../talk/run-messages.ts';

const writers: Readonly<
  Record<
    ExportFormat,
    (trace: Trace, scenario: ToldRun['scenario']) => Generator<Uint8Array<ArrayBuffer>>
  >
> = { csv: segmentsCsv, perfetto: perfettoTrace };

/**
 * Simulates to the end and writes the whole run in another tool's format. Yields the simulated
 * share, 0 … 1, at each interruption and after each written piece.
 */
export function* exportingRun(
  simulation: Simulation,
  format: ExportFormat,
): Generator<number, ArrayBuffer> {
  while (!simulation.runUntil(simulation.horizon))
    yield simulation.now / Math.max(simulation.horizon, 1);
  const { trace, scenario } = tellRun(simulation.result());
  if (trace === null) throw new Error('a run was made without its trace');
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const piece of writers[format](trace, scenario)) {
    pieces.push(piece);
    yield 1;
  }
  return joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}
