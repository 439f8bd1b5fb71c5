import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { EmptyFileSystem, URI } from 'langium';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadText } from '../../../language/load.ts';
import { createHyperschedServices } from '../../../language/module.ts';

/*
 * No service of the editor throws or prints an error, whatever the file and the cursor.
 */

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
const uri = URI.parse('memory:/services.hsched');
const text = readFileSync(
  new URL('../../../examples/paper-testbed.hsched', import.meta.url),
  'utf8',
);

let printed: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  printed = vi.spyOn(console, 'error');
});
afterEach(() => {
  expect(printed.mock.calls).toEqual([]);
  printed.mockRestore();
});

/** Asks every service about one place and returns the answers. */
async function askAll(edited: string, offset: number): Promise<Record<string, unknown>> {
  const document = await loadText(shared, edited, uri);
  const textDocument = { uri: uri.toString() };
  const position = document.textDocument.positionAt(offset);
  const at = { textDocument, position };
  const { lsp } = Hypersched;
  const options = { tabSize: 2, insertSpaces: true };
  return {
    completion: await lsp.CompletionProvider?.getCompletion(document, at),
    definition: await lsp.DefinitionProvider?.getDefinition(document, at),
    references: await lsp.ReferencesProvider?.findReferences(document, {
      ...at,
      context: { includeDeclaration: true },
    }),
    highlight: await lsp.DocumentHighlightProvider?.getDocumentHighlight(document, at),
    prepared: await lsp.RenameProvider?.prepareRename(document, at),
    renamed: await lsp.RenameProvider?.rename(document, { ...at, newName: 'quite new' }),
    symbols: await lsp.DocumentSymbolProvider?.getSymbols(document, { textDocument }),
    folding: await lsp.FoldingRangeProvider?.getFoldingRanges(document, { textDocument }),
    colors: await lsp.SemanticTokenProvider?.semanticHighlight(document, { textDocument }),
    links: await lsp.DocumentLinkProvider?.getDocumentLinks(document, { textDocument }),
    formatting: await lsp.Formatter?.formatDocument(document, { textDocument, options }),
  };
}

test('in an example, cut anywhere, edited anywhere', async () => {
  const words = [
    '',
    '{',
    '}',
    '"',
    '.',
    'task ',
    'vcpu ',
    'at ',
    'on ',
    'import ',
    '10',
    '\n',
    'é',
    '/*',
    'set guest1.',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length),
      fc.nat(text.length),
      fc.nat(20),
      fc.constantFrom(...words),
      fc.boolean(),
      async (where, cursor, removed, word, cut) => {
        const edited = text.slice(0, where) + word + (cut ? '' : text.slice(where + removed));
        await askAll(edited, cut ? edited.length : cursor);
      },
    ),
    { numRuns: 500 },
  );
});

test('in an example as it is, everything is answered', async () => {
  const answers = await askAll(text, text.indexOf('guest2.overlay'));
  const empty = Object.entries(answers).filter(([, answer]) => answer === undefined);
  expect(empty.map(([name]) => name)).toEqual([]);
});
