import { formatAt, isFormatOf } from '../../formats/formats.ts';
import { jobsCsv } from '../../formats/jobs-csv.ts';
import { runWriters } from '../../formats/run-writers.ts';
import { readTraceFile, TraceFileError, writeTraceFile } from '../../formats/trace-file.ts';
import { fileProblem, notRegular } from '../../messages/command/files.ts';
import type { ToldRun } from '../../messages/simulation/told-run.ts';
import type { Trace } from '../../scheduling/simulation/trace.ts';
import { fileProblemOf } from '../output/system-error.ts';
import { writeWhole } from '../output/write-whole.ts';
import { withRegularFile } from '../regular-file.ts';

/** The run of a trace file, or the reason that there is none. */
export async function readTrace(
  path: string,
): Promise<{ readonly result: ToldRun } | { readonly why: string }> {
  try {
    const read = await withRegularFile(path, async (file) => readTraceFile(await file.readFile()));
    return 'result' in read ? read : { why: notRegular(read.special) };
  } catch (error) {
    if (error instanceof TraceFileError) return { why: error.message };
    return { why: fileProblem(fileProblemOf(error)) };
  }
}

/** Writes the jobs. The result is the fault, or `null`. */
export function writeJobs(path: string, trace: Trace): Promise<string | null> {
  return writeWhole(path, jobsCsv(trace));
}

/**
 * Writes the trace in the format of the file's name, by default for Perfetto. The result is the
 * fault, or `null`.
 */
export function writeTrace(path: string, result: ToldRun, trace: Trace): Promise<string | null> {
  const kind = formatAt(path, 'run', 'trace') ?? 'perfetto';
  if (isFormatOf(kind, 'run')) return writeWhole(path, runWriters[kind](trace, result.scenario));
  const { trace: _, ...statistics } = result;
  return writeWhole(path, [writeTraceFile(statistics, trace)]);
}
