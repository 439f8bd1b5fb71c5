import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { loadText } from '../../../language/load.ts';
import { createHyperschedServices } from '../../../language/module.ts';

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);

async function offeredAt(
  document: LangiumDocument,
  offset: number,
): Promise<readonly CompletionItem[]> {
  const list = await Hypersched.lsp.CompletionProvider?.getCompletion(document, {
    textDocument: { uri: document.uri.toString() },
    position: document.textDocument.positionAt(offset),
  });
  return list?.items ?? [];
}

/** The text up to the end of a chosen item, and where the item begins in it. */
interface Chosen {
  readonly text: string;
  readonly start: number;
}

/** The text that an item makes; the places of a snippet hold what it proposes for them. */
function chosen(
  { textDocument }: LangiumDocument,
  { label, textEdit, insertTextFormat }: CompletionItem,
): Chosen {
  if (textEdit === undefined || !('range' in textEdit)) throw new Error(`${label} has no edit`);
  const start = textDocument.offsetAt(textEdit.range.start);
  const written = insertTextFormat === SNIPPET ? filledIn(textEdit.newText) : textEdit.newText;
  return { text: textDocument.getText().slice(0, start) + written, start };
}

const SNIPPET = 2;

function filledIn(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '');
}

/** The ends of the declarations of a file, each behind its last brace. */
function endsOfDeclarations(text: string): readonly number[] {
  let depth = 0;
  return Hypersched.parser.Lexer.tokenize(text).tokens.flatMap(({ image, startOffset }) => {
    if (image === '{') depth++;
    if (image === '}') depth--;
    return image === '}' && depth === 0 ? [startOffset + 1] : [];
  });
}

/**
 * The same with a short declaration in the place of all that end before the item: the parser judges
 * each declaration alone.
 */
function shortened({ text, start }: Chosen, ends: readonly number[]): Chosen {
  const end = ends.findLast((each) => each <= start);
  if (end === undefined) return { text, start };
  const before = 'machine m { }';
  return { text: before + text.slice(end), start: before.length + start - end };
}

const known = new Map<string, boolean>();

/** Whether the item is a word of its own, and the parser is content with all up to its end. */
function mayStand({ text, start }: Chosen): boolean {
  const found = known.get(text) ?? parses(text, start);
  known.set(text, found);
  return found;
}

function parses(text: string, start: number): boolean {
  const { tokens } = Hypersched.parser.Lexer.tokenize(text);
  if (!tokens.some(({ startOffset }) => startOffset === start)) return false;
  const { lexerErrors, parserErrors } = Hypersched.parser.LangiumParser.parse(text);
  // At the end of the text the parser only misses what comes next.
  return (
    lexerErrors.length === 0 && parserErrors.every(({ token }) => token.tokenType.name === 'EOF')
  );
}

describe('completion at every place of an example offers nothing that may not stand there', () => {
  test.each(globSync('examples/*.hsched').toSorted())('%s', async (path) => {
    const text = readFileSync(path, 'utf8');
    const uri = URI.parse(`memory:/${basename(path)}`);
    const document = await loadText(shared, text, uri);
    const ends = endsOfDeclarations(text);
    const wrong: string[] = [];
    for (let offset = 0; offset <= text.length; offset++) {
      for (const item of await offeredAt(document, offset)) {
        const after = chosen(document, item);
        if (mayStand(shortened(after, ends))) continue;
        wrong.push(`${JSON.stringify(after.text.slice(-60))} (${item.label} at ${offset})`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
