import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { oldestNode } from '../../../scripts/node/oldest-node.ts';
import { buildCommand, builtCommand, hypersched } from '../built-command.ts';
import { inDirectory } from '../directory.ts';
import type { Ran } from '../shared/run.ts';

beforeAll(buildCommand);

/** Limits of a shell, signals, pipes and permissions work in the way of POSIX. */
const onPosix: (name: string, body: () => void) => void =
  process.platform === 'win32' ? () => {} : describe;

const board =
  'machine m { } domain d on m { vcpu v period 5ms budget 2ms task t period 5ms wcet 1ms }\n';
/** Some 90 KB in a poor layout. */
const lines = Array.from({ length: 2000 }, (_, i) => `domain d${i} on m { }  // ${i}\n`);
const large = `machine m { }\n${lines.join('')}`;

const files = { 'a.hsched': board, 'b.hsched': 'import "a.hsched"\n', 'large.hsched': large };

/** Runs a line of a POSIX shell, where `hypersched` is the command. */
function shell(line: string, cwd: string): Promise<Ran> {
  const script = `hypersched() { "${oldestNode()}" "${builtCommand}" "$@"; }; ${line}`;
  return new Promise((ended) => {
    const child = spawn('bash', ['-c', script], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => ended({ code, out, err }));
  });
}

onPosix('a disk that is full', () => {
  // A limit of a file's size simulates a full disk: it accepts the first bytes and refuses the
  // others.
  test('format --write leaves the source as it was, and says why', async () => {
    await inDirectory(files, async (cwd) => {
      const { code, err } = await shell('ulimit -f 8; hypersched format --write large.hsched', cwd);
      expect(code).toBe(2);
      expect(err).toBe(
        'error: large.hsched cannot be written: it would be larger than is permitted\n',
      );
      expect(readFileSync(`${cwd}/large.hsched`, 'utf8')).toBe(large);
      expect(readdirSync(cwd).toSorted()).toEqual(['a.hsched', 'b.hsched', 'large.hsched']);
    });
  });

  test('simulate --jobs leaves no half file', async () => {
    await inDirectory(files, async (cwd) => {
      writeFileSync(`${cwd}/jobs.csv`, 'of yesterday');
      const line = 'ulimit -f 8; hypersched simulate a.hsched --for 60s --jobs jobs.csv';
      const { code, out } = await shell(line, cwd);
      expect([code, out]).toEqual([2, '']);
      expect(readFileSync(`${cwd}/jobs.csv`, 'utf8')).toBe('of yesterday');
      expect(readdirSync(cwd)).toHaveLength(4);
    });
  });

  test('standard output in a file is told to be cut', async () => {
    await inDirectory(files, async (cwd) => {
      const line = 'ulimit -f 8; hypersched format large.hsched > out.hsched';
      expect(await shell(line, cwd)).toEqual({
        code: 2,
        out: '',
        err: 'error: standard output cannot be written: it would be larger than is permitted\n',
      });
    });
  });
});

onPosix('standard output on a full device', () => {
  test.each(['check a.hsched', 'explain a.hsched d.v', 'simulate a.hsched', '--help'])(
    '%s says so in a line, with exit code 2',
    async (args) => {
      await inDirectory(files, async (cwd) => {
        expect(await shell(`hypersched ${args} > /dev/full`, cwd)).toEqual({
          code: 2,
          out: '',
          err: 'error: standard output cannot be written: the disk is full\n',
        });
      });
    },
  );

  test('a reader that has seen enough is no failure', async () => {
    await inDirectory(files, async (cwd) => {
      const line = 'set -o pipefail; hypersched format large.hsched | head -n 1';
      expect(await shell(line, cwd)).toEqual({ code: 0, out: 'machine m { }\n', err: '' });
    });
  });
});

describe('an output that is an input, or another output, is refused before the run', () => {
  test.each([
    [['a.hsched', '--trace', 'a.hsched'], 'error: a.hsched is a.hsched, which is read'],
    [['a.hsched', '--jobs', './a.hsched'], 'error: ./a.hsched is a.hsched, which is read'],
    [['a.hsched', '--jobs', 'link.hsched'], 'error: link.hsched is a.hsched, which is read'],
    [['a.hsched', '--jobs', 'same.hsched'], 'error: same.hsched is a.hsched, which is read'],
    [['b.hsched', '--jobs', 'sub/../a.hsched'], 'error: sub/../a.hsched is a.hsched, which is'],
    [['run.hstrace', '--trace', 'run.hstrace'], 'error: run.hstrace is run.hstrace, which is'],
    [['a.hsched', '--jobs', 'x', '--trace', 'x'], 'error: x is the same file as x'],
    [['a.hsched', '--jobs', 'x', '--trace', './sub/../x'], 'error: ./sub/../x is the same file'],
    [['a.hsched', '--jobs', 'x', '--trace', 'to-x'], 'error: to-x is the same file as x'],
  ])('simulate %j', async (args, words) => {
    await inDirectory({ ...files, 'run.hstrace': 'nothing' }, async (cwd) => {
      mkdirSync(`${cwd}/sub`);
      symlinkSync('a.hsched', `${cwd}/link.hsched`);
      linkSync(`${cwd}/a.hsched`, `${cwd}/same.hsched`);
      symlinkSync('x', `${cwd}/to-x`);
      const before = readdirSync(cwd);
      const { code, out, err } = await hypersched(['simulate', ...args], { cwd });
      expect([code, out]).toEqual([3, '']);
      expect(err).toContain(words);
      expect(readFileSync(`${cwd}/a.hsched`, 'utf8')).toBe(board);
      expect(readdirSync(cwd)).toEqual(before);
    });
  });
});

