import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, hypersched } from '../built-command.ts';
import { inDirectory } from '../directory.ts';

beforeAll(buildCommand);

const board = `machine board { cores 3  scheduler credit2  overheads { switch any -> any 0us }
  pool rt { cores 1-2  scheduler RTDS } }
domain guest on board.rt { vcpu v0  period 10ms  budget 2ms  task t  period 20ms  wcet 1ms }
`;

const unproven = board.replace('wcet 1ms', 'wcet 9ms');

function inBoard(
  text: string,
  use: (run: typeof hypersched, out: string) => Promise<void>,
): Promise<void> {
  return inDirectory({ 'board.hsched': text }, (directory) =>
    use((args, options) => hypersched(args, { cwd: directory, ...options }), join(directory, 'o')),
  );
}

const exporting = ['export', 'xen', 'board.hsched', '--out', 'o'];

describe('hypersched export xen', () => {
  test('writes a file for each pool and guest, and the script, which is executable', () =>
    inBoard(board, async (run, out) => {
      const ran = await run([...exporting, '--kernel', '/boot/guest', '--memory', '64']);
      expect([ran.code, ran.err]).toEqual([0, '']);
      const names = ['deploy.sh', 'guest.xl.cfg', 'rt.xlcpupool.cfg', 'takedown.sh'];
      expect(readdirSync(out).toSorted()).toEqual(names);
      for (const name of names) expect(ran.out).toMatch(new RegExp(`^new +\\S*${name}$`, 'm'));
      expect(statSync(join(out, 'deploy.sh')).mode & 0o111).not.toBe(0);
      const guest = readFileSync(join(out, 'guest.xl.cfg'), 'utf8');
      expect(guest).toMatch(/^kernel = "\/boot\/guest"\nmemory = 64$/m);
    }));

  test('again, it keeps what a person wrote, and says what is as it was', () =>
    inBoard(board, async (run, out) => {
      await run(exporting);
      const guest = join(out, 'guest.xl.cfg');
      const own = readFileSync(guest, 'utf8').replace(/^#memory.*$/m, 'memory = 7');
      writeFileSync(guest, own);
      const ran = await run(exporting);
      expect(ran.code).toBe(0);
      expect(ran.out.match(/^unchanged/gm)).toHaveLength(4);
      expect(readFileSync(guest, 'utf8')).toBe(own);
    }));

  test('it does not write over a script that somebody changed', () =>
    inBoard(board, async (run, out) => {
      await run(exporting);
      const script = join(out, 'deploy.sh');
      writeFileSync(script, `${readFileSync(script, 'utf8')}# mine\n`);
      const ran = await run(exporting);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toMatch(/^error: .*deploy\.sh was changed/);
      expect(readFileSync(script, 'utf8')).toMatch(/# mine\n$/);
    }));

  test('a dry run writes nothing', () =>
    inBoard(board, async (run, out) => {
      const ran = await run([...exporting, '--dry-run']);
      expect(ran.code).toBe(0);
      expect(ran.out.match(/^new/gm)).toHaveLength(4);
      expect(existsSync(out)).toBe(false);
    }));

  test('what is not proven is not written, unless that is asked for', () =>
    inBoard(unproven, async (run, out) => {
      const refused = await run(exporting);
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toMatch(/^board\.hsched:3:8: error: .* \[xen\/not-proven\]$/m);
      expect(existsSync(out)).toBe(false);
      const written = await run([...exporting, '--unproven']);
      expect(written.code).toBe(0);
      expect(written.err).toMatch(/^board\.hsched:3:8: warning: .* \[xen\/not-proven\]$/m);
      expect(existsSync(join(out, 'deploy.sh'))).toBe(true);
    }));

  test('what switches cost is taken as nothing where it is not written, and that is said', () =>
    inBoard(board.replace(/ {2}overheads .*$/m, ''), async (run, out) => {
      const ran = await run(exporting);
      expect(ran.code).toBe(0);
      expect(ran.err).toMatch(/^board\.hsched:2:8: warning: board has no `overheads`.*xentrace/);
      expect(ran.err).toMatch(/\[xen\/free-switches\]\n$/);
      expect(existsSync(join(out, 'deploy.sh'))).toBe(true);
      const korean = await run(exporting, { env: { LC_ALL: 'ko_KR.UTF-8' } });
      expect(korean.err).toMatch(/warning: board.*전환/);
    }));

  test('what Xen cannot be told is an error at its line', () =>
    inBoard(board.replace('scheduler RTDS', 'scheduler EDF'), async (run, out) => {
      const ran = await run([...exporting, '--unproven']);
      expect(ran.code).toBe(2);
      expect(ran.err).toMatch(/^board\.hsched:2:24: error: .* \[xen\/scheduler\]$/m);
      expect(existsSync(out)).toBe(false);
    }));

  test('of several machines one is named', () =>
    inBoard(
      `${board}machine other { scheduler credit2 }\ndomain dom0 on other { type dom0 vcpu v0 }\n`,
      async (run) => {
        const which = await run(exporting);
        expect([which.code, which.out]).toEqual([3, '']);
        expect(which.err).toMatch(/^error: .*--machine.*board, other/);
        expect((await run([...exporting, '--machine', 'none'])).code).toBe(3);
        expect((await run([...exporting, '--machine', 'other'])).code).toBe(0);
      },
    ));

  test.each([
    ['no folder and nothing to compare with', []],
    ['a memory that is none', ['--out', 'o', '--memory', '1.5']],
  ])('%s is a wrong command line', (_, options) =>
    inBoard(board, async (run) => {
      expect((await run(['export', 'xen', 'board.hsched', ...options])).code).toBe(3);
    }),
  );

  test('a folder that cannot be made is said', () =>
    inBoard(board, async (run, out) => {
      writeFileSync(out, '');
      const ran = await run(exporting);
      expect(ran.code).toBe(2);
      expect(ran.err).toMatch(/^error: /);
    }));
});

describe('against what is there', () => {
  const outputs = `nr_cpus                : 3
Name               CPU list
Pool-0             0,1,2

Name                                        ID   Mem VCPUs	State	Time(s)         Cpupool
Domain-0                                     0   512     1     r-----      17.9          Pool-0
`;
  const comparing = ['export', 'xen', 'board.hsched', '--against'];

  test('it writes nothing, and tells the lines that change', () =>
    inBoard(board, async (run) => {
      const ran = await run([...comparing, '-'], { input: outputs });
      expect([ran.code, ran.err]).toEqual([0, '']);
      expect(ran.out).toMatch(/^--- .*\n\+\+\+ .*\n@@/);
      const changed = ran.out.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
      expect(changed).toEqual([
        '+  pool "rt" { cores 1-2  scheduler RTDS }',
        '+',
        '+domain "guest" on "board"."rt" {',
        '+  type pv',
        '+  vcpu v0  period 10ms  budget 2ms',
        '+}',
      ]);
    }));

  test('outputs may be files of a folder, and both texts may be JSON', () =>
    inDirectory(
      { 'board.hsched': board, 'saved/a.txt': outputs.slice(0, 80), 'saved/b.txt': outputs },
      async (directory) => {
        const args = [...comparing, 'saved', '--format', 'json'];
        const ran = await hypersched(args, { cwd: directory });
        const { before, after } = JSON.parse(ran.out);
        expect(before).not.toContain('"rt"');
        expect(after).toContain('pool "rt"');
      },
    ));
});

test('hypersched export dom0less tells on standard error what is to be set later', () =>
  inBoard(board, async (run) => {
    const ran = await run(['export', 'dom0less', 'board.hsched', '--cpus', 'a53_0,a53_1,a53_2']);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('cpupool-cpus = <&a53_1 &a53_2>;');
    expect(ran.err).toMatch(/control domain/);
    const few = await run(['export', 'dom0less', 'board.hsched', '--cpus', 'a,b']);
    expect([few.code, few.out]).toEqual([3, '']);
    expect((await run(['export', 'dom0less', 'board.hsched', '--cpus', 'a b'])).code).toBe(3);
  }));
