import { brokeAt, lostRecords } from '../../messages/formats/xentrace.ts';
import type { ToldRun } from '../../messages/simulation/told-run.ts';
import type { Trace } from '../../scheduling/simulation/trace.ts';
import { measuredVcpus } from './measured.ts';
import { stretchesOf } from './stretches.ts';
import { traceOf } from './to-trace.ts';
import type { TraceNaming } from './trace-names.ts';

/**
 * The run in a file of `xentrace`, with notes on what it lacks: where it broke, and what Xen lost;
 * `null` if nothing of a scheduler is in it. `kilohertz` is the clock of its time stamps.
 */
export function readXentrace(
  bytes: Uint8Array,
  kilohertz: number,
  naming: TraceNaming,
): (ToldRun & { readonly trace: Trace }) | null {
  const run = stretchesOf(bytes, kilohertz);
  if (run.stretches.length === 0) return null;
  const { read, lost } = run;
  const notes = [
    ...(read.damaged ? [brokeAt(read.at, read.skipped)] : []),
    ...(lost > 0 ? [lostRecords(lost)] : []),
  ];
  return traceOf(run, measuredVcpus(run), naming, notes);
}
