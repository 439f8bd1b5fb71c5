import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { bundleText, saidSentences } from './said-sentences.ts';

/**
 * Writes `l10n/bundle.l10n.json`: every sentence of messages/, for a translation to start from.
 * Each translation keeps what is still said, in the same order; the sentences that it lacks are
 * named.
 */
const sources = globSync('messages/**/*.ts').map((path) => {
  return { path, text: readFileSync(path, 'utf8') };
});
const said = saidSentences(sources);
writeFileSync('l10n/bundle.l10n.json', bundleText(said));
for (const path of globSync('l10n/bundle.l10n.*.json')) {
  const known: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
  const kept = said.flatMap((sentence) => {
    const other = known[sentence];
    return other === undefined ? [] : [[sentence, other] as const];
  });
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  for (const sentence of said.filter((each) => known[each] === undefined))
    console.log(`${path} lacks: ${sentence}`);
}
