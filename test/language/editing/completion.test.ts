import { describe, expect, test } from 'vitest';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import { casesIn } from '../../support/cases.ts';
import { atCursor } from '../../support/cursor.ts';
import { load, uriOf } from '../services.ts';

const library = `
machine far { }
taskset "two words" { }
overheads measured { }
domain dom0 on far { }
`;

async function complete(marked: string): Promise<readonly CompletionItem[]> {
  const { text, offset } = atCursor(marked);
  const { services, document } = await load({ 'main.hsched': text, 'library.hsched': library });
  const main = document('main.hsched');
  const list = await services.lsp.CompletionProvider?.getCompletion(main, {
    textDocument: { uri: uriOf('main.hsched').toString() },
    position: main.textDocument.positionAt(offset),
  });
  return list?.items ?? [];
}

const cases = casesIn('test/language/editing/completion');

describe('completion offers what may stand there', () => {
  test.each(cases)('%s', async (_, { text, expected }) => {
    const labels = (await complete(text)).map(({ label }) => label);
    for (const { what, lines } of expected) {
      const named = lines.join(', ').split(', ');
      switch (what) {
        case 'just':
          expect(labels.toSorted()).toEqual(named.toSorted());
          break;
        case 'among others':
          expect(labels).toEqual(expect.arrayContaining(named));
          break;
        case 'not':
          expect(labels.filter((label) => named.includes(label))).toEqual([]);
          break;
        default:
          throw new Error(`completion knows no "${what}"`);
      }
    }
  });
});

test.each(['import <|>', 'import "<|>"'])('%s: the files that can be imported', async (text) => {
  const items = await complete(text);
  expect(items.map(({ label, textEdit }) => [label, textEdit?.newText])).toEqual([
    ['"library.hsched"', '"library.hsched"'],
  ]);
});

test('every word is offered with a line of what it means', async () => {
  const texts = ['<|>', ...cases.map(([, { text }]) => text)];
  const items = (await Promise.all(texts.map((text) => complete(text)))).flat();
  expect(
    items.filter(({ detail }) => detail === undefined || detail === '').map(({ label }) => label),
  ).toEqual([]);
});

test('an empty file is offered a whole first one, and each declaration as a snippet', async () => {
  const labels = (await complete('<|>')).map(({ label }) => label);
  expect(labels).toEqual(
    expect.arrayContaining([
      'system',
      'machine { … }',
      'domain { … }',
      'taskset { … }',
      'scenario { … }',
      'import',
    ]),
  );
  expect((await complete('machine m { } <|>')).map(({ label }) => label)).not.toContain('system');
});

describe('names of other files', () => {
  async function chosen(text: string, label: string): Promise<CompletionItem> {
    const item = (await complete(text)).find(
      (other) => other.label === label && other.additionalTextEdits !== undefined,
    );
    if (item === undefined) throw new Error(`${label} is not offered with an import`);
    return item;
  }

  test('bring an import to the top of a file that has none', async () => {
    const item = await chosen('machine m { overheads <|> }', 'measured');
    expect(item.additionalTextEdits).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        newText: 'import "library.hsched"\n',
      },
    ]);
  });

  test('bring it behind the last import', async () => {
    const item = await chosen('import "other.hsched"\nmachine m { overheads <|> }', 'measured');
    expect(item.additionalTextEdits?.[0]).toMatchObject({
      newText: '\nimport "library.hsched"',
      range: { start: { line: 0, character: 21 } },
    });
  });

  test('stand in quotes where they need them', async () => {
    expect((await chosen('domain d { run <|> }', 'two words')).textEdit).toMatchObject({
      newText: '"two words"',
    } satisfies Partial<TextEdit>);
    expect((await chosen('overheads o { switch <|> }', 'dom0')).textEdit).toMatchObject({
      newText: '"dom0"',
    });
  });

  test('bring nothing where they are imported already', async () => {
    const item = (await complete('import "library.hsched"\nmachine m { overheads <|> }')).find(
      ({ label }) => label === 'measured',
    );
    expect(item).toBeDefined();
    expect(item?.additionalTextEdits).toBeUndefined();
  });
});

test('a unit that stands there already is not written again', async () => {
  const items = await complete('machine m { clock 2<|> GHz }');
  expect(
    items.map(({ label, insertText, textEdit }) => [label, textEdit?.newText ?? insertText]),
  ).toEqual([['2 GHz', '2']]);
});
