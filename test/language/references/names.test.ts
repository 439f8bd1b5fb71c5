import type { LangiumDocument } from 'langium';
import { describe, expect, test } from 'vitest';
import type { Position, TextEdit } from 'vscode-languageserver';
import { type Loaded, load, uriOf } from '../services.ts';

const files = {
  'boards.hsched': `overheads slow { switch "dom0" -> guest 1us  switch g1 -> any 1us }
machine board { cores 2  overheads slow }
`,
  'tasks.hsched': 'taskset control { task sensor period 10ms wcet 1ms }\n',
  'main.hsched': `import "boards.hsched"
import "tasks.hsched"
domain dom0 on board { type dom0 }
domain g1 on "board" {
  vcpu v0  vcpu "v 1"
  task own period 20ms wcet 1ms on "v 1"
  run control on v0
}
scenario day on board {
  at 0ms start g1, "dom0"
  at 1ms add task extra period 50ms wcet 1ms to g1.v0
  at 2ms remove task g1.extra
  at 3ms remove task g1."sensor"
  at 4ms set g1."v 1" budget 1ms
}
`,
};

/** Links all files, whatever they import. */
async function all(): Promise<Loaded> {
  const main = files['main.hsched'];
  // `switch g1` in boards.hsched needs the file that declares it.
  return load({
    ...files,
    'boards.hsched': `import "main.hsched"\n${files['boards.hsched']}`,
    'main.hsched': main,
  });
}

/** The position of the n-th occurrence (from 0) of a text, one character in. */
function at(document: LangiumDocument, text: string, n = 0): Position {
  let offset = -1;
  for (let i = 0; i <= n; i++) offset = document.textDocument.getText().indexOf(text, offset + 1);
  if (offset < 0) throw new Error(`There is no ${text}`);
  return document.textDocument.positionAt(offset + 1);
}

