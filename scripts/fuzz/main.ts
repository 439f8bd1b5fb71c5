import { parseArgs } from 'node:util';
import { legalFile, truncatedFile } from '../../test/support/generated/legal-file.ts';
import { files, fuzz } from './fuzz.ts';

/** The time of an answer, in ms, from which its file is noted. */
const NOTED = 500;

/**
 * `npm run test:fuzz -- [COUNT]`: gives COUNT generated legal files (100,000) and a tenth as many
 * truncated ones to the command and to the language server. Names the files that take over 2 s, are
 * analyzed for over 200 ms after a change, throw, or never end, and notes those over 0.5 s. `--seed
 * N` begins with that file, so that a run can be made in parts; `--show N` writes that file
 * instead, with `--truncated` cut short.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '0' },
    show: { type: 'string' },
    truncated: { type: 'boolean', default: false },
  },
});

if (values.show !== undefined) {
  const make = values.truncated ? truncatedFile : legalFile;
  process.stdout.write(make(Number(values.show)));
} else {
  await run(Number(positionals[0] ?? 100_000), Number(values.seed));
}

async function run(count: number, seed: number): Promise<void> {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError('COUNT is a whole number');
  const orders = [
    ...files('legal', count, seed),
    ...files('truncated', Math.ceil(count / 10), seed),
  ];
  let found = 0;
  let answers = 0;
  let busy = 0;
  let ends = 0;
  let late = 0;
  for await (const { kind, seed: file, report, troubles } of fuzz(orders)) {
    if (troubles.length > 0) found++;
    for (const what of troubles) console.log(`${kind} ${file}: ${what}`);
    if (report === null) continue;
    if (report.busy > NOTED) console.log(`${kind} ${file}: noted, ${Math.round(report.busy)} ms`);
    answers += report.answers;
    busy = Math.max(busy, report.busy);
    ends += report.ends.length;
    late = Math.max(late, ...report.ends);
  }
  console.log(`${orders.length} files, ${found} in trouble`);
  console.log(`${answers} answers, the slowest after ${Math.round(busy)} ms`);
  console.log(
    `${ends} analyses under way at a change, the last ended after ${Math.round(late)} ms`,
  );
  process.exitCode = found === 0 ? 0 : 1;
}
