import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import { describe, expect, test } from 'vitest';
import { formatText } from '../../../language/formatting/formatter.ts';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { casesIn } from '../../support/cases.ts';

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);

async function read(text: string): Promise<LangiumDocument> {
  return loadText(shared, text, URI.parse('memory:/format.hsched'));
}

async function format(text: string): Promise<string> {
  return formatText(await read(text));
}

const cases = casesIn('test/language/editing/formatting');

describe('a text is laid out', () => {
  test.each(cases)('%s', async (_, { text, expected }) => {
    for (const { text: formatted } of expected) {
      expect((await format(text)).trimEnd()).toBe(formatted);
    }
  });
});

test.each([
  ['', ''],
  ['\n\n\n', '\n\n\n'],
  ['\n\nmachine m { }', 'machine m { }\n'],
  ['machine m { }\r\ndomain d { }', 'machine m { }\r\ndomain d { }\r\n'],
  ['machine m {', 'machine m {'],
])('%j', async (text, expected) => {
  expect(await format(text)).toBe(expected);
});

test('editors choose the indentation, and may format some lines only', async () => {
  const document = await read('machine m {\ncores 1\nclock 1 GHz\n}\n');
  const { Formatter } = Hypersched.lsp;
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 11 } };
  const params = {
    textDocument: { uri: document.uri.toString() },
    options: { tabSize: 4, insertSpaces: false },
  };
  expect(
    (await Formatter?.formatDocument(document, params))?.map(({ newText }) => newText),
  ).toEqual(['\t', '\t']);
  const some = await Formatter?.formatDocumentRange(document, { ...params, range });
  expect(some?.map((edit) => edit.range.end.line)).toEqual([2]);
});

const files = ['../../../examples/', '../../workloads/'].flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.hsched'))
    .map((name) => [name, readFileSync(new URL(name, url), 'utf8')] as const);
});

/** All characters other than blanks, in order. */
function solid(text: string): string {
  return text.replace(/\s+/g, '');
}

async function checkFormatting(text: string): Promise<void> {
  const before = await read(text);
  const model = lower(before, Hypersched).model;
  const once = formatText(before);
  expect(solid(once)).toBe(solid(text));
  const after = await read(once);
  expect(after.parseResult.parserErrors).toEqual([]);
  expect(lower(after, Hypersched).model).toEqual(model);
  expect(formatText(after)).toBe(once);
  expect(once).not.toMatch(/[ \t]+$/m);
}

describe('formatting twice is formatting once, and changes nothing but blanks', () => {
  test.each(files)('%s', async (_, text) => {
    await checkFormatting(text);
  });

  test('any blanks between the words of an example', async () => {
    const examples = [
      ...files.filter(([name]) => !name.startsWith('editor')).map(([, text]) => text),
      ...cases.flatMap(([, { expected }]) => expected.map(({ text }) => text)),
    ];
    const blank = fc.constantFrom(' ', '  ', '\n', '\n\n\n', '\t', ' // note\n', ' /* a\n b */ ');
    const seed = fc.record({
      text: fc.constantFrom(...examples),
      blanks: fc.array(blank, { minLength: 1, maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(seed, async ({ text, blanks }) => {
        let next = 0;
        const shuffled = text
          .split(/(\/\/.*\n|\/\*[\s\S]*?\*\/)/)
          .map((part, index) =>
            index % 2 === 1
              ? part
              : part.replace(/[ \n]+/g, (old) =>
                  next++ % 3 === 0 ? (blanks[next % blanks.length] ?? old) : old,
                ),
          )
          .join('');
        const document = await read(shuffled);
        // Durations and quoted names hold blanks of their own, which a line end would break.
        fc.pre(
          document.parseResult.parserErrors.length === 0 &&
            document.parseResult.lexerErrors.length === 0,
        );
        await checkFormatting(shuffled);
      }),
      { numRuns: 150 },
    );
  });
});
