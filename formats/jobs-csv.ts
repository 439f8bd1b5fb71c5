import { jobsOfTrace } from '../scheduling/simulation/jobs-of-trace.ts';
import type { Trace } from '../scheduling/simulation/trace.ts';

const LINES_A_PIECE = 10_000;

/**
 * Writes one line of CSV (RFC 4180, lines ended by `
 * `) for each job of a run: domain, task and job as declared, times in ns. `start` is empty for a
 * job that did not begin, `finish` for one that did not end. The pieces are to be written one after
 * the other.
 */
export function* jobsCsv(trace: Trace): Generator<string> {
  const jobs = jobsOfTrace(trace);
  const names = trace.names.tasks.map(({ domain, task }) => `${field(domain)},${field(task)}`);
  let lines: string[] = ['domain,task,job,release,deadline,start,finish'];
  for (let row = 0; row < jobs.count; row++) {
    const name = names[jobs.task[row] as number] as string;
    const times = [jobs.release[row], jobs.deadline[row], jobs.start[row], jobs.finish[row]];
    const shown = times.map((time) =>
      time === undefined || Number.isNaN(time) ? '' : String(time),
    );
    lines.push(`${name},${jobs.job[row]},${shown.join(',')}`);
    if (lines.length < LINES_A_PIECE) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
