import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverBundle } from './bundle.ts';
import { type SpawnedServer, spawnServer } from './lsp-client.ts';
import { positionAt } from './position.ts';

const testbed = readFileSync('examples/paper-testbed.hsched', 'utf8');
const task = '  task t period 10ms wcet 1ms\n';

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const next = random(7);
const inputs: Readonly<Record<string, () => string>> = {
  nothing: () => '',
  blanks: () => ' \n\t\r\n',
  'binary rubbish': () =>
    Array.from({ length: 50_000 }, () => String.fromCharCode(next() * 256)).join(''),
  'half of a surrogate pair': () => 'machine \ud800 {}\n"\udc00"',
  'ten megabytes of one line': () => `machine ${'x'.repeat(10_000_000)} {}`,
  'a megabyte of tasks': () => `taskset s {\n${task.repeat(1_000_000 / task.length)}}\n`,
  'ten megabytes of comments': () => `${'// nothing\n'.repeat(900_000)}${testbed}`,
  'ten megabytes of rubbish': () => '@'.repeat(10_000_000),
  'a hundred thousand open braces': () => 'domain a {'.repeat(100_000),
  'a hundred thousand closing braces': () => '}'.repeat(100_000),
  'an open comment': () => `${testbed}/* ${'a '.repeat(10_000)}`,
  'an open string': () => `import "${'a'.repeat(10_000)}`,
  'numbers as long as a page': () =>
    `machine m { cores ${'9'.repeat(5_000)} resolution ${'9'.repeat(5_000)}ms }`,
  'a file that imports itself': () => 'import "self.hsched"\nimport "self.hsched"\n',
  'names like those of objects': () =>
    'machine __proto__ {}\ndomain constructor on __proto__ { task toString period 10ms wcet 1ms }\n',
};

describe('the bundled server, given', () => {
  let server: SpawnedServer;

  beforeAll(async () => {
    server = await spawnServer(await serverBundle());
  });

  afterAll(async () => {
    expect(server.client.complaints).toEqual([]);
    expect(await server.stop()).toBe(0);
  });

  async function stillRight(): Promise<void> {
    const uri = 'untitled:right.hsched';
    await server.client.open(uri, testbed);
    expect(await server.client.check(uri)).toMatchObject([{ verdict: 'unschedulable' }]);
    await server.client.close(uri);
  }

  it.each(Object.keys(inputs))('%s, stays up and goes on being right', async (name) => {
    const text = inputs[name]?.() ?? '';
    const uri = 'untitled:self.hsched';
    await server.client.open(uri, text);
    const [result] = await server.client.check(uri);
    expect(result?.uri).toBe(uri);
    expect(server.client.diagnostics(uri).length).toBeLessThan(2_000);
    expect(server.client.diagnostics(uri).filter(({ code }) => code === 'internal-error')).toEqual(
      [],
    );
    await server.client.close(uri);
    await stillRight();
  });

  it('a file that takes too long to parse, refuses it in words', async () => {
    const uri = 'untitled:long.hsched';
    await server.client.open(uri, task.repeat(2_000_000 / task.length + 1));
    await server.client.check(uri);
    expect(server.client.diagnostics(uri).map(({ message }) => message)).toContain(
      'This file has 2,000,010 characters, and the editor reads at most 2,000,000: split it by `import`, or run `hypersched check`.',
    );
    await server.client.close(uri);
  });

  it('three hundred random edits one after the other, ends with the verdicts of the text that is left', async () => {
    const uri = 'untitled:edited.hsched';
    const other = 'untitled:same.hsched';
    const scraps = [
      '',
      '{',
      '}',
      '"',
      ' period ',
      '10ms',
      'task x',
      '/*',
      '.',
      'on',
      'domain d on testbed {',
      '\n',
      'é',
    ];
    let text = testbed;
    await server.client.open(uri, text);
    for (let edit = 0; edit < 300; edit++) {
      const start = Math.floor(next() * text.length);
      const end = Math.min(text.length, start + Math.floor(next() ** 3 * 40));
      const scrap = scraps[Math.floor(next() * scraps.length)] ?? '';
      const range = { start: positionAt(text, start), end: positionAt(text, end) };
      await server.client.edit(uri, range, scrap);
      text = text.slice(0, start) + scrap + text.slice(end);
      if (edit % 20 === 0) await server.client.check(uri);
      if (edit % 100 === 99) {
        await server.client.change(uri, testbed);
        text = testbed;
      }
    }
    await server.client.change(
      uri,
      text.replace('2.3ms', '2.513ms').replace('budget 2ms', 'budget 6ms'),
    );
    await server.client.open(
      other,
      text.replace('2.3ms', '2.513ms').replace('budget 2ms', 'budget 6ms'),
    );
    const [edited] = await server.client.check(uri);
    const [fresh] = await server.client.check(other);
    expect(edited?.verdict).toBe(fresh?.verdict);
    const shown = (at: string) =>
      server.client.diagnostics(at).map(({ message, range }) => [message, range]);
    expect(shown(uri)).toEqual(shown(other));
  });
});
