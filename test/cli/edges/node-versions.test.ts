import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { oldestNode, oldestNodeVersion } from '../../../scripts/node/oldest-node.ts';
import { buildCommand, builtCommand, inOwnProcess } from '../built-command.ts';

beforeAll(buildCommand);

describe('the oldest Node that is promised', () => {
  test('is what the command is tried under', () => {
    const version = execFileSync(oldestNode(), ['--version'], { encoding: 'utf8' });
    expect(version).toBe(`v${oldestNodeVersion}\n`);
  });

  test.each(['README.md', 'CONTRIBUTING.md', 'docs/cli.md'])('stands in %s', (page) => {
    const promised = packageJson.engines.node.replace('>=', 'Node ');
    expect(readFileSync(page, 'utf8')).toContain(`${promised} or later`);
  });

  test('checks every example as the newest does', async () => {
    const args = ['check', ...globSync('examples/*.hsched').toSorted()];
    const newest = spawnSync(process.execPath, [builtCommand, ...args], { encoding: 'utf8' });
    expect(await inOwnProcess(args)).toEqual({
      code: newest.status,
      out: newest.stdout,
      err: newest.stderr,
    });
  });
});

test('an older Node is told in one line, before anything else', () => {
  const pretend = 'Object.defineProperty(process.versions, "node", { value: "18.20.4" })';
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, builtCommand];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stdout]).toEqual([3, '']);
  expect(stderr).toBe('hypersched needs Node 20.18 or later; this is Node 18.20.4.\n');
});
