import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { share } from '../../scripts/xen-lab/boot.ts';
import { askStreaming } from '../../scripts/xen-lab/dom0-requests.ts';
import { modelOf } from '../support/model-of.ts';
import { booted, guestKernel, promptTimers, succeed } from './support/booted.ts';
import { fared, guestCommandLine } from './support/guest-tasks.ts';

const host = booted({ processors: 1, xen: `sched=rtds ${promptTimers}` });

describe('the lab', () => {
  test('gives output, errors and status of a command, as ssh would', () => {
    const program = resolve('scripts/xen-lab/in-dom0.ts');
    const words = [
      'xl',
      'cpupool-list',
      '-c;',
      'echo "two  words"; head -n 1; xl list nobody; exit 7',
    ];
    const ran = spawnSync(process.execPath, [program, host().folder, ...words], {
      encoding: 'utf8',
      input: 'and input\n',
    });
    expect(ran.status).toBe(7);
    expect(ran.stdout).toMatch(/^Pool-0 +0\ntwo {2}words\nand input\n$/m);
    expect(ran.stderr).toContain('invalid domain');
  });

  test('takes every command, however soon it follows the end of another', async () => {
    for (let number = 0; number < 100; number++)
      expect(await succeed(host(), `echo ${number}`)).toBe(`${number}\n`);
  });

  test('goes on where a command ends before its input does', async () => {
    const input = Readable.from(Array.from({ length: 50 }, (_, line) => `${line}\n`));
    const told = await askStreaming(host().folder, 'head -n 1; exit 3', input, new PassThrough());
    expect([told.status, told.out]).toEqual([3, '0\n']);
    expect(await succeed(host(), 'echo on')).toBe('on\n');
  });

  test('has a guest that tells which tasks miss, and follows its policy', async () => {
    const { machines } = await modelOf(`
      machine xen { scheduler RTDS }
      domain calm on xen { scheduler DM  vcpu v0 period 5ms budget 3ms
        task long period 40ms wcet 8ms  task short period 10ms wcet 2ms deadline 8ms }
      domain short-of on xen { vcpu v0 period 5ms budget 1ms  task t period 10ms wcet 4.5ms }
    `);
    const [{ domains = [] } = {}] = machines;
    for (const domain of domains) {
      const config = `name="${domain.name}"\nkernel="${guestKernel}"\nmemory=8\n`;
      const file = share(
        host(),
        `${domain.name}.cfg`,
        `${config}extra="${guestCommandLine(domain)}"\n`,
      );
      const budget = (domain.vcpus[0]?.budget ?? 0) / 1000;
      const set = `xl sched-rtds -d ${domain.name} -v 0 -p 5000 -b ${budget} -e 0`;
      await succeed(host(), `xl create -p ${file} && ${set}`);
    }
    // Dom0 works while the guests start. Its time is bounded, so that all budgets fit on the core.
    await succeed(host(), 'xl sched-rtds -d Domain-0 -v all -p 5000 -b 500 -e 1');
    await succeed(host(), 'xl unpause calm; xl unpause short-of; sleep 3');
    const calm = await fared(host(), 'calm');
    expect(calm.get('short')?.missed).toBe(0);
    expect(calm.get('long')?.missed).toBe(0);
    expect(calm.get('short')?.jobs).toBeGreaterThan(140);
    expect(calm.get('long')?.jobs).toBeGreaterThan(35);
    // The longer task waits for the shorter one, which comes first.
    expect(calm.get('short')?.longest).toBeLessThan(8_000_000);
    expect(calm.get('long')?.longest).toBeGreaterThan(12_000_000);
    const starved = await fared(host(), 'short-of');
    expect(starved.get('t')?.missed).toBeGreaterThan(100);
  });
});
