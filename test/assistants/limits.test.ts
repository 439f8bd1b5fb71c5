import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandRunner } from '../../assistants/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'hypersched-limits-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A runner of a program that does what its text says. */
function runnerOf(program: string, isCanceled?: (onCancel: () => void) => void) {
  const command = join(folder, `${Math.random()}.mjs`);
  writeFileSync(command, program);
  return commandRunner({ command, folder, ...(isCanceled === undefined ? {} : { isCanceled }) });
}

describe('a call of an assistant', () => {
  it('gets what the command prints, and its exit code', async () => {
    const run = runnerOf(
      "process.stdin.on('data', (text) => process.stdout.write('got ' + text)); process.exitCode = 3;",
    );
    expect(await run([], 'text')).toEqual({ code: 3, out: 'got text', err: '', stopped: null });
  });

  it('ends when its output becomes too long', async () => {
    const run = runnerOf(
      "const more = () => process.stdout.write('x'.repeat(65536), more); more();",
    );
    expect((await run([], '')).stopped).toBe('output');
  });

  it('ends when it is canceled, whatever the command does', async () => {
    const run = runnerOf('for (;;);', (onCancel) => setTimeout(onCancel, 100));
    expect((await run([], '')).stopped).toBe('canceled');
  });

  it('waits for others, of which few run at a time', async () => {
    const run = runnerOf('setTimeout(() => {}, 50);');
    const all = await Promise.all(Array.from({ length: 6 }, () => run([], '')));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
