import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, hypersched, inOwnProcess } from './built-command.ts';
import { inDirectory } from './directory.ts';

beforeAll(buildCommand);

const files = {
  'good.hsched':
    'machine m {} domain d on m { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms }',
  'misses.hsched':
    'machine m {} domain d on m { vcpu v0 period 5ms budget 1ms task t period 5ms wcet 4ms }',
  'soft.hsched':
    'machine m {} domain d on m { vcpu v0 period 5ms budget 1ms task t period 5ms wcet 4ms soft }',
  'credit.hsched':
    'machine m { scheduler credit } domain d on m { vcpu v0 task t period 5ms wcet 1ms }',
  'broken.hsched': 'machine m { cores }',
  'unresolved.hsched': 'domain d on nowhere { task t period 5ms wcet 1ms }',
  'misses-and-broken.hsched':
    'machine m {} domain d on m { vcpu v0 period 5ms budget 1ms task t period 5ms wcet 4ms } taskset s { task x }',
  'library.hsched': 'taskset s { task t period 5ms wcet 1ms }',
  'importing-nothing.hsched': 'import "gone.hsched"',
  'empty.hsched': '',
  'blank.hsched': ' \n\n',
  'binary.hsched': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 255]),
  'latin1.hsched': new Uint8Array([0x2f, 0x2f, 0x20, 0xe9, 0x0a]),
  'ten-megabytes.hsched': 'domain d on m { '.repeat(655_360),
  'deep.hsched': `${'{'.repeat(50_000)}`,
  'not-ours.hsched': '#include <stdio.h>\nint main() { return 0; }\n',
};

describe('exit codes of check', () => {
  test.each([
    ['everything is proven', ['good.hsched'], 0],
    ['only something soft can miss', ['soft.hsched'], 0],
    ['nothing to prove', ['library.hsched'], 0],
    ['something hard can miss', ['misses.hsched'], 1],
    ['nothing is guaranteed', ['credit.hsched'], 1],
    ['the text has an error', ['broken.hsched'], 2],
    ['a name is unknown', ['unresolved.hsched'], 2],
    ['something can miss and the text has an error', ['misses-and-broken.hsched'], 2],
    ['an import does not exist', ['importing-nothing.hsched'], 2],
    ['one good, one that can miss', ['good.hsched', 'misses.hsched'], 1],
    ['an error before a good one', ['broken.hsched', 'good.hsched'], 2],
    ['no file is named', [], 3],
    ['an unknown option', ['good.hsched', '--fromat', 'json'], 3],
    ['an unknown format', ['good.hsched', '--format', 'xml'], 3],
  ] as const)('%s', async (_, args, expected) => {
    await inDirectory(files, async (cwd) => {
      const { code, err } = await hypersched(['check', ...args], { cwd });
      expect(code, err).toBe(expected);
      expect(err === '').toBe(expected !== 3);
    });
  });
});

test.each([
  ['good.hsched', 0],
  ['misses.hsched', 1],
  ['broken.hsched', 2],
  ['--fromat', 3],
])('a process that checks %s ends with %i', async (arg, expected) => {
  await inDirectory(files, async (cwd) => {
    expect((await inOwnProcess(['check', arg], { cwd })).code).toBe(expected);
  });
});

describe('inputs that are no descriptions are refused in plain words', () => {
  test.each([
    ['gone.hsched', 'does not exist'],
    ['good.hsched/inside.hsched', 'does not exist'],
    ['directory.hsched', 'is a directory'],
    ['empty.hsched', 'is empty'],
    ['blank.hsched', 'is empty'],
    ['binary.hsched', 'binary'],
    ['latin1.hsched', 'UTF-8'],
    ['ten-megabytes.hsched', 'larger than'],
    ['deep.hsched', ''],
    ['not-ours.hsched', ''],
  ])('%s %s', async (file, words) => {
    await inDirectory(files, async (cwd) => {
      mkdirSync(`${cwd}/directory.hsched`);
      const { code, out, err } = await hypersched(['check', file], { cwd });
      expect(err).toBe('');
      expect(code).toBe(2);
      const [first = ''] = out.split('\n');
      expect(first.startsWith(`${file}:`), first).toBe(true);
      expect(first).toMatch(/:\d+:\d+: error: .* \[[a-z/-]+\]$/);
      expect(first).toContain(words);
      expect(out).not.toMatch(/\n\s+at .*\.(js|ts):\d/);
    });
  });
});

describe('the command line itself', () => {
  test.each([
    ['--version', 0, /^\d+\.\d+\.\d+\n$/],
    ['--help', 0, /Usage: hypersched[\s\S]*check[\s\S]*Examples:[\s\S]*Exit codes:/],
    ['check --help', 0, /Usage: hypersched check[\s\S]*--format/],
  ])('%s', async (args, expected, pattern) => {
    const { code, out, err } = await hypersched(args.split(' '));
    expect([code, err]).toEqual([expected, '']);
    expect(out).toMatch(pattern);
  });

  test.each([
    ['', /Usage: hypersched/],
    ['chekc x.hsched', /unknown command 'chekc'[\s\S]*check/],
    ['--verison', /unknown option '--verison'[\s\S]*--version/],
    ['check x.hsched --format', /argument missing/],
  ])('hypersched %s is wrong', async (args, pattern) => {
    const { code, out, err } = await hypersched(args === '' ? [] : args.split(' '));
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(pattern);
  });
});

test('a reader that goes away early is no failure', async () => {
  await inDirectory(files, async (cwd) => {
    const args = ['check', ...Array<string>(200).fill('good.hsched')];
    const { code, err } = await inOwnProcess(args, { cwd, closeOutput: true });
    expect([code, err]).toEqual([0, '']);
  });
});
