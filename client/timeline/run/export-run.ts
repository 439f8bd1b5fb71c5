import type { FormatOf } from '../../../formats/formats.ts';
import { runWriters } from '../../../formats/run-writers.ts';
import { tellRun } from '../../../messages/simulation/told-run.ts';
import type { Simulation } from '../../../scheduling/simulation/result.ts';

/**
 * Simulates to the end and writes the whole run in another tool's format. Yields the simulated
 * share, 0 … 1, at each interruption and after each written piece.
 */
export function* exportingRun(
  simulation: Simulation,
  format: FormatOf<'run'>,
): Generator<number, ArrayBuffer> {
  while (!simulation.runUntil(simulation.horizon))
    yield simulation.now / Math.max(simulation.horizon, 1);
  const { trace, scenario } = tellRun(simulation.result());
  if (trace === null) throw new Error('a run was made without its trace');
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const piece of runWriters[format](trace, scenario)) {
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
