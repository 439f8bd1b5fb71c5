import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname } from 'node:path';
import { readReport, reportOf } from './report.ts';
import { type Counts, countsOf } from './test-counts.ts';

export interface TestRun {
  readonly counts: Promise<Counts>;
  /** The piped output so far. */
  output(): string;
}

/** Where the output of tests goes, and whether they let other work go first. */
export interface TestRunOptions {
  readonly output: 'pipe' | 'inherit';
  readonly yields?: boolean;
  readonly files?: readonly string[];
}

/** Starts the tests of one project, or some files of it, with a report in test-results/. */
export function startTests(
  project: string,
  { output, yields = false, files = [] }: TestRunOptions,
): TestRun {
  const file = reportOf(project);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const runner = spawn('vitest', ['run', '--project', project, ...reporters, ...files], {
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
  });
  // The workers, which start later, inherit it.
  if (yields && runner.pid !== undefined) setPriority(runner.pid, 10);
  const chunks: string[] = [];
  for (const stream of [runner.stdout, runner.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  const counts = once(runner, 'close').then(([status]) =>
    countsOf(readReport(project), status === 0),
  );
  return { counts, output: () => chunks.join('') };
}
