import { globSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, hypersched } from '../built-command.ts';
import { inDirectory } from '../directory.ts';

beforeAll(buildCommand);

const board = `
machine m { cores 2 scheduler EDF }
machine other { scheduler EDF }
domain a on m { vcpu v0 period 10ms core 0 task t period 20ms wcet 8ms }
domain b on m { vcpu v0 period 10ms budget 6ms core 0 }
domain c on m { vcpu v0 period 10ms budget 6ms }
scenario s on m {
  at 0ms start a
  at 1ms start b
  at 2ms start c
  at 3ms add task more period 40ms wcet 8ms to a.v0
  at 4ms migrate c to other
  at 5ms stop a
  at 6ms stop b
}
scenario fine on m { at 0ms start a }
`;

const run = async (args: readonly string[], text = board) => {
  let ran = { code: null as number | null, out: '', err: '' };
  await inDirectory({ 'board.hsched': text }, async (cwd) => {
    ran = await hypersched(['admit', 'board.hsched', ...args], { cwd });
  });
  return ran;
};

describe('admit', () => {
  test('logs each action with its outcome, why, what changes, and how full the machine is then', async () => {
    const { code, out, err } = await run(['--scenario', 's']);
    expect([code, err]).toEqual([1, '']);
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      '0 ms  admitted  start a',
      '                  a.v0 gets 6 ms in every 10 ms on core 0',
      '                  m is 30.0 % used, switches included',
      '1 ms  refused   start b',
      expect.stringMatching(/^ {18}core 0 of m would fail: core 0 is owed/),
      '2 ms  admitted  start c',
      '                  c.v0 gets 6 ms in every 10 ms on core 1',
      '                  m is 60.0 % used, switches included',
      '3 ms  admitted  add task more to a.v0',
      '                  in force at most 70 ms later: at most 10 ms to the next replenishment of a.v0, then at most 60 ms to a quiet instant of a',
      '                  a.v0 gets 6.8 ms in every 10 ms on core 0 instead of 6 ms in every 10 ms on core 0',
      '                  m is 64.0 % used, switches included',
      '4 ms  admitted  migrate c to other',
      '                  in force at most 10 ms later: at most 10 ms to the next replenishment of c.v0',
      '                  c.v0 gets 6 ms in every 10 ms on core 0 on other instead of 6 ms in every 10 ms on core 1 on m',
      '                  m is 34.0 % used, switches included',
      '                  other is 60.0 % used, switches included',
      '5 ms  admitted  stop a',
      '                  a.v0 leaves m',
      '                  m is 0.0 % used, switches included',
      '6 ms  refused   stop b',
      '                  no effect: b is not running',
      '',
      '5 of 7 actions are admitted.',
      '',
    ]);
  });

  test('tells the third core by way of which cores are exchanged', async () => {
    const full = (name: string, pool: string, budget: number, more = '') =>
      `domain ${name} on h.${pool} { vcpu v0 period 10ms budget ${budget}ms ${more} }`;
    const text = `machine h { cores 3  pool p { cores 0, 2 } pool q { cores 1 } }
      ${full('x', 'p', 4, 'core 0')} ${full('u', 'p', 6)} ${full('y', 'q', 4)} ${full('w', 'q', 6)}
      scenario s on h { at 0ms start x, u, y, w  at 7ms migrate u to h.q  at 7ms migrate w to h.p }`;
    const { code, out } = await run([], text);
    expect(code).toBe(0);
    expect(out).toContain('u.v0 goes by way of core 2 of h.p, since they would meet otherwise');
    const json = JSON.parse((await run(['--format', 'json'], text)).out);
    expect(json.steps[2].wait.via).toEqual({ domain: 'u', vcpu: 'v0', machine: 'h.p', core: 2 });
  });

  test('compares its tests in Dom0 and in the hypervisor', async () => {
    const text = `
machine m { admission in dom0 cost 200us }
domain "dom0" on m { type dom0  vcpu v0 period 5ms budget 2ms  task t period 20ms wcet 1ms }
domain h on m { type hvm  vcpu v0 period 10ms budget 2ms  task t period 50ms wcet 1ms }
scenario s on m { at 0ms start "dom0"  at 10ms start h  run 100ms }`;
    const { code, out, err } = await run(['--compare'], text);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^compared +in Dom0 +in the hypervisor$/m);
    expect(out).toMatch(/^one test takes +0\.2 ms +0\.2 ms$/m);
    expect(out).toMatch(/^refused +0 of 2 +1 of 2$/m);
    expect(out).toMatch(
      /^10 ms: start h +admitted after .* refused after 0\.2 ms: h is an hvm domain/m,
    );
    const json = JSON.parse((await run(['--compare', '--format', 'json'], text)).out);
    expect(json.placements.map(({ where }: { where: string }) => where)).toEqual([
      'dom0',
      'hypervisor',
    ]);
  });

  test.each(globSync('examples/*.hsched').toSorted())('decides %s as check does', async (file) => {
    const checked = JSON.parse((await hypersched(['check', file, '--format', 'json'])).out);
    for (const { name, steps } of checked.scenarios) {
      const args = ['admit', file, '--scenario', name, '--format', 'json'];
      const { code, out } = await hypersched(args);
      const decided = JSON.parse(out);
      expect(decided).toMatchObject({ version: 1, file, scenario: name, steps });
      const all = steps.every((step: { readonly admitted: boolean }) => step.admitted);
      expect(code).toBe(all ? 0 : 1);
    }
  });

  const exits: readonly (readonly [string, readonly string[], string, number, string])[] = [
    ['all is admitted', ['--scenario', 'fine'], board, 0, ''],
    ['something is refused', ['--scenario', 's'], board, 1, ''],
    ['the text has an error', [], 'machine m { cores }', 2, 'Expected a whole number'],
    ['there are several scenarios', [], board, 3, 'Name one with --scenario: s, fine.'],
    ['no scenario has that name', ['--scenario', 'x'], board, 3, 'There are: s, fine.'],
    ['there is no scenario', [], 'machine m {}', 3, 'board.hsched has no scenario.'],
  ];
  test.each(exits)('%s', async (_, args, text, expected, told) => {
    const { code, err } = await run(args, text);
    expect(code).toBe(expected);
    expect(err).toContain(told);
  });
});
