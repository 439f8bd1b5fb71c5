import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { type Counts, countsOf, type Report } from './test-counts.ts';

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
  mkdirSync('test-results', { recursive: true });
  const file = `test-results/${project}.json`;
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
  const counts = once(runner, 'close').then(([status]) => countsOf(report(file), status === 0));
  return { counts, output: () => chunks.join('') };
}

/** The report; undefined where the runner ended before writing one. */
function report(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
