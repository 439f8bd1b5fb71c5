import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** The answer to a command in Dom0. */
export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The longest wait for an answer or for more of its output, in real seconds. */
const patience = 180;

/** Asks Dom0 to run a command of its shell, in the folder that it shares with this machine. */
export async function ask(folder: string, command: string): Promise<Answer> {
  const request = begin(folder, command);
  await tell(folder, request.name);
  return request.answer();
}

/** The same, with an input and an output that pass through while the command runs. */
export async function askStreaming(
  folder: string,
  command: string,
  input: Readable,
  output: Writable,
): Promise<Answer> {
  const request = begin(folder, command, 'streams');
  await tell(folder, request.name);
  const fed = feed(request, folder, input).catch(() => {});
  const told = await request.answer((text) => output.write(text));
  input.destroy();
  await fed;
  return told;
}

async function feed({ name, place }: Request, folder: string, input: Readable): Promise<void> {
  let number = 0;
  for await (const piece of input) {
    number++;
    writeFileSync(join(place, `in.${number}`), piece);
    await tell(folder, `${name} ${number}`);
  }
  await tell(folder, `${name} end`);
}

interface Request {
  readonly name: string;
  /** The folder of its files. */
  readonly place: string;
  /** Waits for the answer and takes it; meanwhile passes on what is printed. */
  answer(printed?: (text: Buffer) => void): Promise<Answer>;
}

function begin(folder: string, command: string, ...marks: readonly string[]): Request {
  const name = randomUUID();
  const place = join(folder, 'requests', name);
  mkdirSync(place);
  for (const mark of marks) writeFileSync(join(place, mark), '');
  writeFileSync(join(place, 'command'), command);
  const bytes = (file: string) => {
    const path = join(place, file);
    return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  };
  const answer: Request['answer'] = async (printed) => {
    let heard = Date.now();
    let passed = 0;
    for (;;) {
      const ended = existsSync(join(place, 'status'));
      const out = bytes('out');
      if (out.length > passed) {
        printed?.(out.subarray(passed));
        heard = Date.now();
      }
      passed = out.length;
      if (ended) break;
      const panic = panicIn(folder);
      const late = printed === undefined && Date.now() > heard + patience * 1000;
      if (panic === null && !late) {
        await sleep(20);
        continue;
      }
      const why = panic ?? `Dom0 said nothing for ${patience} s`;
      throw new Error(`${why}\nin ${command}\n${bytes('out')}${bytes('err')}`);
    }
    const text = (file: string) => bytes(file).toString();
    const told = { status: Number(text('status')), out: text('out'), err: text('err') };
    rmSync(place, { recursive: true });
    return told;
  };
  return { name, place, answer };
}

/** The last words of a Xen that panicked. */
function panicIn(folder: string): string | null {
  const text = readFileSync(join(folder, 'console'), 'utf8');
  const at = text.indexOf('Xen call trace');
  return text.includes('Panic on CPU') ? text.slice(Math.max(0, at)) : null;
}

/** Sends Dom0 a line; others that do so meanwhile wait for their turn. */
export function tell(folder: string, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(join(folder, 'line'));
    connection.on('error', reject);
    connection.end(`${line}\n`, () => resolve());
    connection.resume();
  });
}
