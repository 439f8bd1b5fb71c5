import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HoverRequest } from 'vscode-languageserver-protocol';
import { casesIn } from '../support/cases.ts';
import { atCursor } from '../support/cursor.ts';
import { startInProcess } from './in-process.ts';
import type { LspClient } from './lsp-client.ts';
import { positionAt } from './position.ts';

/*
 * A hover's test is a case in test/server/hover: the lines below `$EXPECT$ says` stand in the hover
 * at the cursor, in that order; `$EXPECT$ nothing` means that there is no hover.
 */

describe('a hover', () => {
  let client: LspClient;
  let count = 0;

  beforeAll(async () => {
    ({ client } = await startInProcess());
  });

  afterAll(() => {
    expect(client.complaints).toEqual([]);
    client.dispose();
  });

  test.each(casesIn('test/server/hover'))('%s', async (_, { text: marked, expected }) => {
    const { text, offset } = atCursor(marked);
    const uri = `untitled:hover-${++count}.hsched`;
    await client.open(uri, text);
    await client.check(uri);
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: positionAt(text, offset),
    });
    const contents = hover?.contents;
    const shown = typeof contents === 'object' && 'value' in contents ? contents.value : '';
    for (const { what, lines } of expected) {
      if (what === 'nothing') expect(shown).toBe('');
      else expect(missing(shown, lines), shown).toEqual([]);
    }
  });
});

/** The lines that the text lacks, or that do not follow the earlier ones. */
function missing(text: string, lines: readonly string[]): readonly string[] {
  let from = 0;
  return lines.filter((line) => {
    const at = text.indexOf(line, from);
    if (at >= 0) from = at + line.length;
    return at < 0;
  });
}
