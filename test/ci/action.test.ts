import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, builtCommand } from '../cli/built-command.ts';
import { inDirectory } from '../cli/directory.ts';

beforeAll(buildCommand);

const action = readFileSync('action.yml', 'utf8');

/** The script of the step that checks. */
const script = /id: check[\s\S]*?run: \|\n((?: {8}.*\n)+)/.exec(action)?.[1] ?? '';

const defaultOf = (input: string): string =>
  new RegExp(`\\n {2}${input}:\\n(?: {4}.*\\n)*? {4}default: "(.*)"`).exec(action)?.[1] ?? '';

const good =
  'machine m {} domain d on m { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms }\n';
const bad = good.replace('wcet 1ms', 'wcet 19ms');

interface Ran {
  readonly status: number | null;
  readonly outputs: string;
  readonly shown: string;
  readonly sarif: string;
}

/** Runs the script of the step that checks, as a runner does, in a folder with files. */
async function run(files: Readonly<Record<string, string>>, inputs: object = {}): Promise<Ran> {
  let ran: Ran | undefined;
  await inDirectory({ 'github-output': '', 'findings.sarif': '', ...files }, async (cwd) => {
    const { status, stdout } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      cwd,
      encoding: 'utf8',
      env: {
        PATH: [dirname(process.execPath), process.env.PATH].join(':'),
        GITHUB_OUTPUT: join(cwd, 'github-output'),
        HYPERSCHED: builtCommand,
        FILES: defaultOf('files'),
        EXPECT: defaultOf('expect'),
        SARIF: 'findings.sarif',
        ...inputs,
      },
    });
    const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
    ran = { status, outputs: read('github-output'), shown: stdout, sarif: read('findings.sarif') };
  });
  if (ran === undefined) throw new Error('the step did not run');
  return ran;
}

describe('the GitHub Action', () => {
  test('writes the findings of all files, also in folders, and tells the exit code', async () => {
    const ran = await run({ 'good.hsched': good, 'boards/a b/bad.hsched': bad });
    expect(ran.status).toBe(0);
    expect(ran.outputs).toBe('exit-code=1\n');
    const [{ results }] = JSON.parse(ran.sarif).runs;
    const [result] = results;
    expect(result.ruleId).toBe('guest-unschedulable');
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(
      'boards/a%20b/bad.hsched',
    );
    expect(ran.shown).toContain('✓ good.hsched');
  });

  test('is content with a failure that is expected', async () => {
    const files = { 'bad.hsched': `// expect: unschedulable d\n${bad}` };
    expect((await run(files)).outputs).toBe('exit-code=1\n');
    expect((await run(files, { EXPECT: 'true' })).outputs).toBe('exit-code=0\n');
  });

  test('says that no file matches', async () => {
    const ran = await run({});
    expect(ran.status).toBe(3);
    expect(ran.shown).toContain('::error::No file matches **/*.hsched.');
  });

  test('uploads what the step wrote', () => {
    expect(action).toMatch(/ {8}SARIF: \$\{\{ inputs\.sarif-file \}\}\n/);
    expect(action).toMatch(
      /upload-sarif@v\d\n {6}with:\n {8}sarif_file: \$\{\{ inputs\.sarif-file \}\}\n/,
    );
  });
});
