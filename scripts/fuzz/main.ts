import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { legalFile, truncatedFile } from '../../test/support/generated/legal-file.ts';
import { files, fuzz } from './fuzz.ts';

/** The time of an answer, in ms, from which its file is noted. */
const NOTED = 500;

/** The progress is told after so many files. */
const STEP = 1_000;

/**
 * `npm run test:fuzz -- [COUNT]`: gives COUNT generated legal files (100,000) and a tenth as many
 * truncated ones to the command and to the language server, in a process for each core or `--jobs
 * N`. Names the files that take over 2 s, are analyzed for over 200 ms after a change, throw, or
 * never end, and notes those over 0.5 s. `--seed N` begins with that file, so that a run can be
 * made in parts; `--show N` writes that file instead, with `--truncated` cut short.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: String(availableParallelism()) },
    seed: { type: 'string', default: '0' },
    show: { type: 'string' },
    truncated: { type: 'boolean', default: false },
  },
});

if (values.show !== undefined) {
  const make = values.truncated ? truncatedFile : legalFile;
  process.stdout.write(make(Number(values.show)));
} else {
  const [count, jobs] = [positive(positionals[0] ?? '100000'), positive(values.jobs)];
  const seed = Number(values.seed);
  process.exitCode = await (jobs > 1 ? inParts(count, seed, jobs) : run(count, seed));
}

function positive(written: string): number {
  const value = Number(written);
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${written} is no count`);
  return value;
}

/** Shares the files among processes; the exit code is the worst of theirs. */
async function inParts(count: number, seed: number, jobs: number): Promise<number> {
  const size = Math.ceil(count / jobs);
  const parts: Promise<readonly (number | null)[]>[] = [];
  for (let from = 0; from < count; from += size) {
    const part = [Math.min(size, count - from), '--seed', seed + from, '--jobs', 1].map(String);
    const child = spawn(process.execPath, [import.meta.filename, ...part], { stdio: 'inherit' });
    parts.push(once(child, 'exit') as Promise<(number | null)[]>);
  }
  return Math.max(...(await Promise.all(parts)).map(([code]) => code ?? 1));
}

async function run(count: number, seed: number): Promise<number> {
  const orders = [
    ...files('legal', count, seed),
    ...files('truncated', Math.ceil(count / 10), seed),
  ];
  const all = `${orders.length} files from ${seed}`;
  let done = 0;
  let found = 0;
  let answers = 0;
  let busy = 0;
  let ends = 0;
  let late = 0;
  for await (const { kind, seed: file, report, troubles } of fuzz(orders)) {
    if (++done % STEP === 0) console.log(`${done} of ${all}`);
    if (troubles.length > 0) found++;
    for (const what of troubles) console.log(`${kind} ${file}: ${what}`);
    if (report === null) continue;
    if (report.busy > NOTED) console.log(`${kind} ${file}: noted, ${Math.round(report.busy)} ms`);
    answers += report.answers;
    busy = Math.max(busy, report.busy);
    ends += report.ends.length;
    late = Math.max(late, ...report.ends);
  }
  console.log(`${all}: ${found} in trouble`);
  console.log(`${answers} answers, the slowest after ${Math.round(busy)} ms`);
  console.log(
    `${ends} analyses under way at a change, the last ended after ${Math.round(late)} ms`,
  );
  return found === 0 ? 0 : 1;
}
