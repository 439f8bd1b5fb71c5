import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';

/**
 * Each file of colors/ is a text with its required scopes: `// ^^^^ scope` refers to the line above
 * it, `// <---- scope` to the line's start. The names of the scopes omit their end `.hypersched`.
 */
const folder = join(import.meta.dirname, 'colors');

const registry = createRegistry([
  { path: 'syntaxes/hypersched.tmLanguage.json', scopeName: 'source.hypersched' },
]);

const files = readdirSync(folder).filter((name) => name.endsWith('.hsched'));

type Grammar = NonNullable<Awaited<ReturnType<typeof registry.loadGrammar>>>;
type Line = ReturnType<Grammar['tokenizeLine']>;
type State = Line['ruleStack'];

describe('the TextMate grammar colors', () => {
  it('what the files say, of which there are some', () => expect(files.length).toBeGreaterThan(5));

  it.each(files)('%s', async (name) => {
    const testCase = parseGrammarTestCase(readFileSync(join(folder, name), 'utf8'));
    expect(testCase.assertions.length).toBeGreaterThan(0);
    const failures = await runGrammarTestCase(registry, testCase);
    const said = failures.map(({ srcLine, start, end, missing, unexpected, actual }) => {
      const text = testCase.source[srcLine]?.slice(start, end);
      return `${basename(name)}: "${text}" in "${testCase.source[srcLine]}" lacks [${missing}], must not have [${unexpected}], has [${actual}]`;
    });
    expect(said).toEqual([]);
  });

  it.each(readdirSync('examples').filter((name) => name.endsWith('.hsched')))(
    'every word and number of %s, and nothing as wrong',
    async (name) => {
      const grammar = await registry.loadGrammar('source.hypersched');
      let state: State | null = null;
      for (const line of readFileSync(join('examples', name), 'utf8').split('\n')) {
        const result: Line | undefined = grammar?.tokenizeLine(line, state);
        state = result?.ruleStack ?? null;
        for (const { startIndex, endIndex, scopes } of result?.tokens ?? []) {
          const text = line.slice(startIndex, endIndex);
          const own = scopes.filter((scope) => !/^(?:source|meta)\./.test(scope));
          if (/\w/.test(text)) expect(own, `"${text}" in "${line}"`).not.toEqual([]);
          expect(own.join(' '), `"${text}" in "${line}"`).not.toContain('invalid');
        }
      }
    },
  );
});
