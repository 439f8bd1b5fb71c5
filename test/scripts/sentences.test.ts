import { expect, it } from 'vitest';
import { strayedSentences } from '../../scripts/lint/sentences.ts';

/** The placeholder's start, as a constant so that this file inserts nothing. */
const PUT = '${';

const found = (path: string, text: string) => strayedSentences({ path, text }).length;

it.each<[string, string, string, number]>([
  ['a string', 'cli/a.ts', "const a = 'two words';", 1],
  [
    'a template around what is put in',
    'server/a.ts',
    `const a = \`${PUT}b} two words ${PUT}c}\`;`,
    1,
  ],
  ['a string within a template', 'server/a.ts', `const a = \`x ${PUT}b ? 'two words' : ''}\`;`, 1],
  ['what a page shows', 'client/a.ts', 'html`<p class="a b">two words</p>`;', 1],
  ['what a page reads aloud', 'client/a.ts', 'html`<p aria-label="two words"></p>`;', 1],
  ['not what only styles a page', 'client/a.ts', 'html`<p class="two words"></p>`;', 0],
  ['not a comment', 'cli/a.ts', "// it's two words\n/* 'two words' */", 0],
  ['not a regular expression', 'cli/a.ts', "const a = /two words'/; const b = 1;", 0],
  ['not an error for programmers', 'cli/a.ts', "throw new RangeError('two words');", 0],
  ['not a line of a log', 'server/a.ts', "log('two words', error);", 0],
  ['not one word', 'cli/a.ts', "const a = 'word';", 0],
  ['not in messages/', 'messages/a.ts', "t('two words');", 0],
  ['not in a test', 'test/a.ts', "const a = 'two words';", 0],
])('a sentence outside messages/ is %s', (_, path, text, count) => {
  expect(found(path, text)).toBe(count);
});
