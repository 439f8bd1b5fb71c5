import { readFileSync } from 'node:fs';
import { readXentrace } from '../../../formats/xentrace/read-xentrace.ts';
import { traceNaming } from '../../../formats/xentrace/trace-names.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';

/** The recorded host as a file; its one processor has more reservations than it can keep. */
export const t1System = `machine board { cores 1 scheduler RTDS }
domain dom0 on board { type dom0 vcpu v0 period 10ms budget 5ms extratime }
domain rt1 on board { vcpu v0 period 10ms budget 2.5ms task t period 10ms wcet 2ms }
domain rt2 on board { vcpu v0 period 20ms budget 7ms task t period 20ms wcet 6ms }
domain hog on board { vcpu v0 period 50ms budget 10ms }
`;

export const t1Trace = new Uint8Array(readFileSync(new URL('t1-smp1/trace.bin', import.meta.url)));

/** The names that `xl list` told. */
export const t1Names: ReadonlyMap<number, string> = new Map([
  [0, 'Domain-0'],
  [1, 'rt1'],
  [2, 'rt2'],
  [3, 'hog'],
]);

/** The recorded run with the names of a system. */
export function recordedRun(model: SystemModel | null, bytes = t1Trace) {
  const run = readXentrace(bytes, 1_000_000, traceNaming(t1Names, model));
  if (run === null) throw new Error('a run was recorded');
  return run;
}
