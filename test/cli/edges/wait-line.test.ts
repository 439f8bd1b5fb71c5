import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { waitLine } from '../../../cli/output/wait-line.ts';
import { inDirectory } from '../directory.ts';

/**
 * The output of a terminal while the thread that would draw it is busy, for so long or until there
 * is some, and afterwards.
 */
async function drawn(isTTY: boolean, busyMs: number): Promise<readonly string[]> {
  const read: string[] = [];
  await inDirectory({}, async (directory) => {
    const file = `${directory}/terminal`;
    const fd = openSync(file, 'w');
    const done = waitLine('Proving two\nlines …', { isTTY, fd });
    const until = performance.now() + busyMs;
    while (performance.now() < until && statSync(file).size === 0);
    read.push(readFileSync(file, 'utf8'));
    done();
    read.push(readFileSync(file, 'utf8'));
    await pause(100);
    closeSync(fd);
  });
  return read;
}

test('what takes longer than half a second says what it is at, and takes that away', async () => {
  const line = 'Proving two\\nlines …';
  expect(await drawn(true, 60_000)).toEqual([line, `${line}\r\u001b[K`]);
});

test.each([
  ['what is quicker says nothing', true, 0],
  ['nothing is said to what is no terminal', false, 800],
])('%s', async (_, isTTY, busyMs) => {
  expect(await drawn(isTTY, busyMs)).toEqual(['', '']);
});
