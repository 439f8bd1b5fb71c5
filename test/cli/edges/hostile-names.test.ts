import { beforeAll, describe, expect, test } from 'vitest';
import { shown, shownPath } from '../../../cli/output/shown.ts';
import { buildCommand, hypersched } from '../built-command.ts';
import { inDirectory } from '../directory.ts';

beforeAll(buildCommand);

const moving = '\u001b]0;title\u0007\u001b[2J';

describe('a text of a file on a terminal', () => {
  test.each([
    ['as it is', 'as it is'],
    ['größe 온도 😀', 'größe 온도 😀'],
    ['a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['one\ntwo\r\tthree', 'one\\ntwo\\r\\tthree'],
    ['\u0000\u007f\u009b', '\\u{0}\\u{7f}\\u{9b}'],
    ['turned \u202eround', 'turned \\u{202e}round'],
    ['a\u2028b\u200bc', 'a\\u{2028}b\\u{200b}c'],
    ['half \ud800', 'half \\u{d800}'],
  ])('%j is shown as %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(shownPath(text)).toBe(expected);
  });

  test('a long word is cut in its middle, the words around it stay', () => {
    const cut = shown(`task ${'x'.repeat(7_000_000)} can miss its deadline`);
    expect(cut.length).toBeLessThan(2_001);
    expect(shown(`task ${'x'.repeat(1_000)} can miss`)).toBe(
      `task ${'x'.repeat(149)}…${'x'.repeat(50)} can miss`,
    );
    expect(shown(`${'😀'.repeat(500)}`)).toMatch(/^(😀)+…(😀)+$/u);
  });

  test('a long line is cut, a long path is not', () => {
    expect(shown('many words '.repeat(10_000)).length).toBe(2_000);
    expect(shownPath('p'.repeat(4_000))).toBe('p'.repeat(4_000));
  });
});

describe('whatever things are called, the command keeps to its lines', () => {
  const long = 'n'.repeat(1_000_000);
  const text = (name: string) => `
machine "m${name}" { }
domain "d${name}" on "m${name}" {
  vcpu "v${name}" period 5ms budget 1ms
  task "t${name}" period 5ms wcet 4ms
}
domain broken on "gone${name}" { }
scenario "s${name}" on "m${name}" { at 0ms start "d${name}" }
`;
  const good = (name: string) => text(name).replace(/domain broken.*\n/, '');

  test.each([
    ['control characters', moving],
    ['a very long name', long],
  ])('%s', async (_, name) => {
    const files = { 'bad.hsched': text(name), 'good.hsched': good(name) };
    await inDirectory(files, async (cwd) => {
      const runs = [
        ['check', 'bad.hsched', 'good.hsched'],
        ['explain', 'good.hsched', `d${name}`.slice(0, 50_000)],
        ['explain', 'good.hsched', 'nothing'],
        ['simulate', 'good.hsched', '--scenario', `s${name}`.slice(0, 50_000)],
        ['simulate', 'good.hsched', '--supply', 'worst-case:d.v'],
        ['simulate', 'good.hsched'],
      ];
      for (const args of runs) {
        const { code, out, err } = await hypersched(args, { cwd });
        expect(code).toBeLessThan(70);
        const lines = `${out}${err}`.split('\n');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none
        expect(lines.filter((line) => /[\u0000-\u001f\u007f-\u009f]/.test(line))).toEqual([]);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(4_000);
      }
    });
  });

  test('a path with a line end is one line', async () => {
    const file = 'two\nlines.hsched';
    await inDirectory({ [file]: 'machine m { cores }' }, async (cwd) => {
      const { out } = await hypersched(['check', file], { cwd });
      expect(out.split('\n')[0]).toMatch(/^two\\nlines\.hsched:1:\d+: error: /);
      const missing = await hypersched(['explain', 'no\nfile', 'x'], { cwd });
      expect(missing.err).toBe('no\\nfile: error: does not exist\n');
    });
  });

  test('JSON stays exact', async () => {
    await inDirectory({ 'good.hsched': good(moving) }, async (cwd) => {
      const { out } = await hypersched(['check', '--format', 'json', 'good.hsched'], { cwd });
      expect(JSON.parse(out).machines[0].name).toBe(`m${moving}`);
    });
  });
});
