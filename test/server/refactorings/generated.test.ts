import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  type Diagnostic,
} from 'vscode-languageserver-protocol';
import { DescribeSystem, type SystemDescription } from '../../../server/protocol.ts';
import { ordinaryFile } from '../../support/generated/ordinary-file.ts';
import { Random } from '../../support/generated/random.ts';
import { runs } from '../../support/runs.ts';
import { applied } from '../apply-edits.ts';
import { serverBundle } from '../bundle.ts';
import { type LspClient, type SpawnedServer, spawnServer } from '../lsp-client.ts';
import { positionAt } from '../position.ts';

/** The number of systems in one run. */
const SYSTEMS = runs(12);
/**
 * Systems in which an action once did harm: a budget was lowered to 0 ms; the period of a VCPU
 * without a budget was written, so that it asked for one; two VCPUs had the same finding, so that
 * one seemed to be left; one of two interfaces that were chosen together was written.
 */
const REMEMBERED = [1129, 1373, 1444, 1523];
const ERROR = 1;

/** Refactorings that keep the lowered model to the last number. */
const keepsModel = /^(?:Extract|Inline|Write \d)/;
/** It says that it has a price. */
const refusesLater = /\(a later action is refused then\)$/;
/** It keeps the tool's choices. One choice written alone may lead to others of what stays open. */
const keepsChoices = /^Write down every/;

describe('on generated systems, each action that is offered', () => {
  let server: SpawnedServer;
  let client: LspClient;
  let count = 0;

  beforeAll(async () => {
    // A verdict that is decided later would come before an action, or after it.
    const settings = { analysis: { patience: 0 } };
    server = await spawnServer(await serverBundle(), { settings });
    client = server.client;
    // The server has its settings once it has answered.
    await client.check();
  });
  afterAll(async () => {
    expect(client.complaints).toEqual([]);
    expect(await server.stop()).toBe(0);
  });

  interface Opened {
    readonly uri: string;
    readonly text: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly system: SystemDescription;
  }

  async function opened(text: string): Promise<Opened> {
    const uri = `untitled:generated-${++count}.hsched`;
    await client.open(uri, text);
    return analyzed(uri, text);
  }

  /** Another document with a text, in which the text is then replaced: what was chosen is kept. */
  async function edited(before: string, after: string): Promise<Opened> {
    const { uri } = await opened(before);
    await client.change(uri, after);
    return analyzed(uri, after);
  }

  async function analyzed(uri: string, text: string): Promise<Opened> {
    await client.check(uri);
    const system = await client.connection.sendRequest(DescribeSystem.type, { uri });
    if (system === null) throw new Error('the file has no system');
    return { uri, text, diagnostics: client.diagnostics(uri), system };
  }

  async function offered({ uri, text, diagnostics }: Opened, offset: number | null) {
    const start = positionAt(text, offset ?? 0);
    const range = { start, end: offset === null ? positionAt(text, text.length) : start };
    const context = { diagnostics: offset === null ? [...diagnostics] : [] };
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      ...{ textDocument: { uri }, range, context },
    });
    return (actions ?? []).filter((each): each is CodeAction => 'edit' in each);
  }

  it('removes its finding or keeps the model, and adds no error', async () => {
    const random = new Random(7);
    const tried = new Map<string, number>();
    for (const seed of [...Array(SYSTEMS).keys(), ...REMEMBERED]) {
      const before = await opened(ordinaryFile(seed));
      const places = Array.from({ length: 6 }, () => random.whole(0, before.text.length));
      const actions = new Map<string, CodeAction>();
      for (const place of [null, ...places])
        for (const action of await offered(before, place))
          actions.set(JSON.stringify(action.edit), action);
      for (const action of actions.values()) {
        const after = await edited(before.text, applied(before.text, before.uri, action));
        const about = `seed ${seed}: ${action.title}\n${before.text}\n→\n${after.text}`;
        const errors = newErrors(before, after).filter(
          ({ code }) => !(refusesLater.test(action.title) && code === 'scenario-refused'),
        );
        expect(errors, about).toEqual([]);
        for (const { code, message } of action.diagnostics ?? []) {
          const left = after.diagnostics.some(
            (each) => each.code === code && each.message === message,
          );
          expect(left, about).toBe(false);
        }
        if (keepsModel.test(action.title)) {
          expect(after.system.model, about).toEqual(before.system.model);
        }
        if (keepsChoices.test(action.title)) {
          expect(withoutOrigin(after.system), about).toEqual(withoutOrigin(before.system));
        }
        const [kind = ''] = action.title.split(/[ \d]/);
        tried.set(kind, (tried.get(kind) ?? 0) + 1);
        await client.close(after.uri);
      }
      await client.close(before.uri);
    }
    for (const kind of ['Extract', 'Split', 'Write', 'Set']) {
      expect(tried.get(kind) ?? 0, [...tried].join(' ')).toBeGreaterThan(0);
    }
  }, 3_600_000);
});

/** The errors of a text, which name their element by its data. */
function newErrors(before: { diagnostics: readonly Diagnostic[] }, after: typeof before) {
  const key = ({ code, data }: Diagnostic): string => JSON.stringify([code, data]);
  const errors = (all: readonly Diagnostic[]) => all.filter(({ severity }) => severity === ERROR);
  const known = new Set(errors(before.diagnostics).map(key));
  return errors(after.diagnostics).filter((each) => !known.has(key(each)));
}

/** The completed model without the notes of what the tool chose. */
function withoutOrigin({ completed }: SystemDescription): unknown {
  return JSON.parse(JSON.stringify(completed), (name, value) =>
    name === 'computed' ? undefined : value,
  );
}
