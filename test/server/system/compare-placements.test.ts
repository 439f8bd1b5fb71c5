import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ComparedScenario, ComparePlacements } from '../../../server/protocol.ts';
import { startInProcess } from '../in-process.ts';
import type { LspClient } from '../lsp-client.ts';

let client: LspClient;
let count = 0;

beforeAll(async () => {
  ({ client } = await startInProcess({}));
});

afterAll(() => {
  expect(client.complaints).toEqual([]);
  client.dispose();
});

async function compared(text: string, scenario?: string): Promise<string> {
  const uri = `untitled:placements-${++count}.hsched`;
  await client.open(uri, text);
  const params = { uri, ...(scenario === undefined ? {} : { scenario }) };
  const answer = await client.connection.sendRequest(ComparePlacements.type, params);
  return answer.kind === 'nothing'
    ? answer.message
    : answer.scenarios
        .map(({ title, note, tables }) =>
          [`# ${title}`, note ?? '', ...tables.map(shown)].join('\n'),
        )
        .join('\n');
}

function shown({ heads, rows }: ComparedScenario['tables'][number]): string {
  return [heads, ...rows.map(({ name, values }) => [name, ...values])]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const system = (cost: string) => `
machine m { admission in dom0 ${cost} }
domain "dom0" on m { type dom0  vcpu v0 period 5ms budget 2ms  task t period 20ms wcet 1ms }
domain a on m { vcpu v0 period 10ms budget 2ms  task t period 50ms wcet 1ms }
scenario first on m { at 0ms start "dom0"  at 10ms start a  run 100ms }
scenario second on m { at 0ms start "dom0"  run 100ms }`;

test('each scenario of the file has its tables', async () => {
  const text = await compared(system('cost 200us'));
  expect(text.match(/^# .*$/gm)).toEqual([
    '# Admission placement: first',
    '# Admission placement: second',
  ]);
  expect(text).toContain('| compared | in Dom0 | in the hypervisor |');
  expect(text).toContain('| one test takes | 0.2 ms | 0.2 ms |');
  expect(text).toMatch(/\| 10 ms: start a \| admitted after .* \| admitted after 0\.2 ms \|/);
  expect(text).not.toContain('take no time');
});

test('a lens asks for one', async () => {
  expect((await compared(system('cost 200us'), 'second')).match(/^# .*$/gm)).toHaveLength(1);
});

test('tests that take no time are said to be alike', async () => {
  expect(await compared(system(''))).toContain('The tests take no time here');
});

test('a file without a scenario is told so', async () => {
  expect(await compared('machine m {}')).toMatch(/^There is no scenario to compare/);
});
