import type { LangiumDocument } from 'langium';
import { describe, expect, test } from 'vitest';
import type { Position, TextEdit } from 'vscode-languageserver';
import { load, uriOf } from '../services.ts';

const files = {
  'boards.hsched': `machine board { cores 4
  pool rt { cores 1-2 }
  pool "real time" { cores 3 }
}
`,
  'main.hsched': `import "boards.hsched"
domain a on board.rt { vcpu v0 }
domain b on board . "real time" { vcpu v0 }
scenario s on board.rt {
  at 0ms start a
  at 1ms migrate a to board."real time"
  at 2ms migrate a to board.rt
}
`,
};

function at(document: LangiumDocument, text: string): Position {
  return document.textDocument.positionAt(document.textDocument.getText().indexOf(text) + 1);
}

function applied({ textDocument }: LangiumDocument, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort(
    (a, b) => textDocument.offsetAt(b.range.start) - textDocument.offsetAt(a.range.start),
  );
  return sorted.reduce(
    (text, { range, newText }) =>
      text.slice(0, textDocument.offsetAt(range.start)) +
      newText +
      text.slice(textDocument.offsetAt(range.end)),
    textDocument.getText(),
  );
}

async function renamed(file: keyof typeof files, text: string, newName: string): Promise<string> {
  const { services, document } = await load(files);
  const edit = await services.lsp.RenameProvider?.rename(document(file), {
    textDocument: { uri: uriOf(file).toString() },
    position: at(document(file), text),
    newName,
  });
  return Object.keys(files)
    .map((name) => applied(document(name), edit?.changes?.[uriOf(name).toString()] ?? []))
    .join('');
}

describe('rename', () => {
  test('a pool where it is declared, in all files, in quotes where the name needs them', async () => {
    const after = await renamed('boards.hsched', 'rt {', 'two words');
    expect(after).toContain('pool "two words" { cores 1-2 }');
    expect(after).toContain('domain a on board."two words" {');
    expect(after).toContain('scenario s on board."two words" {');
    expect(after).toContain('at 2ms migrate a to board."two words"');
    expect(after).toContain('to board."real time"\n');
  });

  test('a pool behind its dot, and its machine before it', async () => {
    const pool = await renamed('main.hsched', '"real time" {', 'fly');
    expect(pool).toContain('pool fly { cores 3 }');
    expect(pool).toContain('domain b on board . fly {');
    expect(pool).toContain('migrate a to board.fly\n');
    const machine = await renamed('main.hsched', 'board.rt', 'rack');
    expect(machine).toContain('machine rack { cores 4');
    expect(machine).toContain('domain a on rack.rt {');
    expect(machine).toContain('migrate a to rack."real time"');
  });

  test('refuses the name of another pool of the machine', async () => {
    await expect(renamed('boards.hsched', 'rt {', 'real time')).rejects.toThrow(/real time/);
  });
});

test('a pool’s name leads to its declaration, and from there to all that stand on it', async () => {
  const { services, document } = await load(files);
  const main = document('main.hsched');
  const textDocument = { uri: uriOf('main.hsched').toString() };
  const links = await services.lsp.DefinitionProvider?.getDefinition(main, {
    textDocument,
    position: at(main, 'rt {'),
  });
  expect(links?.map(({ targetUri, targetSelectionRange }) => [targetUri, targetSelectionRange]))
    // Line 1, `  pool rt`.
    .toEqual([
      [
        uriOf('boards.hsched').toString(),
        { start: { line: 1, character: 7 }, end: { line: 1, character: 9 } },
      ],
    ]);
  const found = await services.lsp.ReferencesProvider?.findReferences(main, {
    textDocument,
    position: at(main, 'rt {'),
    context: { includeDeclaration: false },
  });
  expect(found?.map(({ range }) => range.start.line)).toEqual([1, 3, 6]);
});

test('the outline shows pools in their machine, and a pool folds', async () => {
  const { services, document } = await load({
    'main.hsched': 'machine m {\n  cores 2\n  pool rt {\n    cores 1\n  }\n}\n',
  });
  const params = { textDocument: { uri: uriOf('main.hsched').toString() } };
  const main = document('main.hsched');
  const symbols = await services.lsp.DocumentSymbolProvider?.getSymbols(main, params);
  expect(symbols?.map(({ name, children }) => [name, children?.map((one) => one.name)])).toEqual([
    ['m', ['rt']],
  ]);
  const folds = await services.lsp.FoldingRangeProvider?.getFoldingRanges(main, params);
  expect(folds?.map(({ startLine }) => startLine).sort()).toEqual([0, 2]);
});
