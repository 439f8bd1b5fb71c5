import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  CompletionRequest,
  DefinitionRequest,
  DiagnosticSeverity,
  DocumentSymbolRequest,
  FileChangeType,
  HoverRequest,
  LSPErrorCodes,
  type MarkupContent,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
} from 'vscode-languageserver-protocol';
import { serverBundle } from './bundle.ts';
import { type LspClient, type SpawnedServer, spawnServer } from './lsp-client.ts';
import { positionOf } from './position.ts';

const testbed = readFileSync('examples/paper-testbed.hsched', 'utf8');

/** The bundled server over standard input and output, as in an editor. */
describe('the bundled server', () => {
  let server: SpawnedServer;
  let client: LspClient;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hypersched-'));
    writeFileSync(join(folder, 'board.hsched'), 'machine board { cores 1 }\n');
    writeFileSync(
      join(folder, 'guests.hsched'),
      'import "board.hsched"\ndomain g on board { vcpu v period 10ms budget 5ms task t period 50ms wcet 5ms }\n',
    );
    server = await spawnServer(await serverBundle(), { folder: pathToFileURL(folder).href });
    client = server.client;
  });

  afterAll(async () => {
    expect(client.complaints).toEqual([]);
    expect(await server.stop()).toBe(0);
    expect(server.stderr()).toBe('');
    rmSync(folder, { recursive: true });
  });

  let count = 0;
  async function opened(text: string): Promise<string> {
    const uri = `untitled:Untitled-${++count}.hsched`;
    await client.open(uri, text);
    return uri;
  }

  async function hover(uri: string, text: string, needle: string, after = ''): Promise<string> {
    const answer = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: positionOf(text, needle, 0, after),
    });
    return (answer?.contents as MarkupContent | undefined)?.value ?? '';
  }

  it('says what can miss in the paper’s testbed, when, by how much, and what would do', async () => {
    const uri = await opened(testbed);
    const [result] = await client.check(uri);
    expect(result?.verdict).toBe('unschedulable');
    const finding = client
      .diagnostics(uri)
      .find(({ message }) => String(message).includes('actuate can miss'));
    expect(finding).toMatchObject({
      code: 'guest-unschedulable',
      severity: DiagnosticSeverity.Error,
      source: 'hypersched',
      message:
        'actuate can miss its 15 ms deadline by 0.85 ms: in a window of 15 ms guest1.v0 is sure to supply 4.6 ms, 5.05 ms are asked for. A budget of 2.513 ms would do.',
    });
    expect(finding?.range.start).toEqual(positionOf(testbed, 'budget 2.3ms'));
    const related = finding?.relatedInformation ?? [];
    expect(related.map(({ location }) => location.range.start)).toContainEqual(
      positionOf(testbed, 'actuate'),
    );
  });

  it('tells of a VCPU what it supplies and what it costs, of a task its response', async () => {
    const uri = await opened(testbed);
    // A hover waits for the verdict for half a second only, which is short on a busy machine.
    await client.check(uri);
    const vcpu = await hover(uri, testbed, 'v0', 'domain guest1');
    for (const number of ['2.535632 ms', '2.513 ms', '5.4 ms', '−0.45 ms'])
      expect(vcpu).toContain(number);
    const task = await hover(uri, testbed, 'actuate');
    for (const part of [
      '**15.85 ms** > 15 ms',
      'sbf(15 ms) = 1·2.3 ms + min(2.3 ms, 4.6 ms) = 4.6 ms',
    ])
      expect(task).toContain(part);
    expect(await hover(uri, testbed, 'testbed')).toContain('schedulable');
    expect(await hover(uri, testbed, 'start guest1')).toContain('refused');
    expect(await hover(uri, testbed, 'deferrable')).toContain('`deferrable` —');
  });

  it('offers only what may stand where one types', async () => {
    const text = 'machine m { cores 2 servers polling  }\n';
    const uri = await opened(text);
    const answer = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position: positionOf(text, ' }'),
    });
    const labels = (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(
      ({ label }) => label,
    );
    expect(labels).toContain('scheduler');
    expect(labels).not.toContain('servers');
    expect(labels).not.toContain('wcet');
  });

  it('renames a name that stands in quotes, wherever it is used', async () => {
    const text =
      'machine "big board" {}\ndomain d on "big board" {}\nscenario s on "big board" {}\n';
    const uri = await opened(text);
    const at = { textDocument: { uri }, position: positionOf(text, 'big', 1) };
    expect(await client.connection.sendRequest(PrepareRenameRequest.type, at)).not.toBeNull();
    const edit = await client.connection.sendRequest(RenameRequest.type, {
      ...at,
      newName: 'small',
    });
    expect(edit?.changes?.[uri]?.map(({ newText }) => newText)).toEqual([
      'small',
      'small',
      'small',
    ]);
    const quoted = await client.connection.sendRequest(RenameRequest.type, {
      ...at,
      newName: 'two words',
    });
    expect(quoted?.changes?.[uri]?.map(({ newText }) => newText)).toEqual(
      Array(3).fill('"two words"'),
    );
  });

  it('finds what a dotted name means, who uses it, and what a file holds', async () => {
    const uri = await opened(testbed);
    const used = positionOf(testbed, 'v0', 0, 'to guest2.');
    const at = { textDocument: { uri }, position: { ...used } };
    const definition = await client.connection.sendRequest(DefinitionRequest.type, at);
    expect(JSON.stringify(definition)).toContain(
      JSON.stringify(positionOf(testbed, 'v0', 0, 'domain guest2')).slice(1, -1),
    );
    const references = await client.connection.sendRequest(ReferencesRequest.type, {
      ...at,
      context: { includeDeclaration: true },
    });
    expect(references?.length).toBe(3);
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    });
    expect(symbols?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['testbed', 'control', 'dom0', 'guest1', 'guest2', 'evening']),
    );
  });

  it.each([HoverRequest.method, 'hypersched/check'])(
    'answers a canceled %s with the error code for it',
    async (method) => {
      const uri = await opened(readFileSync('test/workloads/editor-2000.hsched', 'utf8'));
      const source = new CancellationTokenSource();
      const params = { uri, textDocument: { uri }, position: { line: 10, character: 8 } };
      const answer = client.connection.sendRequest(method, params, source.token);
      source.cancel();
      await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
      expect(LSPErrorCodes.RequestCancelled).toBe(-32800);
      await client.check(uri);
      await client.close(uri);
    },
  );

  it('keeps every other verdict while one task is half typed', async () => {
    const half = testbed.replace(
      'task encode  period 40ms  wcet 9ms  bcet 4ms        on v1',
      'task encode  period',
    );
    expect(half).not.toBe(testbed);
    const uri = await opened(half);
    const [result] = await client.check(uri);
    expect(result?.verdict).toBe('invalid');
    const messages = client.diagnostics(uri).map(({ message }) => String(message));
    expect(
      messages.filter((message) =>
        message.includes('actuate can miss its 15 ms deadline by 0.85 ms'),
      ),
    ).not.toEqual([]);
    expect(await hover(uri, half, 'actuate')).toContain('15.85 ms');
  });

  it('checks the folder before any file is opened', async () => {
    const results = await client.check();
    const names = results.map(({ uri }) => uri.split('/').at(-1));
    expect(names).toEqual(expect.arrayContaining(['board.hsched', 'guests.hsched']));
  });

  it('puts a finding into the file where its element is written, though the edit was in another', async () => {
    const board = pathToFileURL(join(folder, 'board.hsched')).href;
    const guests = pathToFileURL(join(folder, 'guests.hsched')).href;
    const more =
      'domain more on board { vcpu w period 10ms budget 6ms task u period 100ms wcet 5ms }\n';
    const text = readFileSync(join(folder, 'guests.hsched'), 'utf8');
    await client.open(guests, text + more);
    const results = await client.check(board);
    expect(results).toMatchObject([{ uri: board, verdict: 'unschedulable' }]);
    const all = [...client.diagnostics(board), ...client.diagnostics(guests)];
    expect(
      all.some(({ code }) => code === 'core-unschedulable' || code === 'machine-unschedulable'),
    ).toBe(true);
    await client.open(board, 'machine board { cores 2 }\n');
    expect(await client.check(guests)).toMatchObject([{ verdict: 'schedulable' }]);
    expect(client.diagnostics(board)).toEqual([]);
    expect(
      client.diagnostics(guests).filter(({ severity }) => severity === DiagnosticSeverity.Error),
    ).toEqual([]);
  });

  it('follows files that appear and vanish', async () => {
    const uri = pathToFileURL(join(folder, 'late.hsched')).href;
    const user = pathToFileURL(join(folder, 'user.hsched')).href;
    await client.open(
      user,
      'import "late.hsched"\ndomain d on late { task t period 10ms wcet 1ms }\n',
    );
    expect(await client.check(user)).toMatchObject([{ verdict: 'invalid' }]);
    writeFileSync(join(folder, 'late.hsched'), 'machine late {}\n');
    await client.fileChanged(uri, FileChangeType.Created);
    expect(await client.check(user)).toMatchObject([{ verdict: 'schedulable' }]);
    rmSync(join(folder, 'late.hsched'));
    await client.fileChanged(uri, FileChangeType.Deleted);
    expect(await client.check(user)).toMatchObject([{ verdict: 'invalid' }]);
  });

  it.skipIf(process.platform === 'win32')(
    'does not wait for an import that never ends',
    async () => {
      execFileSync('mkfifo', [join(folder, 'pipe.hsched')]);
      const text = 'import "pipe.hsched"\nmachine m {}\n';
      const uri = pathToFileURL(join(folder, 'reader.hsched')).href;
      await client.open(uri, text);
      expect(await client.check(uri)).toMatchObject([{ verdict: 'invalid' }]);
      expect(await hover(uri, text, 'machine')).toContain('`machine`');
      await client.close(uri);
    },
  );

  it('says in plain words that there is no such file to check', async () => {
    await expect(client.check('file:///nowhere/at-all.hsched')).rejects.toThrow(
      'There is no hypersched file',
    );
  });

  it('ends when its editor is gone', async () => {
    const orphan = await spawnServer(await serverBundle());
    const ended = new Promise((resolve) => {
      orphan.process.once('exit', resolve);
    });
    orphan.client.dispose();
    orphan.process.stdin?.end();
    expect(await ended).toBe(1);
  });
});
