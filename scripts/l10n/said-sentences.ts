import { literalsOf } from '../lint/literals.ts';
import type { SourceText } from '../lint/source-text.ts';

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

/** The English sentences that sources look up by `t('…')`, each once, in alphabetical order. */
export function saidSentences(sources: readonly SourceText[]): readonly string[] {
  const found = sources.flatMap(({ text }) =>
    literalsOf(text)
      .filter(({ offset }) => /\bt\(\s*$/.test(text.slice(Math.max(0, offset - 80), offset)))
      .map((literal) => unescaped(literal.text)),
  );
  return [...new Set(found)].sort();
}

function unescaped(literal: string): string {
  return literal.replace(/\\(.)/gs, (_, char: string) => ESCAPED[char] ?? char);
}

/** The bundle for translations: each sentence as its own value. */
export function bundleText(sentences: readonly string[]): string {
  const bundle = Object.fromEntries(sentences.map((sentence) => [sentence, sentence]));
  return `${JSON.stringify(bundle, null, 2)}\n`;
}
