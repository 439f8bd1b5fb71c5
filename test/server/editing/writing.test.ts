import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DocumentOnTypeFormattingRequest,
  LinkedEditingRangeRequest,
  SignatureHelpRequest,
} from 'vscode-languageserver-protocol';
import { atCursor } from '../../support/cursor.ts';
import { withEdits } from '../apply-edits.ts';
import { serverBundle } from '../bundle.ts';
import { type LspClient, type SpawnedServer, spawnServer } from '../lsp-client.ts';
import { positionAt } from '../position.ts';

/** The bundled server over standard input and output, as in an editor. */
describe('while a person writes', () => {
  let server: SpawnedServer;
  let client: LspClient;
  let count = 0;

  beforeAll(async () => {
    server = await spawnServer(await serverBundle());
    client = server.client;
  });

  afterAll(async () => {
    expect(client.complaints).toEqual([]);
    expect(await server.stop()).toBe(0);
  });

  /** Opens a text with a cursor at `<|>`. */
  async function opened(marked: string) {
    const { text, offset } = atCursor(marked);
    const position = positionAt(text, offset);
    const uri = `untitled:writing-${++count}.hsched`;
    await client.open(uri, text);
    return { text, uri, at: { textDocument: { uri }, position } };
  }

  describe('signature help', () => {
    const helpAt = async (line: string) => {
      const { at } = await opened(`machine m { cores 1 }\ndomain d on m {\n  ${line}\n}\n`);
      const help = await client.connection.sendRequest(SignatureHelpRequest.type, at);
      const [signature] = help?.signatures ?? [];
      if (signature === undefined) return null;
      const parameter = signature.parameters?.[help?.activeParameter ?? -1];
      const [start, end] = (parameter?.label ?? [0, 0]) as [number, number];
      return {
        label: signature.label,
        active: signature.label.slice(start, end),
        meaning: parameter?.documentation,
      };
    };

    it('shows what a task may have, and what the word at the cursor means', async () => {
      const help = await helpAt('task t period 10ms wcet <|>');
      expect(help?.label).toMatch(
        /^task NAME {2}period D {2}wcet D {2}\[deadline D\] {2}\[offset D\]/,
      );
      expect(help?.active).toBe('wcet D');
      expect(help?.meaning).toContain('The longest a job executes');
    });

    it.each([
      ['task t <|>', 'period D'],
      ['task t period <|>', 'period D'],
      ['task t period 10ms wcet 1ms on <|>', '[on VCPU]'],
      ['vcpu v <|>', '[period D]'],
      ['vcpu v period 10ms budget <|>', '[budget D]'],
      ['vcpu v period 10ms budget 2ms core <|>', '[core N]'],
      ['vcpu v } scenario s on m { at 0ms start d  at 1ms set d.v <|>', '[period D]'],
      [
        'vcpu v } scenario s on m { at 0ms start d  at 1ms set d.v period 9ms when-quiet <|>',
        '[when-quiet]',
      ],
    ])('knows at `%s` that %s comes', async (line, active) =>
      expect((await helpAt(line))?.active).toBe(active),
    );

    it.each([['type <|>'], ['// task t <|>'], ['task t period 10ms wcet 1ms\n  <|>']])(
      'says nothing at `%s`',
      async (line) => expect(await helpAt(line)).toBeNull(),
    );
  });

  describe('linked editing', () => {
    const linesAt = async (marked: string): Promise<readonly number[] | null> => {
      const { at } = await opened(marked);
      const linked = await client.connection.sendRequest(LinkedEditingRangeRequest.type, at);
      return linked?.ranges.map(({ start }) => start.line).toSorted() ?? null;
    };

    it('joins a name with its uses', async () =>
      expect(
        await linesAt('machine bo<|>ard {}\ndomain d on board {}\nscenario s on board {}\n'),
      ).toEqual([0, 1, 2]));

    it('leaves names in quotes alone, and names without a use', async () => {
      expect(await linesAt('machine "bo<|>ard" {}\ndomain d on board {}\n')).toBeNull();
      expect(await linesAt('machine bo<|>ard {}\n')).toBeNull();
      expect(await linesAt('machine board { co<|>res 1 }\n')).toBeNull();
    });
  });

  describe('formatting as one types', () => {
    const typed = async (marked: string, ch: string): Promise<string> => {
      const { text, at } = await opened(marked);
      const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
        ...at,
        ch,
        options: { tabSize: 2, insertSpaces: true },
      });
      return withEdits(text, edits ?? []);
    };

    it('lays the block out that a brace closes, and nothing else', async () =>
      expect(
        await typed('machine   m {}\ndomain d on m {\ntask a period 10ms wcet 1ms\n}<|>\n', '}'),
      ).toBe('machine   m {}\ndomain d on m {\n  task a  period 10ms  wcet 1ms\n}\n'));

    it('aligns the lines above a new one, and leaves that as it is', async () =>
      expect(
        await typed(
          'machine m {}\ndomain d on m {\n  task a period 10ms wcet 1ms\n  task other period 5ms wcet 1ms\n    <|>\n}\n',
          '\n',
        ),
      ).toBe(
        'machine m {}\ndomain d on m {\n  task a      period 10ms  wcet 1ms\n  task other  period 5ms   wcet 1ms\n    \n}\n',
      ));

    it('changes nothing while the text is broken', async () => {
      const text = 'machine m {\ncores\n';
      expect(await typed(`${text}<|>`, '\n')).toBe(text);
    });
  });
});
