import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bundleText, saidSentences } from '../../scripts/l10n/said-sentences.ts';

const sources = globSync('messages/**/*.ts').map((path) => {
  return { path, text: readFileSync(path, 'utf8') };
});
const said = saidSentences(sources);

it('the bundle names exactly the sentences that are said: `npm run sentences` writes it', () => {
  expect(readFileSync('l10n/bundle.l10n.json', 'utf8')).toBe(bundleText(said));
});

it('each translation names exactly the sentences that are said, and keeps what is put into them', () => {
  const holes = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted();
  for (const path of globSync('l10n/bundle.l10n.*.json')) {
    const bundle: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
    expect(said.filter((sentence) => bundle[sentence] === undefined)).toEqual([]);
    for (const [english, other] of Object.entries(bundle)) {
      expect(said).toContain(english);
      expect([english, holes(other)]).toEqual([english, holes(english)]);
    }
  }
});

it('each translation has the texts of package.json, too', () => {
  const keys = (path: string) => Object.keys(JSON.parse(readFileSync(path, 'utf8')));
  for (const path of globSync('package.nls.*.json'))
    expect(keys(path)).toEqual(keys('package.nls.json'));
  expect(globSync('package.nls.*.json').length).toBe(globSync('l10n/bundle.l10n.*.json').length);
});

it('every call of t is read', () => {
  const calls = sources.flatMap(({ text }) => text.match(/\bt\(/g) ?? []);
  const read = sources.flatMap((source) => saidSentences([source]).length);
  expect(calls.length).toBeGreaterThanOrEqual(read.reduce((sum, count) => sum + count, 0));
  for (const { path, text } of sources) {
    expect([path, text.match(/\bt\(\s*[^\s'"`]/g)]).toEqual([path, null]);
  }
});
