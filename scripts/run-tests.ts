import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { chromium } from './debian/chromium.ts';
import { neovim } from './debian/neovim.ts';
import { oldestNode } from './node/oldest-node.ts';
import { buildPackage } from './package.ts';
import { type Counts, countsOf, type Report, sum } from './test-counts.ts';

/**
 * Packs everything as it ships, runs all tests on that, and ends with the line `N passed, N
 * failed`.
 */

mkdirSync('test-results', { recursive: true });
// Chromium, Neovim and the Node of the command's tests are installed before the tests start, so
// that no test waits for them.
chromium();
neovim();
oldestNode();
buildPackage();

// A real VS Code mostly waits, for itself and at a person's pace: the other tests run meanwhile,
// and its output comes after theirs.
const vscode = start('vscode', 'pipe');
const unit = start('unit', 'inherit');
const counts = sum(await unit.counts, await vscode.counts);
console.log(`${vscode.output()}\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

interface Run {
  readonly counts: Promise<Counts>;
  /** The piped output so far. */
  output(): string;
}

function start(project: string, output: 'pipe' | 'inherit'): Run {
  const file = `test-results/${project}.json`;
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const runner = spawn('vitest', ['run', '--project', project, ...reporters], {
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
  });
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
