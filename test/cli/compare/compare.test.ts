import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { t1System } from '../../formats/xentrace/recorded-run.ts';
import { holdAgainst } from '../../support/json-schema.ts';
import { buildCommand, hypersched } from '../built-command.ts';
import { inDirectory } from '../directory.ts';

beforeAll(buildCommand);

const schema = JSON.parse(readFileSync('docs/schemas/compare.schema.json', 'utf8'));
const traces = new URL('../../formats/xentrace/t1-smp1/', import.meta.url).pathname;
const recorded = [`${traces}trace.bin`, '--clock', '1', '--domains', `${traces}xl-list.txt`];

test('a run is the same as itself, and one after a change is not', async () => {
  await inDirectory({ 'board.hsched': t1System }, async (folder) => {
    const at = (name: string) => join(folder, name);
    await hypersched(['simulate', at('board.hsched'), '--for', '1s', '--trace', at('a.hstrace')]);
    const same = await hypersched(['compare', at('a.hstrace'), at('board.hsched')]);
    expect([same.code, same.err]).toEqual([0, '']);
    expect(same.out).toContain('Each VCPU runs at the same times in both.');
    writeFileSync(at('board.hsched'), t1System.replace('wcet 2ms', 'wcet 1.5ms'));
    const changed = await hypersched(['compare', at('a.hstrace'), at('board.hsched')]);
    expect(changed.code).toBe(1);
    expect(changed.out).toMatch(/First difference: at .*, rt1\.v0 runs in A for 0\.5 ms/);
  });
});

test('a recorded run lies beside a simulated one, in JSON that has its schema', async () => {
  await inDirectory({ 'board.hsched': t1System }, async (folder) => {
    const file = join(folder, 'board.hsched');
    const ran = await hypersched([
      'compare',
      file,
      ...recorded,
      '--shift',
      'best',
      '--format',
      'json',
    ]);
    expect(ran.err).toBe('');
    const comparison = JSON.parse(ran.out);
    expect(holdAgainst(schema, comparison).faults).toEqual([]);
    const [simulated, real] = comparison.runs;
    expect(simulated.end).toBe(real.end);
    const apart = (shift: string) => async () => {
      const { out } = await hypersched([
        'compare',
        file,
        ...recorded,
        '--shift',
        shift,
        '--format',
        'json',
      ]);
      return JSON.parse(out).vcpus.reduce(
        (sum: number, vcpu: { apart: number }) => sum + vcpu.apart,
        0,
      );
    };
    expect(await apart('best')()).toBeLessThan(await apart('0s')());
    expect(
      comparison.vcpus.map(({ name, domain }: Record<string, string>) => `${domain}.${name}`),
    ).toEqual(['dom0.v0', 'rt1.v0', 'rt2.v0', 'hog.v0']);
  });
});

test('what cannot be read is told', async () => {
  await inDirectory({ 'board.hsched': 'machine {', 'no.hstrace': 'x' }, async (folder) => {
    const at = (name: string) => join(folder, name);
    const broken = await hypersched(['compare', at('board.hsched'), at('no.hstrace')]);
    expect([broken.code, broken.out]).toEqual([2, '']);
    expect(broken.err.split('\n').filter((line) => line.includes(': error: '))).toHaveLength(2);
    const clock = await hypersched(['compare', `${traces}trace.bin`, `${traces}trace.bin`]);
    expect([clock.code, clock.err]).toEqual([2, expect.stringContaining('give --clock')]);
    const shift = await hypersched(['compare', 'a', 'b', '--shift', 'soon']);
    expect([shift.code, shift.err]).toEqual([3, expect.stringContaining('--shift takes')]);
  });
});
