import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The answer to a command in Dom0. */
export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The longest wait for an answer, in real seconds. */
const patience = 180;

/** Asks Dom0 to run a command of its shell, in the folder that it shares with this machine. */
export async function ask(folder: string, command: string): Promise<Answer> {
  const name = randomUUID();
  const place = join(folder, 'requests', name);
  mkdirSync(place);
  writeFileSync(join(place, 'command'), command);
  await tell(folder, name);
  const status = join(place, 'status');
  for (let left = patience * 50; left > 0 && !existsSync(status); left--) await sleep(20);
  if (!existsSync(status)) throw new Error(`Dom0 did not answer in ${patience} s: ${command}`);
  const text = (file: string) => readFileSync(join(place, file), 'utf8');
  const answer = { status: Number(text('status')), out: text('out'), err: text('err') };
  rmSync(place, { recursive: true });
  return answer;
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
