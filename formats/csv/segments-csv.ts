import { segmentKinds, type Trace } from '../../scheduling/simulation/trace.ts';
import { csv } from './csv.ts';

const SEGMENTS_A_PIECE = 10_000;

/**
 * Writes one line for each segment of a run, times in ns, in UTF-8. The pieces are to be written
 * one after the other.
 */
export function* segmentsCsv({ names, segments }: Trace): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  yield encoder.encode(
    csv([['machine', 'core', 'start', 'end', 'kind', 'domain', 'vcpu', 'task', 'job']]),
  );
  for (let from = 0; from < segments.count; from += SEGMENTS_A_PIECE) {
    const lines: (string | number | null)[][] = [];
    const to = Math.min(from + SEGMENTS_A_PIECE, segments.count);
    for (let row = from; row < to; row++) {
      const core = names.cores[segments.core[row] as number];
      const vcpu = names.vcpus[segments.vcpu[row] as number];
      const task = names.tasks[segments.task[row] as number];
      const job = segments.job[row] as number;
      lines.push([
        names.machines[core?.machine ?? -1] ?? null,
        core?.core ?? null,
        segments.start[row] as number,
        segments.end[row] as number,
        segmentKinds[segments.kind[row] as number] ?? null,
        vcpu?.domain ?? task?.domain ?? null,
        vcpu?.vcpu ?? null,
        task?.task ?? null,
        job < 0 ? null : job,
      ]);
    }
    yield encoder.encode(csv(lines));
  }
}
