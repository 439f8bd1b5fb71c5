import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildCommand, hypersched } from '../built-command.ts';
import { inDirectory } from '../directory.ts';

beforeAll(buildCommand);

const outputs = new URL('../../formats/xen/outputs/', import.meta.url).pathname;

test('a host is written to a file, and notes to standard error', async () => {
  await inDirectory({}, async (directory) => {
    const out = join(directory, 'host.hsched');
    const ran = await hypersched([
      ...['import', 'xen', join(outputs, '11-xl_sched-rtds_-v_all.txt')],
      ...[join(outputs, '35-xl_list_nosuch.txt'), '--name', 'board', '--out', out],
    ]);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('35-xl_list_nosuch.txt');
    expect(readFileSync(out, 'utf8')).toContain('machine "board" {');
    const checked = await hypersched(['check', out]);
    expect(checked.err).toBe('');
    expect(checked.out).toContain('board: ');
  });
});

test('nothing to describe is refused', async () => {
  await inDirectory({}, async (directory) => {
    const file = join(directory, 'other.txt');
    writeFileSync(file, 'hello\n');
    for (const kind of [['xen'], ['tsc'], ['lat-ctx', '--pv']]) {
      const ran = await hypersched(['import', ...kind, file]);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toMatch(/^(?:.*\n)?error: /);
    }
  });
});

test('costs of several types of domains stand side by side', async () => {
  await inDirectory({}, async (directory) => {
    const write = (name: string, text: string) => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    };
    const dom0 = write('dom0', '"size=0k ovr=1.02\n2 1.5\n4 2.25\n');
    const hvm = write('hvm', '"size=0k ovr=1.02\n2 6.125\n');
    const { code, out } = await hypersched(['import', 'lat-ctx', '--dom0', dom0, '--hvm', hvm]);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        '// size  processes    dom0      hvm',
        '//   0k          2   1.5us  6.125us',
        '//   0k          4  2.25us        –',
        '',
        '// for a domain of type dom0: the largest cost that was measured',
        'task-switch 2.25us',
        '// for a domain of type hvm: the largest cost that was measured',
        'task-switch 6.125us',
        '',
      ].join('\n'),
    );
  });
});
