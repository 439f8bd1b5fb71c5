import { describe, expect, it } from 'vitest';
import { sourcesOf, withoutComments } from './sources.ts';

const sources = [
  'scheduling',
  'language',
  'messages',
  'formats',
  'server',
  'client',
  'assistants',
  'library',
  'cli',
  'scripts',
  'test',
].flatMap(sourcesOf);

describe('the files', () => {
  it('hold at most 600 lines, nine in ten fewer than 300', () => {
    expect(
      sources.filter(({ lines }) => lines > 600).map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([]);
    const long = sources
      .filter(({ lines }) => lines >= 300)
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long.length / sources.length, long.join('\n')).toBeLessThan(0.1);
  });

  it('export by name', () => {
    const found = sources.filter(({ text }) => /^export default\b/m.test(withoutComments(text)));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('hold something of their own: none only passes on what others export', () => {
    const found = sources.filter(({ text }) => {
      const rest = withoutComments(text).replace(/^export\s[^;]*?\bfrom\s*['"][^'"]+['"];/gm, '');
      return rest.trim() === '';
    });
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('are named for what is in them, in lower case with hyphens', () => {
    const found = sources.filter(
      ({ path }) => !/\/[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*\.(?:ts|mjs)$/.test(path),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