describe('where results cannot go is said before the run', () => {
  test.each([
    ['no/such/jobs.csv', 'there is no such file or folder'],
    ['a.hsched/jobs.csv', 'there is no such file or folder'],
    ['sub', 'it is a folder'],
  ])('--jobs %s', async (jobs, reason) => {
    await inDirectory(files, async (cwd) => {
      mkdirSync(`${cwd}/sub`);
      // A run of this length would take hours.
      const args = ['simulate', 'a.hsched', '--for', '100000s', '--jobs', jobs];
      const { code, out, err } = await hypersched(args, { cwd });
      expect([code, out, err]).toEqual([2, '', `error: ${jobs} cannot be written: ${reason}\n`]);
    });
  });

  test('the same file may be poured into twice where it is no file', async () => {
    await inDirectory(files, async (cwd) => {
      const args = ['simulate', 'a.hsched', '--jobs', '/dev/null', '--trace', '/dev/null'];
      expect((await hypersched(args, { cwd })).code).toBe(0);
      expect(statSync('/dev/null').isFile()).toBe(false);
    });
  });
});

onPosix('what is written takes the place of a file', () => {
  test('with its permissions, and through a link', async () => {
    await inDirectory(files, async (cwd) => {
      chmodSync(`${cwd}/large.hsched`, 0o640);
      symlinkSync('large.hsched', `${cwd}/link.hsched`);
      expect((await hypersched(['format', '--write', 'link.hsched'], { cwd })).code).toBe(0);
      expect(readlinkSync(`${cwd}/link.hsched`)).toBe('large.hsched');
      expect(readFileSync(`${cwd}/large.hsched`, 'utf8')).not.toBe(large);
      expect(statSync(`${cwd}/large.hsched`).mode & 0o777).toBe(0o640);
    });
  });

  test('a link to what is not there yet is written through', async () => {
    await inDirectory(files, async (cwd) => {
      mkdirSync(`${cwd}/sub`);
      symlinkSync('sub/jobs.csv', `${cwd}/link.csv`);
      expect((await hypersched(['simulate', 'a.hsched', '--jobs', 'link.csv'], { cwd })).code).toBe(
        0,
      );
      expect(readlinkSync(`${cwd}/link.csv`)).toBe('sub/jobs.csv');
      expect(readFileSync(`${cwd}/sub/jobs.csv`, 'utf8')).toMatch(/^domain,task,/);
    });
  });
});

onPosix('Ctrl+C', () => {
  /** Starts the command and interrupts it when `ready`. The result is its end. */
  async function interrupted(
    args: readonly string[],
    cwd: string,
    ready: () => Promise<void>,
  ): Promise<number | string | null> {
    const child = spawn(oldestNode(), [builtCommand, ...args], { cwd, stdio: 'ignore' });
    const end = new Promise<number | string | null>((resolve) => {
      child.on('exit', (code, signal) => resolve(code ?? signal));
    });
    await ready();
    child.kill('SIGINT');
    return end;
  }

  test('ends an analysis that takes long', async () => {
    // No two domains are alike: what is proven of one says nothing of another.
    const tasksOf = (domain: number) =>
      Array.from(
        { length: 400 },
        (_, i) => `task t${i} period ${1_000_003 + i * 977 + domain}ns wcet 2ns jitter ${i}ns\n`,
      );
    const domains = Array.from(
      { length: 60 },
      (_, d) => `domain d${d} on m { scheduler RM\n${tasksOf(d).join('')} }\n`,
    );
    const slow = `machine m { cores 8 }\n${domains.join('')}`;
    await inDirectory({ 'slow.hsched': slow }, async (cwd) => {
      const ended = await interrupted(['check', 'slow.hsched'], cwd, () => pause(1500));
      // A shell gives a program that a signal has ended the same code. An analysis that went on to
      // its end would give 0.
      expect([130, 'SIGINT']).toContain(ended);
    });
  });

  test('ends an export, and leaves no part of it', async () => {
    await inDirectory(files, async (cwd) => {
      writeFileSync(`${cwd}/jobs.csv`, 'of yesterday');
      const args = ['simulate', 'a.hsched', '--for', '10000s', '--jobs', 'jobs.csv'];
      const begun = async () => {
        while (!readdirSync(cwd).some((name) => name.endsWith('.tmp'))) await pause(1);
      };
      expect(await interrupted(args, cwd, begun)).toBe(130);
      expect(readFileSync(`${cwd}/jobs.csv`, 'utf8')).toBe('of yesterday');
      expect(readdirSync(cwd)).toHaveLength(4);
    });
  });
});

onPosix('what has no end', () => {
  test('is not read', async () => {
    await inDirectory({ ...files, 'c.hsched': 'import "pipe.hsched"\n' }, async (cwd) => {
      execFileSync('mkfifo', [`${cwd}/pipe.hsched`, `${cwd}/pipe.hstrace`]);
      const check = async (...args: string[]) =>
        (await hypersched(args, { cwd })).out.split('\n')[0];
      expect(await check('check', 'pipe.hsched')).toBe(
        'pipe.hsched:1:1: error: pipe.hsched is a pipe, not a file; - reads standard input [file-unreadable]',
      );
      expect(await check('check', '/dev/zero')).toContain('/dev/zero is a device, not a file');
      expect(await check('check', 'c.hsched')).toBe(
        'c.hsched:1:8: error: "pipe.hsched" is a pipe, a device or a folder: only files can be imported. [import/not-found]',
      );
      expect((await hypersched(['simulate', 'pipe.hstrace'], { cwd })).err).toContain('is a pipe');
    });
  });
});
