import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLibraryTypes } from '../../scripts/library/write-types.ts';
import { oldestNode } from '../../scripts/node/oldest-node.ts';
import { freshNodePrograms } from '../../scripts/node-programs.ts';

/** A folder inside the package, from which the package's own name leads to what is built. */
let folder = '';

beforeAll(async () => {
  await freshNodePrograms();
  await writeLibraryTypes();
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync(resolve('dist', '.embedding-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const use = `
const system = await openSystem('machine m {} domain a on m { vcpu v0 period 5ms budget 1ms }');
const answer = system.request({ kind: 'start', domains: ['a'] }, 0);
console.log(answer.kind, JSON.stringify(system.snapshot()).length > 100);
`;

function run(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return execFileSync(oldestNode(), [file], { encoding: 'utf8' });
}

describe('a program that embeds the package, under the oldest promised Node', () => {
  test('imports it', () => {
    const text = `import { openSystem } from 'hypersched';\n${use}`;
    expect(run('embed.mjs', text)).toBe('admitted true\n');
  });
  test('requires it', () => {
    const text = `const { openSystem } = require('hypersched');\n(async () => {${use}})();\n`;
    expect(run('embed.cjs', text)).toBe('admitted true\n');
  });
});

test('the first program of the page prints what the page says', () => {
  const page = readFileSync('docs/library.md', 'utf8');
  const [, program = '', printed] = /```js\n(.*?)```\n\n```text\n(.*?)```/s.exec(page) ?? [];
  expect(run('page.mjs', program)).toBe(printed);
});

describe('its types', () => {
  const typed = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023'];
    const file = join(folder, name);
    try {
      execFileSync('node_modules/.bin/tsc', ['--ignoreConfig', ...flags, '--types', '', file], {
        encoding: 'utf8',
        shell: process.platform === 'win32',
      });
      return '';
    } catch (error) {
      return String((error as { stdout?: string }).stdout);
    }
  };
  const program = `
    import { openSystem, resumeSystem, type Answer, type Request, type Snapshot } from 'hypersched';
    export async function embed(text: string, request: Request): Promise<Snapshot> {
      const system = await openSystem(text, { journal: (entry) => entry.admitted satisfies boolean });
      const answer: Answer = system.request(request, 0);
      if (answer.kind === 'refused') answer.sentence satisfies string;
      return (await resumeSystem(system.snapshot())).snapshot();
    }`;
  test.each(['embed.mts', 'embed.cts'])('serve %s', (name) => {
    expect(typed(name, program)).toBe('');
  });
  test('find a wrong request', () => {
    expect(
      typed('wrong.mts', program.replace('system.request(request', "system.request('start'")),
    ).toMatch(/error TS2345/);
  });
});
