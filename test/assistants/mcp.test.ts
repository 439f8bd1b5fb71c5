import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../assistants/run-command.ts';
import { inputSchema } from '../../assistants/tool.ts';
import { tools } from '../../assistants/tools.ts';
import { oldestNode } from '../../scripts/node/oldest-node.ts';
import { freshNodePrograms, nodeProgram } from '../../scripts/node-programs.ts';
import { manifest } from '../support/manifest.ts';

const paper = readFileSync('examples/paper-testbed.hsched', 'utf8');

/** `hypersched mcp --stdio`, with the official client. */
describe('the server for assistants', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypersched-mcp-'));
  const client = new Client({ name: 'test', version: '1' });

  beforeAll(async () => {
    await freshNodePrograms();
    writeFileSync(join(folder, 'board.hsched'), 'machine m { cores 1 }\n');
    writeFileSync(
      join(folder, 'guest.hsched'),
      'import "board.hsched"\ndomain d on m { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms }\n',
    );
    writeFileSync(join(folder, 'secret.txt'), 'machine m { password }\n');
    await client.connect(
      new StdioClientTransport({
        command: oldestNode(),
        args: [join(process.cwd(), nodeProgram('cli/hypersched')), 'mcp', '--stdio'],
        cwd: folder,
      }),
    );
  });

  afterAll(async () => {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function call(name: string, args: Record<string, unknown>) {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [first] = content as readonly { readonly text: string }[];
    return { text: first?.text ?? '', isError };
  }

  it('offers its tools, all of which only read', async () => {
    const { tools: offered } = await client.listTools();
    expect(offered.map(({ name }) => name)).toEqual([
      'check',
      'explain',
      'smallest_budget',
      'simulate',
      'language_reference',
    ]);
    expect(offered.map(({ annotations }) => annotations?.readOnlyHint)).toEqual(
      offered.map(() => true),
    );
  });

  it('checks a text, and tells the witness of a guest that can miss', async () => {
    const { text, isError } = await call('check', { text: paper });
    const { verdict, domains } = JSON.parse(text);
    expect(isError).toBe(false);
    expect(verdict).toBe('unschedulable');
    const guest = domains.find(({ name }: { name: string }) => name === 'guest1');
    expect(guest.vcpus[0].witness).toEqual({
      task: 'actuate',
      time: 15_000_000,
      demand: 5_050_000,
      supply: 4_600_000,
    });
  });

  it('checks a file with its imports', async () => {
    const { text } = await call('check', { file: 'guest.hsched' });
    expect(JSON.parse(text)).toMatchObject({ file: 'guest.hsched', verdict: 'schedulable' });
  });

  it('explains an element with its numbers', async () => {
    const { text } = await call('explain', { text: paper, element: 'guest1.actuate' });
    for (const part of ['15.85 ms', '4.6 ms']) expect(text).toContain(part);
  });

  it('computes the smallest budget of a VCPU', async () => {
    const { text } = await call('smallest_budget', { text: paper, vcpu: 'guest1.v0' });
    expect(JSON.parse(text).vcpus).toMatchObject([
      { vcpu: 'guest1.v0', budget: 2_300_000, minBudget: 2_513_000, verdict: 'unschedulable' },
    ]);
  });

  it('simulates a scenario, and the miss of a VCPU with the least supply', async () => {
    const run = await call('simulate', { text: paper, scenario: 'evening', duration: '1s' });
    expect(JSON.parse(run.text)).toMatchObject({ horizon: 1_000_000_000 });
    const worst = await call('simulate', { text: paper, worstCaseOf: 'guest1.v0' });
    const { tasks } = JSON.parse(worst.text);
    const actuate = tasks.find(({ name }: { name: string }) => name === 'actuate');
    expect(actuate.misses).toBeGreaterThan(0);
  });

  it.each([
    ['overview', 'A whole file'],
    ['language', '# The language'],
    ['guest-unschedulable', '# guest-unschedulable'],
    ['task/no-vcpu', '# task/no-vcpu'],
  ])('has the reference of %s', async (topic, part) => {
    expect((await call('language_reference', { topic })).text).toContain(part);
  });

  it.each([
    ['no system', 'check', {}, 'Give either'],
    ['two systems', 'check', { text: '', file: 'a.hsched' }, 'Give either'],
    ['a file that is no system', 'check', { file: 'secret.txt' }, 'ends with .hsched'],
    ['a file as an option', 'check', { file: '--watch.hsched' }, 'does not exist'],
    ['an unknown element', 'explain', { text: paper, element: 'guest9' }, 'Did you mean guest'],
    ['no element', 'explain', { text: paper }, 'element is missing'],
    ['an unknown VCPU', 'smallest_budget', { text: paper, vcpu: 'x' }, 'guest1.v0'],
    ['a length that is none', 'simulate', { text: paper, duration: 'long' }, '--for'],
    ['an unknown input', 'check', { text: paper, write: 'x' }, 'no input write'],
    ['an input of another type', 'simulate', { text: paper, seed: 'x' }, 'seed is no whole number'],
    ['a path as a topic', 'language_reference', { topic: '../../package' }, 'no topic'],
    ['an unknown tool', 'write', {}, 'no tool write'],
  ])('answers in words to %s', async (_, tool, args, part) => {
    const { text, isError } = await call(tool, args);
    expect(text).toContain(part);
    expect(isError || text.includes('file-unreadable')).toBe(true);
  });

  it('refuses a text that is too large, and goes on', async () => {
    const { isError } = await call('check', { text: ' '.repeat(limits.input + 1) });
    expect(isError).toBe(true);
    expect((await call('check', { text: 'machine m {}' })).isError).toBe(false);
  });

  it('leaves out of a long report what is proven', async () => {
    const text = readFileSync('test/workloads/editor-2000.hsched', 'utf8');
    const answer = await call('check', { text });
    expect(answer.text.length).toBeLessThanOrEqual(60_100);
    expect(answer.text).toContain('"leftOut"');
  });
});

it('the tools of the extension are the same', () => {
  const contributed = manifest().contributes.languageModelTools;
  expect(contributed).toMatchObject(
    tools.map((tool) => {
      const { type, properties, required } = inputSchema(tool);
      return {
        name: `hypersched_${tool.name}`,
        displayName: tool.title,
        modelDescription: tool.description,
        inputSchema: { type, properties, required },
      };
    }),
  );
});
