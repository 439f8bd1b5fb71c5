import { describe, expect, test } from 'vitest';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import { atCursor, load, uriOf } from '../services.ts';

const library = `
machine far { }
taskset "two words" { }
overheads measured { }
domain dom0 on far { }
`;

async function complete(marked: string): Promise<readonly CompletionItem[]> {
  const { text, offset } = atCursor(marked);
  const { services, document } = await load({ 'main.hsched': text, 'library.hsched': library });
  const main = document('main.hsched');
  const list = await services.lsp.CompletionProvider?.getCompletion(main, {
    textDocument: { uri: uriOf('main.hsched').toString() },
    position: main.textDocument.positionAt(offset),
  });
  return list?.items ?? [];
}

const machine = 'machine m { cores 4 }';
const two = `${machine} domain d on m { vcpu v0 vcpu v1 `;

const exact: readonly (readonly [string, string])[] = [
  ['machine m { cores 2 <|> }', 'clock scheduler servers resolution overheads admission'],
  ['machine m { cores 1 clock 1 GHz resolution 1us <|> }', 'scheduler servers overheads admission'],
  ['machine m { scheduler <|> }', 'EDF RM DM FP RTDS null credit ARINC653'],
  ['machine m { scheduler EDF global <|> }', 'cores clock servers resolution overheads admission'],
  [
    'machine m { scheduler ARINC653 major-frame 1ms <|> }',
    'cores clock resolution overheads admission window',
  ],
  ['machine m { scheduler credit boost <|> }', 'on off'],
  ['machine m { servers <|> }', 'periodic deferrable polling'],
  ['machine m { admission <|> }', 'in cost cores clock scheduler servers resolution overheads'],
  ['machine m { admission in <|> }', 'dom0 hypervisor'],
  ['machine m { resolution 5<|> }', '5ms 5us 5s 5ns'],
  ['machine m { clock <|> }', '1_GHz 1.5_GHz 2_GHz 3_GHz'],
  ['machine m { clock 2.66<|> }', '2.66_GHz'],
  [`${machine} domain d on m { task t soft misses <|> }`, '1% 5% 10%'],
  ['overheads o { switch any -> any 50<|> }', '50ms 50us 50s 50ns 50_cycles'],
  [`${machine} domain d on m { scheduler <|> }`, 'EDF RM DM FP FIFO RR'],
  [`${machine} domain d on m { type <|> }`, 'dom0 pv pvh hvm'],
  [`${machine} domain d on m { <|> }`, 'type scheduler kernel latency task-switch vcpu task run'],
  [`${machine} domain d on m { vcpu v0 core <|> }`, '0 1 2 3'],
  [
    `${machine} domain d on m { vcpu v0 period 5ms budget 1ms <|> }`,
    'deadline core type scheduler kernel latency task-switch vcpu task run',
  ],
  [`${two} task t period 10ms wc<|>\n task u period 1ms wcet 1ms on v0 }`, 'wcet'],
  [`${two} task t period 10ms on <|> }`, 'v0 v1'],
  [`${two} run "two words" on <|> }`, 'v0 v1'],
  ['taskset t { <|> }', 'task'],
  ['overheads o { switch <|> }', 'dom0 guest idle any dom0'],
  [`${two} } scenario s on m { at 0ms <|> }`, 'start stop add remove set migrate'],
  [`${two} } scenario s on m { at 0ms set d.<|> }`, 'v0 v1'],
  [`${two} task t period 1ms wcet 1us on v0 } scenario s on m { at 0ms remove task d.<|> }`, 't'],
  ['machine m { scheduler ARINC653 major-frame 5ms window d.<|> } domain d on m { vcpu v0 }', 'v0'],
];

