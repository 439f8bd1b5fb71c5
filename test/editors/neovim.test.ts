import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neovim } from '../../scripts/debian/neovim.ts';
import { freshNodePrograms, nodeProgram } from '../../scripts/node-programs.ts';
import { serverBundle } from '../server/bundle.ts';

const text = `machine board { cores 1 }
domain guest on board {
  vcpu v0 period 10ms budget 2ms
  task control period   20ms wcet 5ms
}
scenario boot on board { at 0s start guest }
`;

/** `hypersched lsp` in a real Neovim, with the configuration that docs/editors.md gives. */
describe('in Neovim', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypersched-neovim-'));
  const results = new Map<string, unknown>();
  let output = '';

  beforeAll(async () => {
    await freshNodePrograms();
    await serverBundle();
    const file = (name: string): string => join(folder, name);
    mkdirSync(file('bin'));
    symlinkSync(resolve(nodeProgram('cli/hypersched')), file('bin/hypersched'));
    writeFileSync(file('board.hsched'), text);
    writeFileSync(file('init.lua'), configuration('Neovim', 'lua'));
    const { stdout, stderr } = spawnSync(
      neovim(),
      ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', resolve('test/editors/session.lua')],
      {
        cwd: folder,
        encoding: 'utf8',
        timeout: 250_000,
        env: {
          ...process.env,
          LC_ALL: 'C.UTF-8',
          XDG_STATE_HOME: folder,
          XDG_CACHE_HOME: folder,
          PATH: [file('bin'), dirname(process.execPath), process.env.PATH].join(':'),
          HYPERSCHED_CONFIGURATION: file('init.lua'),
          HYPERSCHED_FILE: file('board.hsched'),
          HYPERSCHED_RESULTS: file('results'),
        },
      },
    );
    output = stdout + stderr;
    for (const line of readFileSync(file('results'), 'utf8').trim().split('\n')) {
      const { what, value } = JSON.parse(line);
      results.set(what, value);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says what can miss, at its place', () =>
    expect(results.get('diagnostics'), output).toContainEqual({
      line: 3,
      code: 'guest-unschedulable',
      message: expect.stringContaining('control can miss its 20 ms deadline'),
    }));

  it('tells the numbers of a name', () =>
    expect(results.get('hover'), output).toContain('unschedulable'));

  it('completes a task with what it lacks', () => {
    const labels = results.get('completion');
    expect(labels, output).toContain('deadline');
    expect(labels).not.toContain('budget');
  });

  it('renames a name wherever it is used', () => {
    const lines = results.get('renamed');
    expect(lines, output).toContain('domain renamed on board {');
    expect(lines).toContain('scenario boot on board { at 0s start renamed }');
  });

  it('lays the file out', () =>
    expect(results.get('formatted'), output).toContain('  task control  period 20ms  wcet 5ms'));

  it('offers a budget that would do', () =>
    expect(results.get('actions'), output).toContainEqual(expect.stringMatching(/budget/i)));
});

/** The first code block in a language below a heading of the page on editors. */
function configuration(heading: string, language: string): string {
  const page = readFileSync('docs/editors.md', 'utf8');
  const [, section = ''] = page.split(`## ${heading}\n`);
  const [, block] = section.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``)) ?? [];
  if (block === undefined) throw new Error(`${heading} has no block of ${language}`);
  return block;
}
