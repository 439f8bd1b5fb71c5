import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CodeAction, CodeActionRequest } from 'vscode-languageserver-protocol';
import { casesIn } from '../support/cases.ts';
import { applied } from './apply-edits.ts';
import { startInProcess } from './in-process.ts';
import type { LspClient } from './lsp-client.ts';

/*
 * A quick fix's test is a case in test/server/actions: below `$EXPECT$ TITLE` stands the text after
 * the fix of that title; an empty one requires only the offer. `$EXPECT$ mended TITLE` requires
 * that no error is left, too. `$EXPECT$ not TITLE` requires that no title begins so.
 */

const wholeFile = { start: { line: 0, character: 0 }, end: { line: 1_000, character: 0 } };
const ERROR = 1;

describe('a quick fix', () => {
  let client: LspClient;
  let count = 0;

  beforeAll(async () => {
    ({ client } = await startInProcess({ commands: ['hypersched.simulate'] }));
  });

  afterAll(() => {
    expect(client.complaints).toEqual([]);
    client.dispose();
  });

  async function opened(text: string): Promise<string> {
    const uri = `untitled:actions-${++count}.hsched`;
    await client.open(uri, text);
    await client.check(uri);
    return uri;
  }

  async function offered(uri: string): Promise<readonly CodeAction[]> {
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: wholeFile,
      context: { diagnostics: [...client.diagnostics(uri)] },
    });
    return (actions ?? []).filter((action): action is CodeAction => 'edit' in action);
  }

  test.each(casesIn('test/server/actions'))('%s', async (_, { text, expected }) => {
    const uri = await opened(text);
    const actions = await offered(uri);
    const titles = actions.map((action) => action.title);
    for (const { what, text: result } of expected) {
      if (what.startsWith('not ')) {
        expect(titles.filter((title) => title.startsWith(what.slice(4)))).toEqual([]);
        continue;
      }
      const title = what.replace(/^mended /, '');
      const action = actions.find((each) => each.title === title);
      if (action === undefined) throw new Error(`"${title}" is not among ${titles.join(', ')}`);
      const changed = applied(text, uri, action);
      if (result !== '') expect(changed).toBe(result);
      if (!what.startsWith('mended ')) continue;
      const mended = await opened(changed);
      expect(client.diagnostics(mended).filter(({ severity }) => severity === ERROR)).toEqual([]);
    }
  });
});
