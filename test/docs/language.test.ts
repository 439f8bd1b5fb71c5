import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFile } from '../../cli/check/check-file.ts';
import { inDirectory } from '../cli/directory.ts';
import { silent } from '../cli/silent-terminal.ts';

const page = readFileSync('docs/language.md', 'utf8');

test('every word of the grammar stands in the reference', () => {
  const grammar = readFileSync('language/hypersched.langium', 'utf8').replace(
    /\/\*[\s\S]*?\*\/|\/\/.*/g,
    '',
  );
  const words = new Set(
    Array.from(grammar.matchAll(/'([A-Za-z][A-Za-z0-9-]*)'/g), ([, word = '']) => word),
  );
  expect(words.size).toBeGreaterThan(60);
  const missing = [...words].filter(
    (word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(page),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['docs/language.md', ['control']],
  ['skills/hypersched/SKILL.md', ['control', 'media']],
])('the example of %s is proven', async (path, domains) => {
  const [, text = ''] = /^```hsched\n(.*?)^```$/ms.exec(readFileSync(path, 'utf8')) ?? [];
  await inDirectory({ 'board.hsched': text }, async (directory) => {
    const { analysis, diagnostics } = await checkFile(`${directory}/board.hsched`, silent);
    expect(analysis?.domains.map(({ domain }) => domain)).toEqual(domains);
    expect([analysis?.verdict, diagnostics]).toEqual(['schedulable', []]);
  });
});
