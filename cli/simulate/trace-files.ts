import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { jobsCsv } from '../../formats/jobs-csv.ts';
import { perfettoTrace } from '../../formats/perfetto/write.ts';
import { readTraceFile, TraceFileError, writeTraceFile } from '../../formats/trace-file.ts';
import type { ToldRun } from '../../messages/simulation/told-run.ts';
import type { Trace } from '../../scheduling/simulation/trace.ts';

/** The run in a trace file, or why there is none. */
export async function readTrace(
  path: string,
): Promise<{ readonly result: ToldRun } | { readonly why: string }> {
  try {
    return { result: readTraceFile(await readFile(path)) };
  } catch (error) {
    if (error instanceof TraceFileError) return { why: error.message };
    return { why: systemError(error) };
  }
}

/** Writes the jobs; what went wrong, else `null`. */
export function writeJobs(path: string, trace: Trace): Promise<string | null> {
  return attempt(path, () => pipeline(Readable.from(jobsCsv(trace)), createWriteStream(path)));
}

/**
 * Writes the trace, for Perfetto unless the file's name ends in `.hstrace`; what went wrong, else
 * `null`.
 */
export function writeTrace(path: string, result: ToldRun, trace: Trace): Promise<string | null> {
  return attempt(path, () => {
    if (!path.endsWith('.hstrace')) {
      return pipeline(
        Readable.from(perfettoTrace(trace, result.scenario)),
        createWriteStream(path),
      );
    }
    const { trace: _, ...statistics } = result;
    return writeFile(path, writeTraceFile(statistics, trace));
  });
}

async function attempt(path: string, write: () => Promise<void>): Promise<string | null> {
  try {
    await write();
    return null;
  } catch (error) {
    return `${path} cannot be written: ${systemError(error)}`;
  }
}

/** What a person can act on in an error of the file system; anything else is ours and goes on. */
function systemError(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'it is not permitted';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return error.message;
  }
}
