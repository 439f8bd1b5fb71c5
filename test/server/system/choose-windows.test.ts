import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChooseWindows } from '../../../server/protocol.ts';
import { withEdits } from '../apply-edits.ts';
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

/** The text after the command, or what the person is told. */
async function chosen(text: string): Promise<string> {
  const uri = `untitled:windows-${++count}.hsched`;
  await client.open(uri, text);
  const answer = await client.connection.sendRequest(ChooseWindows.type, { uri });
  if (answer.kind === 'nothing') return answer.message;
  return withEdits(text, answer.edit.changes?.[uri] ?? []);
}

const guests = `domain plc on board { vcpu v0  task loop    period 10ms  wcet 2ms }
domain hmi on board { vcpu v0  task render  period 20ms  wcet 4ms }
`;

test('written windows give way to chosen ones, in the order of their starts', async () => {
  const before = `machine board {
  scheduler ARINC653 major-frame 10ms
  // The old plan.
  window hmi.v0 at 0ms for 3ms
  window plc.v0 at 4ms for 2ms
  window hmi.v0 at 6ms for 3ms  // too much
}
${guests}`;
  expect(await chosen(before)).toBe(`machine board {
  scheduler ARINC653 major-frame 10ms
  // The old plan.
  window plc.v0 at 0ms for 2ms
  window hmi.v0 at 2ms for 2ms
    // too much
}
${guests}`);
});

test('a frame that is left out is written with them', async () => {
  const before = `machine board {
  scheduler ARINC653
  window plc.v0
  window hmi.v0
}
${guests}`;
  expect(await chosen(before)).toBe(`machine board {
  scheduler ARINC653 major-frame 10ms
  window plc.v0 at 0ms for 2ms
  window hmi.v0 at 2ms for 2ms
}
${guests}`);
});

test('a VCPU without tasks keeps its windows, for nobody knows what it needs', async () => {
  const before = `machine board {
  scheduler ARINC653 major-frame 10ms
  window plc.v0 at 5ms for 5ms
  window spare.v0 at 0ms for 4ms
}
domain spare on board { vcpu v0 }
${guests}`;
  expect(await chosen(before)).toContain(`  window plc.v0 at 4ms for 2ms
  window hmi.v0 at 6ms for 2ms
  window spare.v0 at 0ms for 4ms
`);
});

test('the windows of a plan stay as they are', async () => {
  const plan = `  plan night { window plc.v0  window hmi.v0 at 5ms for 5ms }
}
${guests}`;
  const before = `machine board {
  scheduler ARINC653 major-frame 10ms
  window plc.v0 at 5ms for 5ms
  window hmi.v0 at 0ms for 4ms
${plan}`;
  expect(await chosen(before)).toBe(`machine board {
  scheduler ARINC653 major-frame 10ms
  window plc.v0 at 0ms for 2ms
  window hmi.v0 at 2ms for 2ms
${plan}`);
});

test('a machine without any window gets them behind its scheduler', async () => {
  expect(await chosen(`machine board { scheduler ARINC653 major-frame 10ms }\n${guests}`)).toBe(
    `machine board { scheduler ARINC653 major-frame 10ms
                window plc.v0 at 0ms for 2ms
                window hmi.v0 at 2ms for 2ms }
${guests}`,
  );
});

test('nothing is written where no plan exists', async () => {
  const before = `machine board {
  scheduler ARINC653 major-frame 10ms
  window plc.v0 at 0ms for 5ms
  window hmi.v0 at 5ms for 5ms
}
domain plc on board { vcpu v0  task loop    period 10ms  wcet 6ms }
domain hmi on board { vcpu v0  task render  period 20ms  wcet 10ms }
`;
  expect(await chosen(before)).toMatch(/^No plan of windows can serve board /);
});

test('nothing is written in a file without such machines', async () => {
  expect(await chosen('machine m { }')).toMatch(/^No machine of this file/);
});
