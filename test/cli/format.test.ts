import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, hypersched } from './built-command.ts';
import { inDirectory } from './directory.ts';

beforeAll(buildCommand);

const ragged = 'machine   board {\ncores 2 // both\n   }\n';
const laidOut = 'machine board {\n  cores 2  // both\n}\n';
const files = {
  'ragged.hsched': ragged,
  'fine.hsched': laidOut,
  'broken.hsched': 'machine board {',
};

describe('format', () => {
  test('writes one file to standard output, and leaves it as it was', async () => {
    await inDirectory(files, async (cwd) => {
      expect(await hypersched(['format', 'ragged.hsched'], { cwd })).toEqual({
        code: 0,
        out: laidOut,
        err: '',
      });
      expect(readFileSync(`${cwd}/ragged.hsched`, 'utf8')).toBe(ragged);
    });
  });

  test('reads standard input', async () => {
    expect(await hypersched(['format', '-'], { input: ragged })).toEqual({
      code: 0,
      out: laidOut,
      err: '',
    });
  });

  test('--check names what is laid out otherwise', async () => {
    await inDirectory(files, async (cwd) => {
      expect(
        await hypersched(['format', '--check', 'ragged.hsched', 'fine.hsched'], { cwd }),
      ).toEqual({
        code: 1,
        out: 'ragged.hsched\n',
        err: '',
      });
      expect(await hypersched(['format', '--check', 'fine.hsched'], { cwd })).toMatchObject({
        code: 0,
        out: '',
      });
    });
  });

  test('--write changes files in place, and finds nothing to do afterwards', async () => {
    await inDirectory(files, async (cwd) => {
      expect(
        await hypersched(['format', '--write', 'ragged.hsched', 'fine.hsched'], { cwd }),
      ).toEqual({
        code: 0,
        out: '',
        err: '',
      });
      expect(readFileSync(`${cwd}/ragged.hsched`, 'utf8')).toBe(laidOut);
      expect(await hypersched(['format', '--check', 'ragged.hsched'], { cwd })).toMatchObject({
        code: 0,
      });
    });
  });

  test('leaves a file with syntax errors alone, and says where they are', async () => {
    await inDirectory(files, async (cwd) => {
      const { code, out, err } = await hypersched(['format', '--write', 'broken.hsched'], { cwd });
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^broken\.hsched:1:\d+: error: .* \[syntax\/unexpected\]\n$/);
      expect(readFileSync(`${cwd}/broken.hsched`, 'utf8')).toBe('machine board {');
    });
  });

  test.each([
    [['ragged.hsched', 'fine.hsched'], /several files need --write or --check/],
    [['--write', '-'], /standard input cannot be written in place/],
    [['--write', '--check', 'ragged.hsched'], /cannot be used with/],
  ])('%j is a wrong command line', async (args, words) => {
    await inDirectory(files, async (cwd) => {
      const { code, err } = await hypersched(['format', ...args], { cwd });
      expect(code).toBe(3);
      expect(err).toMatch(words);
    });
  });

  test('a file that does not exist', async () => {
    expect(await hypersched(['format', 'gone.hsched'])).toEqual({
      code: 2,
      out: '',
      err: 'gone.hsched: error: does not exist\n',
    });
  });
});
