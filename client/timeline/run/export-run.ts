import { segmentsCsv } from '../../../formats/csv/segments-csv.ts';
import { perfettoTrace } from '../../../formats/perfetto/write.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import type { ExportFormat, RunChoice } from './run-messages.ts';

/**
 * The whole run in a format of the world around. It is run anew: the same system and choice give
 * the same run.
 */
export function exportRun(
  model: CompletedModel,
  choice: RunChoice,
  format: ExportFormat,
): string | ArrayBuffer {
  const { trace, scenario } = simulate(model, choice);
  if (trace === null) throw new Error('The run left no trace.');
  switch (format) {
    case 'csv':
      return segmentsCsv(trace);
    case 'perfetto':
      return joined([...perfettoTrace(trace, scenario)]);
  }
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
