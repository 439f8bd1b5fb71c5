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

/** The text that an item makes; undefined for a snippet, which a person completes. */
function chosen(
  { textDocument }: LangiumDocument,
  { textEdit, insertTextFormat }: CompletionItem,
): Chosen | undefined {
  if (insertTextFormat === 2 || textEdit === undefined || !('range' in textEdit)) return undefined;
  const start = textDocument.offsetAt(textEdit.range.start);
  return { text: textDocument.getText().slice(0, start) + textEdit.newText, start };
}

const known = new Map<string, boolean>();

/** Whether the item is a word of its own, and the parser is content with all up to its end. */
function mayStand({ text, start }: Chosen): boolean {
  const before = known.get(text);
  if (before !== undefined) return before;
  const { lexerErrors, parserErrors } = Hypersched.parser.LangiumParser.parse(text);
  const { tokens } = Hypersched.parser.Lexer.tokenize(text);
  // At the end of the text the parser only misses what comes next.
  const isEnd = parserErrors.every(({ token }) => token.tokenType.name === 'EOF');
  const isWord = tokens.some(({ startOffset }) => startOffset === start);
  known.set(text, lexerErrors.length === 0 && isEnd && isWord);
  return lexerErrors.length === 0 && isEnd && isWord;
}

describe('completion at every place of an example offers nothing that may not stand there', () => {
  test.each(globSync('examples/*.hsched').toSorted())('%s', async (path) => {
    const text = readFileSync(path, 'utf8');
    const uri = URI.parse(`memory:/${basename(path)}`);
    const document = await loadText(shared, text, uri);
    const wrong: string[] = [];
    for (let offset = 0; offset <= text.length; offset++) {
      for (const item of await offeredAt(document, offset)) {
        const after = chosen(document, item);
        if (after === undefined || mayStand(after)) continue;
        wrong.push(`${JSON.stringify(after.text.slice(-60))} (${item.label} at ${offset})`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('completion takes less than 50 ms at the median in a file of 2,000 tasks', async () => {
  const text = readFileSync('test/workloads/editor-2000.hsched', 'utf8');
  const document = await loadText(shared, text, URI.parse('memory:/editor-2000.hsched'));
  const times: number[] = [];
  for (let at = 0; at < 101; at++) {
    // The time of this process, whatever else the machine does.
    const begun = process.cpuUsage();
    await offeredAt(document, Math.floor((at / 100) * text.length));
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1000);
  }
  const median = times.toSorted((a, b) => a - b)[50] ?? Number.POSITIVE_INFINITY;
  expect(median).toBeLessThan(50);
});
