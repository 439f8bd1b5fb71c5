import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CodeAction, CodeActionRequest } from 'vscode-languageserver-protocol';
import { casesIn } from '../../support/cases.ts';
import { atCursor } from '../../support/cursor.ts';
import { applied } from '../apply-edits.ts';
import { serverBundle } from '../bundle.ts';
import { type SpawnedServer, spawnServer } from '../lsp-client.ts';
import { positionAt } from '../position.ts';

/*
 * A refactoring's test is a case in this folder: below `$EXPECT$ TITLE` stands the text after the
 * refactoring of that title, offered at `<|>`; an empty one requires only the offer. `$EXPECT$ not
 * TITLE` requires that no title begins so.
 */

describe('a refactoring', () => {
  let server: SpawnedServer;
  let count = 0;

  beforeAll(async () => {
    server = await spawnServer(await serverBundle());
  });

  afterAll(async () => {
    expect(server.client.complaints).toEqual([]);
    expect(await server.stop()).toBe(0);
  });

  test.each(casesIn('test/server/refactorings'))('%s', async (_, { text: marked, expected }) => {
    const { client } = server;
    const { text, offset } = atCursor(marked);
    const uri = `untitled:refactoring-${++count}.hsched`;
    await client.open(uri, text);
    await client.check(uri);
    const position = positionAt(text, offset);
    const offered = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ['refactor'] },
    });
    const actions = (offered ?? []).filter((each): each is CodeAction => 'edit' in each);
    const titles = actions.map(({ title }) => title);
    for (const { what, text: result } of expected) {
      if (what.startsWith('not ')) {
        expect(titles.filter((title) => title.startsWith(what.slice(4)))).toEqual([]);
        continue;
      }
      const action = actions.find(({ title }) => title === what);
      if (action === undefined) throw new Error(`"${what}" is not among ${titles.join(', ')}`);
      if (result !== '') expect(applied(text, uri, action)).toBe(result);
    }
    await client.close(uri);
  });
});