describe('completion offers just what may stand there', () => {
  test.each(exact)('%s', async (text, labels) => {
    const items = await complete(text);
    const expected = labels
      .replace('kernel latency', 'kernel_latency')
      .split(' ')
      .map((label) => label.replace('_', ' '));
    expect(items.map(({ label }) => label).sort()).toEqual(expected.sort());
  });

  test.each([
    ['priority', `${machine} domain d on m { scheduler RM task t period 1ms <|> }`],
    ['on', `${machine} domain d on m { vcpu v0 task t period 1ms <|> }`],
    ['on', 'taskset s { task t period 1ms <|> }'],
    ['weight', `${machine} domain d on m { <|> }`],
    ['extratime', `${machine} domain d on m { vcpu v0 <|> }`],
    ['budget', 'machine m { scheduler null } domain d on m { vcpu v0 <|> }'],
    ['wcet', `${machine} domain d on m { task t wcet 1ms <|> }`],
    ['run', `${machine} scenario s on m { run 1s <|> }`],
  ])('not `%s` in %s', async (label, text) => {
    expect((await complete(text)).map((item) => item.label)).not.toContain(label);
  });

  test.each([
    ['priority', `${machine} domain d on m { scheduler FIFO task t period 1ms <|> }`],
    ['weight', 'machine m { scheduler credit } domain d on m { <|> }'],
    ['extratime', 'machine m { scheduler RTDS } domain d on m { vcpu v0 <|> }'],
    ['priority', 'machine m { scheduler FP } domain d on m { vcpu v0 <|> }'],
    ['run', `${machine} scenario s on m { at 0ms start x <|> }`],
    ['at', `${machine} scenario s on m { at 0ms start x run 1s <|> }`],
  ])('but `%s` in %s', async (label, text) => {
    expect((await complete(text)).map((item) => item.label)).toContain(label);
  });
});

test.each(['import <|>', 'import "<|>"'])('%s: the files that can be imported', async (text) => {
  const items = await complete(text);
  expect(items.map(({ label, textEdit }) => [label, textEdit?.newText])).toEqual([
    ['"library.hsched"', '"library.hsched"'],
  ]);
});

test('every word is offered with a line of what it means', async () => {
  const texts = ['<|>', ...exact.map(([text]) => text)];
  const items = (await Promise.all(texts.map((text) => complete(text)))).flat();
  expect(
    items.filter(({ detail }) => detail === undefined || detail === '').map(({ label }) => label),
  ).toEqual([]);
});

test('an empty file is offered a whole first one, and each declaration as a snippet', async () => {
  const labels = (await complete('<|>')).map(({ label }) => label);
  expect(labels).toEqual(
    expect.arrayContaining([
      'system',
      'machine { … }',
      'domain { … }',
      'taskset { … }',
      'scenario { … }',
      'import',
    ]),
  );
  expect((await complete(`${machine} <|>`)).map(({ label }) => label)).not.toContain('system');
});

describe('names of other files', () => {
  async function chosen(text: string, label: string): Promise<CompletionItem> {
    const item = (await complete(text)).find(
      (other) => other.label === label && other.additionalTextEdits !== undefined,
    );
    if (item === undefined) throw new Error(`${label} is not offered with an import`);
    return item;
  }

  test('bring an import to the top of a file that has none', async () => {
    const item = await chosen('machine m { overheads <|> }', 'measured');
    expect(item.additionalTextEdits).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        newText: 'import "library.hsched"\n',
      },
    ]);
  });

  test('bring it behind the last import', async () => {
    const item = await chosen('import "other.hsched"\nmachine m { overheads <|> }', 'measured');
    expect(item.additionalTextEdits?.[0]).toMatchObject({
      newText: '\nimport "library.hsched"',
      range: { start: { line: 0, character: 21 } },
    });
  });

  test('stand in quotes where they need them', async () => {
    expect((await chosen('domain d { run <|> }', 'two words')).textEdit).toMatchObject({
      newText: '"two words"',
    } satisfies Partial<TextEdit>);
    expect((await chosen('overheads o { switch <|> }', 'dom0')).textEdit).toMatchObject({
      newText: '"dom0"',
    });
  });

  test('bring nothing where they are imported already', async () => {
    const item = (await complete('import "library.hsched"\nmachine m { overheads <|> }')).find(
      ({ label }) => label === 'measured',
    );
    expect(item).toBeDefined();
    expect(item?.additionalTextEdits).toBeUndefined();
  });
});

test('a unit that stands there already is not written again', async () => {
  const items = await complete('machine m { clock 2<|> GHz }');
  expect(
    items.map(({ label, insertText, textEdit }) => [label, textEdit?.newText ?? insertText]),
  ).toEqual([['2 GHz', '2']]);
});
