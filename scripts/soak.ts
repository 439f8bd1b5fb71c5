import { spawnSync } from 'node:child_process';

/**
 * Runs the random properties many times as long as `npm test`, with other seeds each time. A
 * counterexample is printed with its seed. Arguments: the factor, and the folders or files to run.
 */

const FACTOR = 20;
const EVERYTHING = ['test/scheduling', 'test/formats'];

const args = process.argv.slice(2);
const numbers = args.filter((arg) => Number(arg) > 0);
const places = args.filter((arg) => !numbers.includes(arg));
const { status } = spawnSync(
  'vitest',
  ['run', '--project', 'unit', '--testTimeout=0', ...(places.length > 0 ? places : EVERYTHING)],
  {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, HYPERSCHED_RUNS: numbers.at(-1) ?? String(FACTOR) },
  },
);
process.exitCode = status ?? 1;
