import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { bundleText, saidSentences } from './said-sentences.ts';

/** Writes `l10n/bundle.l10n.json`: every sentence of messages/, for a translation to start from. */
const sources = globSync('messages/**/*.ts').map((path) => {
  return { path, text: readFileSync(path, 'utf8') };
});
writeFileSync('l10n/bundle.l10n.json', bundleText(saidSentences(sources)));
