import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hypersched } from '../cli/built-command.ts';
import { booted, succeed } from './support/booted.ts';
import { systemText } from './support/deployment.ts';

const host = booted({ processors: 1, xen: 'sched=null' });

describe('a Linux guest', () => {
  beforeAll(async () => {
    const file = join(host().folder, 'system.hsched');
    writeFileSync(file, systemText('guests'));
    const out = join(host().folder, 'guests');
    const { code, err } = await hypersched(['export', 'guest', file, '--out', out]);
    expect([code, err]).toEqual([0, '']);
    // Two seconds say as much as ten here.
    await succeed(host(), `sed -i 's/"duration": 10/"duration": 2/' guests/*.json`);
    expect(await succeed(host(), 'sh guests/batch.sh prepare')).toContain('keeps nothing back');
  });

  test.each([
    ['control', 'fast', 'SCHED_FIFO\n', 'priority: 3'],
    ['control', 'slow', 'SCHED_FIFO\n', 'priority: 2'],
    ['video', 'overlay', 'SCHED_DEADLINE|SCHED_RESET_ON_FORK', '6000000/60000000/80000000'],
    ['batch', 'one', 'SCHED_RR\n', 'priority: 2'],
  ])('gives the programs of %s.%s their scheduling by chrt', async (domain, task, ...shown) => {
    const run = `sh guests/${domain}.sh run ${task} sh -c 'chrt -p $$'`;
    const told = await succeed(host(), run);
    for (const words of shown) expect(told).toContain(words);
    // Time passes fast while Dom0 waits for the emulator.
    const set = `sleep 99999 & sh guests/${domain}.sh set ${task} $! && chrt -p $!; kill $!`;
    const changed = await succeed(host(), set);
    for (const words of shown) expect(changed).toContain(words);
  });

  test('has the turns that are written', async () => {
    const turns = await succeed(host(), 'cat /proc/sys/kernel/sched_rr_timeslice_ms');
    expect(turns.trim()).toBe('5');
  });

  test.each([
    ['control', ['slow', 'fast']],
    ['video', ['decode', 'overlay']],
    ['batch', ['one', 'two']],
  ])('meets its deadlines when rt-app runs the tasks of %s', async (domain, tasks) => {
    const told = await succeed(host(), `sh guests/${domain}.sh load`);
    const rows = told.trim().split('\n').slice(1, -1);
    const names = rows.map((row) => row.split('\t')[0]);
    expect(names).toEqual(tasks);
    for (const row of rows) expect(Number(row.split('\t')[1])).toBeGreaterThan(10);
  });

  test('is accepted by cyclictest where its wake-ups are prompt, and else refused', async () => {
    expect(await succeed(host(), 'sh guests/control.sh accept 2')).toMatch(
      /^\+ cyclictest -q -m -p 99 -i 1000 -t 1 -a 0 -D 2$/m,
    );
    await succeed(host(), `sed 's/0:2000/0:1/' guests/control.sh >guests/strict.sh`);
    const { status, err } = await host().dom0('sh guests/strict.sh accept 2');
    expect(status).toBe(1);
    expect(err).toContain('kernel latency');
  });
});
