import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { AnalysisFinished } from '../../server/protocol.ts';
import { serverBundle } from '../../test/server/bundle.ts';
import { spawnServer } from '../../test/server/lsp-client.ts';
import { type Benchmark, percentile } from './benchmark.ts';

/** The effect of a long day of edits of a small file on the server, as the package ships it. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'editor/memory-growth-10000',
    unit: 'ratio',
    goal: 1.5,
    run: async () => (await edited()).growth,
  },
  { name: 'editor/edit-p99', unit: 'ms', goal: 50, run: async () => (await edited()).p99 },
];

const EDITS = 10_000;
/** The number of edits after which the server holds all memory that the file needs. */
const BEGINNING = 100;

interface Edited {
  /** The server's peak memory over its memory after the first edits. */
  readonly growth: number;
  /** The milliseconds from an edit to its verdicts that 99 of 100 edits do not exceed. */
  readonly p99: number;
}

let measured: Promise<Edited> | undefined;

function edited(): Promise<Edited> {
  measured ??= measure();
  return measured;
}

async function measure(): Promise<Edited> {
  const { client, process: server, stop } = await spawnServer(await serverBundle());
  const text = readFileSync(
    new URL('../../examples/paper-testbed.hsched', import.meta.url),
    'utf8',
  );
  const uri = 'untitled:edited.hsched';
  await client.open(uri, text);
  await client.check(uri);
  const finished = { resolve: () => {} };
  client.connection.onNotification(AnalysisFinished.type, () => finished.resolve());
  const times: number[] = [];
  let first = 0;
  let most = 0;
  for (const [index, changed] of edits(text).entries()) {
    const answered = new Promise<void>((resolve) => {
      finished.resolve = resolve;
    });
    const start = performance.now();
    await client.change(uri, changed);
    await answered;
    times.push(performance.now() - start);
    if (index + 1 < BEGINNING || (index + 1) % BEGINNING !== 0) continue;
    const memory = residentKilobytes(server.pid);
    if (first === 0) first = memory;
    most = Math.max(most, memory);
  }
  await stop();
  return { growth: most / first, p99: percentile(times, 0.99) };
}

/** The text with two digits of its times changed, different ones each time. */
function edits(text: string): string[] {
  const digits = [...text.matchAll(/\d+(\.\d+)?(?=ms|us)/g)].flatMap((time) =>
    [...time[0]].flatMap((digit, at) => (digit === '.' ? [] : [time.index + at])),
  );
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const withDigit = (each: string) => {
    const at = digits[random(digits.length)] ?? 0;
    return `${each.slice(0, at)}${random(10)}${each.slice(at + 1)}`;
  };
  return Array.from({ length: EDITS }, () => withDigit(withDigit(text)));
}

function residentKilobytes(pid: number | undefined): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
