import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { chromium } from './debian/chromium.ts';
import { oldestNode } from './node/oldest-node.ts';
import { buildPackage } from './package.ts';
import { type Counts, countsOf, type Report, sum } from './test-counts.ts';

/**
 * Packs everything as it ships, runs all tests on that, and ends with the line `N passed, N
 * failed`.
 */

mkdirSync('test-results', { recursive: true });
// Chromium and the Node of the command's tests are installed before the tests start, so that no
// test waits for them.
chromium();
oldestNode();
buildPackage();

const counts = ['unit', 'vscode'].map(run).reduce(sum);
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function run(project: string): Counts {
  const file = `test-results/${project}.json`;
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync('vitest', ['run', '--project', project, ...reporters], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return countsOf(report(file), status === 0);
}

/** The report; undefined where the runner ended before writing one. */
function report(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
