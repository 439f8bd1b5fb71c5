import { type ChildProcess, spawn } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { watchMarks } from '../../cli/check/watch.ts';
import { oldestNode } from '../../scripts/node/oldest-node.ts';
import { manifest } from '../support/manifest.ts';
import { buildCommand, builtCommand, inOwnProcess } from './built-command.ts';
import { inDirectory } from './directory.ts';

beforeAll(buildCommand);

const good =
  'import "board.hsched"\ndomain d on m { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms }\n';
const bad = good.replace('budget 3ms', 'budget 1ms').replace('wcet 1ms', 'wcet 9ms');
const files = { 'a.hsched': good, 'board.hsched': 'machine m {}\n' };

/** The reports of a running `check --watch`, one after the other. */
class Reports {
  readonly #child: ChildProcess;
  #text = '';
  #more: () => void = () => {};

  constructor(cwd: string, args: readonly string[]) {
    this.#child = spawn(oldestNode(), [builtCommand, 'check', '--watch', ...args], { cwd });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString();
      this.#more();
    });
  }

  /**
   * The next report that says so; others may come before it, for a change may be seen in several
   * steps.
   */
  async until(words: string): Promise<string> {
    for (;;) {
      const report = await this.next();
      if (report.includes(words)) return report;
    }
  }

  async next(): Promise<string> {
    for (;;) {
      const end = this.#text.indexOf(`${watchMarks.end}\n`);
      if (end >= 0) {
        const report = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + watchMarks.end.length + 1);
        return report;
      }
      await new Promise<void>((resolve) => {
        this.#more = resolve;
      });
    }
  }

  stop(): Promise<string | null> {
    return new Promise((ended) => {
      this.#child.on('exit', (_, signal) => ended(signal));
      this.#child.kill('SIGINT');
    });
  }
}

describe('check --watch', () => {
  test('reports again when a file or an import changes, is replaced, goes or comes', async () => {
    await inDirectory(files, async (cwd) => {
      const reports = new Reports(cwd, ['a.hsched']);
      await reports.until('✓ a.hsched');
      writeFileSync(join(cwd, 'a.hsched'), bad);
      await reports.until('guest-unschedulable');
      writeFileSync(join(cwd, 'new'), good);
      renameSync(join(cwd, 'new'), join(cwd, 'a.hsched'));
      await reports.until('✓ a.hsched');
      renameSync(join(cwd, 'board.hsched'), join(cwd, 'away'));
      await reports.until('import/not-found');
      renameSync(join(cwd, 'away'), join(cwd, 'board.hsched'));
      await reports.until('✓ a.hsched');
      expect(await reports.stop()).toBe('SIGINT');
    });
  });

  test('begins each report with the line that the problem matcher knows', async () => {
    const matcher = manifest().contributes.problemMatchers.find(
      ({ name }: { name: string }) => name === 'hypersched-watch',
    );
    const { beginsPattern, endsPattern } = matcher.background;
    expect(watchMarks.begin).toMatch(new RegExp(beginsPattern));
    expect(watchMarks.end).toMatch(new RegExp(endsPattern));
    await inDirectory(files, async (cwd) => {
      const reports = new Reports(cwd, ['a.hsched']);
      expect((await reports.next()).startsWith(`${watchMarks.begin}\n`)).toBe(true);
      await reports.stop();
    });
  });

  test('does not wait for standard input', async () => {
    expect(await inOwnProcess(['check', '--watch', '-'])).toMatchObject({ code: 3 });
  });
});