function applied(document: LangiumDocument, edits: readonly TextEdit[]): string {
  const { textDocument } = document;
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

/** All files after a rename at a place of main.hsched. */
async function renamed(text: string, n: number, newName: string): Promise<Record<string, string>> {
  const { services, document } = await all();
  const main = document('main.hsched');
  const edit = await services.lsp.RenameProvider?.rename(main, {
    textDocument: { uri: uriOf('main.hsched').toString() },
    position: at(main, text, n),
    newName,
  });
  return Object.fromEntries(
    Object.keys(files).map((name) => [
      name,
      applied(document(name), edit?.changes?.[uriOf(name).toString()] ?? []),
    ]),
  );
}

describe('rename', () => {
  test('a machine, in all files, quoted or not', async () => {
    const after = await renamed('board {', 0, 'rack');
    expect(after['boards.hsched']).toContain('machine rack {');
    expect(after['main.hsched']).toContain('domain dom0 on rack');
    expect(after['main.hsched']).toContain('domain g1 on rack');
    expect(after['main.hsched']).toContain('scenario day on rack');
  });

  test.each([
    ['two words', '"two words"'],
    ['window', '"window"'],
    ['"v 2"', '"v 2"'],
    ['"plain"', 'plain'],
    ['core', 'core'],
    ['vcpu-1', 'vcpu-1'],
    ['größe', '"größe"'],
  ])('to %s, written %s', async (newName, written) => {
    const after = await renamed('v 1', 0, newName);
    expect(after['main.hsched']).toContain(`vcpu v0  vcpu ${written}\n`);
    expect(after['main.hsched']).toContain(`on ${written}\n`);
    expect(after['main.hsched']).toContain(`set g1.${written} budget`);
  });

  test('a dotted member at the dot, not its domain', async () => {
    const after = await renamed('g1.v0', 0, 'vm');
    expect(after['main.hsched']).toContain('to vm.v0');
    expect(after['boards.hsched']).toContain('switch vm -> any');
    const member = await renamed('.v0', 0, 'first');
    expect(member['main.hsched']).toContain('vcpu first  vcpu "v 1"');
    expect(member['main.hsched']).toContain('run control on first');
    expect(member['main.hsched']).toContain('to g1.first');
  });

  test('a task of a task set in another file, and one that was added', async () => {
    const sensor = await renamed('"sensor"', 0, 'probe');
    expect(sensor['tasks.hsched']).toContain('task probe period');
    expect(sensor['main.hsched']).toContain('remove task g1.probe');
    const extra = await renamed('.extra', 0, 'late');
    expect(extra['main.hsched']).toContain('add task late period');
    expect(extra['main.hsched']).toContain('remove task g1.late');
  });

  test('a domain to a word that means a kind where switches are described', async () => {
    const after = await renamed('g1 on', 0, 'idle');
    expect(after['boards.hsched']).toContain('switch "idle" -> any');
    expect(after['main.hsched']).toContain('domain idle on');
  });

  test.each([
    ['g1 on', 'dom0', 'a domain named dom0'],
    ['v 1', 'v0', 'a VCPU named v0'],
    ['board {', 'board', undefined],
  ])('%s to %s, which is taken', async (text, newName, taken) => {
    if (taken === undefined) await renamed(text, 0, newName);
    else await expect(renamed(text, 0, newName)).rejects.toThrow(`There is ${taken} already.`);
  });

  test.each(['', '""', 'a"b', 'a\nb'])('not to %j', async (newName) => {
    await expect(renamed('g1 on', 0, newName)).rejects.toThrow(/at least one character/);
  });
});

describe('references and definition', () => {
  test('references of a VCPU are its members behind every dot and `on`', async () => {
    const { services, document } = await all();
    const main = document('main.hsched');
    const found = await services.lsp.ReferencesProvider?.findReferences(main, {
      textDocument: { uri: uriOf('main.hsched').toString() },
      position: at(main, 'v0  vcpu'),
      context: { includeDeclaration: true },
    });
    expect(found?.map(({ range }) => range.start.line)).toEqual([4, 6, 10]);
  });

  test.each([
    ['board {', 'boards.hsched', 2],
    ['control on', 'tasks.hsched', 0],
    ['"sensor"', 'tasks.hsched', 0],
    ['g1.extra', 'main.hsched', 3],
    ['extra\n', 'main.hsched', 10],
    ['"boards', 'boards.hsched', 0],
  ])('the definition of %j', async (text, file, line) => {
    const { services, document } = await all();
    const main = document('main.hsched');
    const [link] =
      (await services.lsp.DefinitionProvider?.getDefinition(main, {
        textDocument: { uri: uriOf('main.hsched').toString() },
        position: at(main, text),
      })) ?? [];
    expect([link?.targetUri, link?.targetSelectionRange.start.line]).toEqual([
      uriOf(file).toString(),
      line,
    ]);
  });

  test('the path of an import is a link', async () => {
    const { services, document } = await all();
    const links = await services.lsp.DocumentLinkProvider?.getDocumentLinks(
      document('main.hsched'),
      {
        textDocument: { uri: uriOf('main.hsched').toString() },
      },
    );
    expect(links?.map(({ target }) => target)).toEqual([
      uriOf('boards.hsched').toString(),
      uriOf('tasks.hsched').toString(),
    ]);
  });
});

test('the outline shows machines, domains with their VCPUs and tasks, task sets and scenarios', async () => {
  const { services, document } = await all();
  const symbols = await services.lsp.DocumentSymbolProvider?.getSymbols(document('main.hsched'), {
    textDocument: { uri: uriOf('main.hsched').toString() },
  });
  expect(
    symbols?.map(({ name, children }) => [
      name,
      children?.map((child) => `${child.name}: ${child.detail}`) ?? [],
    ]),
  ).toEqual([
    ['dom0', []],
    ['g1', ['v0: ', 'v 1: ', 'own: period 20ms wcet 1ms on "v 1"']],
    ['day', ['extra: period 50ms wcet 1ms']],
  ]);
});
