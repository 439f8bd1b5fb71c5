import { type Literal, literalsOf } from './literals.ts';
import type { SourceText } from './source-text.ts';

/** The rooms whose words a person reads; their sentences stand in messages/. */
const ROOMS = /^(?:scheduling|language|formats|server|client|cli)\//;

/** Why these files may hold words: nobody reads them, or they are the same in every language. */
const EXCEPTIONS: readonly (readonly [path: RegExp, why: string])[] = [
  [/^language\/generated\//, 'generated from the grammar'],
];

/**
 * Strings and templates outside messages/ that a person would read: two words or more. What a
 * programmer alone reads, an error that is thrown, is left out.
 */
export function strayedSentences({ path, text }: SourceText): readonly string[] {
  if (!ROOMS.test(path) || EXCEPTIONS.some(([pattern]) => pattern.test(path))) return [];
  return literalsOf(text)
    .filter((literal) => isRead(literal) && !isForProgrammers(text, literal))
    .map(({ offset }) => {
      const line = text.slice(0, offset).split('\n').length;
      return `${path}:${line}: a sentence outside messages/: say it there`;
    });
}

function isRead({ text, tag }: Literal): boolean {
  return /(?:^|[^\w-])[A-Za-z’]{2,} [A-Za-z’]{2,}/.test(tag === 'html' ? shownText(text) : text);
}

/** What is seen of a piece of HTML, and what is read aloud. */
function shownText(html: string): string {
  const spoken = [...html.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)];
  return [html.replace(/<[^>]*>/g, ' '), ...spoken.map(([, text]) => text)].join(' \n ');
}

function isForProgrammers(source: string, { offset }: Literal): boolean {
  const before = source.slice(Math.max(0, offset - 60), offset);
  return /\bnew (?:Range|Type)?Error\(\s*$/.test(before);
}
