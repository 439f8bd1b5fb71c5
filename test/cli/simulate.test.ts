import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Interruption } from '../../cli/simulate/drive.ts';
import { ProgressBar } from '../../cli/simulate/progress-bar.ts';
import { buildCommand, hypersched } from './built-command.ts';

const board = `machine m { scheduler EDF partitioned }
domain d on m { vcpu v0 period 10ms budget 5ms core 0  task t period 20ms wcet 3ms  task u period 40ms wcet 4ms }
scenario s on m { at 10ms start d  run 90ms }
`;
const held = `machine m { scheduler EDF partitioned servers deferrable }
domain slow on m { vcpu v period 10ms budget 4500us core 0 }
domain quick on m { vcpu v period 6ms budget 3ms core 0 }
`;

const home = mkdtempSync(join(tmpdir(), 'hypersched-'));

beforeAll(buildCommand);
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('hypersched simulate', () => {
  test('reports one object of JSON', async () => {
    const { file } = written('board.hsched', board);
    const { code, out, err } = await hypersched([
      'simulate',
      file,
      '--for',
      '200ms',
      '--seed',
      '7',
      '--format',
      'json',
    ]);
    expect([code, err]).toEqual([0, '']);
    const json: unknown = JSON.parse(out);
    expect(json).toMatchObject({
      ...{ version: 1, horizon: 200_000_000, seed: 7, scenario: [] },
      tasks: [
        {
          domain: 'd',
          name: 't',
          vcpu: 'v0',
          jobs: 10,
          misses: 0,
          response: { min: 3_000_000, max: 3_000_000 },
        },
        {
          domain: 'd',
          name: 'u',
          vcpu: 'v0',
          jobs: 5,
          misses: 0,
          response: { p95: 12_000_000, p99: 12_000_000 },
        },
      ],
      vcpus: [{ domain: 'd', name: 'v0', supply: 50_000_000 }],
      cores: [{ machine: 'm', core: 0, busy: 50_000_000, overhead: 0, idle: 150_000_000 }],
    });
    expect(Object.keys(json as object).slice(0, 7)).toEqual([
      ...['version', 'horizon', 'seed', 'tasks', 'vcpus', 'cores', 'scenario'],
    ]);
  });

  test('plays a scenario for as long as it says', async () => {
    const { file } = written('board.hsched', board);
    const { out } = await hypersched(['simulate', file, '--scenario', 's', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      horizon: 90_000_000,
      scenario: [{ at: 10_000_000, action: 'start d', admitted: true, reason: '' }],
    });
  });

  test('says for people what it ran, how long and why so long', async () => {
    const { file } = written('board.hsched', board);
    const { out } = await hypersched(['simulate', file]);
    expect(out).toContain(
      'Simulated 40 ms (the hyperperiod and the largest offset), seed 1: 3 jobs, no deadline missed.',
    );
    expect(out).toMatch(/^d\.t +2 +0 +3 ms/m);
  });

  test('plays the run that a verdict tells, in which a budget comes late', async () => {
    const { file, folder } = written('held.hsched', held);
    const trace = join(folder, 'late.hstrace');
    const asked = ['simulate', file, '--late', 'slow.v'];
    const { code, out, err } = await hypersched([...asked, '--trace', trace]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('2 jobs, 1 missed.');
    // The guest of quick uses two whole budgets in the 10 ms, the second due 1 ns before their end.
    expect(out).toContain(
      'The budget of slow.v has not come by its deadline at 12.000001 ms. The run that the verdict tells begins at 2.000001 ms.',
    );
    expect((await hypersched(['simulate', trace])).out).toContain(
      'The budget of slow.v has not come',
    );
    const other = await hypersched(['simulate', file, '--late', 'quick.v']);
    expect([other.code, other.err]).toEqual([
      3,
      'error: no verdict tells a run in which the budget of quick.v comes late on its machine\nSee `hypersched --help`.\n',
    ]);
  });

  test('writes jobs and traces, and reads a trace back', async () => {
    const { file, folder } = written('board.hsched', board);
    const jobs = join(folder, 'jobs.csv');
    const trace = join(folder, 'run.hstrace');
    const perfetto = join(folder, 'run.perfetto-trace');
    const json = ['--format', 'json'];
    const first = await hypersched(['simulate', file, '--jobs', jobs, '--trace', trace, ...json]);
    expect(first.code).toBe(0);
    expect(readFileSync(jobs, 'utf8')).toBe(
      'domain,task,job,release,deadline,start,finish\nd,t,0,0,20000000,0,3000000\nd,t,1,20000000,40000000,20000000,23000000\nd,u,0,0,40000000,3000000,12000000\n',
    );
    const again = await hypersched([
      'simulate',
      trace,
      '--trace',
      perfetto,
      '--jobs',
      `${jobs}.2`,
      ...json,
    ]);
    expect(again.out).toBe(first.out);
    expect(readFileSync(`${jobs}.2`, 'utf8')).toBe(readFileSync(jobs, 'utf8'));
    const direct = join(folder, 'direct.perfetto-trace');
    await hypersched(['simulate', file, '--trace', direct]);
    expect(readFileSync(perfetto).equals(readFileSync(direct))).toBe(true);
  });

  test.each([
    ['run.hstrace', 'hstrace'],
    ['run.csv', 'machine,core,start,end,'],
    ['run.pftrace', '\n'],
    ['run', '\n'],
  ])('writes the trace in the format that the name %s says', async (name, beginning) => {
    const { file, folder } = written('board.hsched', board);
    const trace = join(folder, name);
    expect((await hypersched(['simulate', file, '--trace', trace])).code).toBe(0);
    expect(readFileSync(trace, 'latin1').slice(0, beginning.length)).toBe(beginning);
  });

  test.each([
    [['--scenario', 'x'], 'There is no scenario x. There are: s.'],
    [['--supply', 'worst-case:d.v1'], 'there is no VCPU d.v1. There are: d.v0.'],
    [['--supply', 'best-case:d.v0'], 'worst-case:DOMAIN.VCPU'],
    [['--supply', 'worst-case:d.v0', '--scenario', 's'], 'one VCPU alone'],
    [['--for', '10'], 'is invalid'],
    [['--for', '0s'], 'shows nothing'],
    [['--seed', '-1'], 'whole number from 0'],
    [['--seed', '1e3'], 'whole number from 0'],
  ])('refuses %j in words', async (args, words) => {
    const { file } = written('board.hsched', board);
    const { code, out, err } = await hypersched(['simulate', file, ...args]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain(words);
  });

  test('a text with errors is not run, nor is what is no trace, nor can a run that was be changed', async () => {
    const wrong = await hypersched([
      'simulate',
      written('wrong.hsched', 'machine m { cores 0 }').file,
    ]);
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toMatch(/wrong\.hsched:1:\d+: error:/);
    const none = written('none.hstrace', 'nothing').file;
    const trace = await hypersched(['simulate', none]);
    expect([trace.code, trace.err]).toEqual([
      2,
      `${none}: error: This is not a hypersched trace: it does not begin with "hstrace".\n`,
    ]);
    expect((await hypersched(['simulate', none, '--for', '1s'])).code).toBe(3);
  });

  test('a file that cannot be written is said', async () => {
    const { file, folder } = written('board.hsched', board);
    const { code, err } = await hypersched([
      'simulate',
      file,
      '--jobs',
      join(folder, 'no', 'jobs.csv'),
    ]);
    expect([code, err]).toEqual([
      2,
      `error: ${join(folder, 'no', 'jobs.csv')} cannot be written: there is no such file or folder\n`,
    ]);
  });
});

describe('a long run', () => {
  /** A run of ten pieces, each with a pause after it. */
  const pieces = () => {
    let now = 0;
    return {
      horizon: 10_000_000_000,
      get now() {
        return now;
      },
      runUntil: (time: number) => {
        now = Math.min(time, now + 1_000_000_000);
        return now === time;
      },
    };
  };

  test('goes on after each pause, to the end', async () => {
    const run = pieces();
    expect(await new Interruption(new EventEmitter()).drive(run)).toBeNull();
    expect(run.now).toBe(run.horizon);
  });

  test('stops at Ctrl+C, says where, and listens no more', async () => {
    const interrupts = new EventEmitter();
    const driven = new Interruption(interrupts).drive(pieces());
    interrupts.emit('SIGINT');
    expect(await driven).toBe('Stopped at 1 s of 10 s. Nothing was written.');
    expect(interrupts.listenerCount('SIGINT')).toBe(0);
  });

  test('leaves Ctrl+C to the system during the steps of a scenario, which have no pause', async () => {
    const interrupts = new EventEmitter();
    const interruption = new Interruption(interrupts);
    const listeners: number[] = [];
    const look = () => listeners.push(interrupts.listenerCount('SIGINT'));
    interruption.atOnce(look);
    look();
    const run = pieces();
    await interruption.drive({
      ...run,
      runUntil: (time) => {
        interruption.atOnce(look);
        look();
        return run.runUntil(time);
      },
    });
    expect(listeners.slice(0, 4)).toEqual([0, 0, 0, 1]);
  });
});

describe('the progress bar', () => {
  const shown = (isTTY: boolean, times: readonly number[]): readonly string[] => {
    const texts: string[] = [];
    let now = 0;
    const progress = new ProgressBar({ isTTY, write: (text) => texts.push(text) }, () => now);
    for (const time of times) {
      now = time;
      progress.show({ now: time * 1_000_000, horizon: 10_000_000_000, jobs: time * 500 });
    }
    progress.clear();
    return texts;
  };

  test('comes after a second, on a terminal, with rate and time left', () => {
    expect(shown(true, [0, 500, 999])).toEqual([]);
    expect(shown(false, [0, 500, 999, 2500, 5000])).toEqual([]);
    const [first, second, last, ...more] = shown(true, [0, 2500, 2550, 5000]);
    expect(first).toContain('25 %');
    expect(first).toContain('2.5 s of 10 s, 500,000 jobs/s, 8 s left');
    expect(second).toContain('50 %');
    expect(last).toBe('\r\u001b[K');
    expect(more).toEqual([]);
  });
});

function written(name: string, text: string): { readonly file: string; readonly folder: string } {
  const folder = mkdtempSync(join(home, 'run-'));
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, folder };
}
