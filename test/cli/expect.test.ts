import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, hypersched } from './built-command.ts';
import { inDirectory } from './directory.ts';

beforeAll(buildCommand);

/** Guest `d` supplies 1 ms every 5 ms: `t` needs more, `u` is soft and needs more, `v` does not. */
const system = `machine m { cores 1 }
domain d on m {
  vcpu v0 period 5ms budget 1ms
  task t period 5ms wcet 4ms
  task u period 100ms wcet 90ms soft
}
domain e on m { vcpu v0 period 5ms budget 3ms task v period 20ms wcet 1ms }
scenario s on m { at 0s start e }
`;

const check = async (text: string, ...args: readonly string[]) => {
  let ran = { code: null as number | null, out: '', err: '' };
  await inDirectory({ 'a.hsched': text }, async (cwd) => {
    ran = await hypersched(['check', '--expect', ...args, 'a.hsched'], { cwd });
  });
  return ran;
};

describe('check --expect', () => {
  test.each([
    ['the file', 'unschedulable'],
    ['a machine', 'schedulable m'],
    ['a domain', 'unschedulable d'],
    ['another domain', 'schedulable e'],
    ['a VCPU', 'unschedulable d.v0'],
    ['a task', 'unschedulable d.t'],
    ['a soft task', 'soft d.u'],
    ['a task that is proven', 'schedulable e.v'],
    ['a name in quotes', 'schedulable "e"."v"'],
    ['a scenario', 'admitted s'],
  ])('is content where %s is as expected', async (_, expectation) => {
    const { code, out } = await check(`${system}// expect: ${expectation}\n`);
    expect(out).toMatch(/^✗ a\.hsched {2}not schedulable\n {2}✓ /);
    expect(code).toBe(0);
  });

  test.each([
    ['schedulable', 'The file is unschedulable, not schedulable as expected.'],
    ['schedulable d.t', 'd.t is unschedulable, not schedulable as expected.'],
    ['unschedulable d.u', 'd.u is soft, not unschedulable as expected.'],
    ['refused s', 's is admitted, not refused as expected.'],
    ['schedulable f', "The file has no element 'f'."],
    ['schedulable v', "The file has no element 'v'. Did you mean e.v?"],
    ['schedulible e', "'schedulible' is no verdict."],
    ['', 'An expectation names a verdict:'],
  ])('says at `expect: %s`: %s', async (expectation, sentence) => {
    const { code, out } = await check(`${system}// expect: ${expectation}\n`);
    const [line = ''] = out.split('\n');
    expect(line.startsWith(`a.hsched:9:1: error: ${sentence}`), out).toBe(true);
    expect(line).toMatch(/\[expectation-unmet\]$/);
    expect(code).toBe(1);
  });

  test('reports the expectations alone', async () => {
    const { out } = await check(`${system}// expect: unschedulable d\n`);
    expect(out).not.toContain('guest-unschedulable');
  });

  test('takes a file without expectations as ever', async () => {
    const { code, out } = await check(system);
    expect(out).toContain('guest-unschedulable');
    expect(code).toBe(1);
  });

  test('finds no expectation in a string or in another comment', async () => {
    const others =
      '/* // expect: schedulable */\nmachine "// expect: schedulable" {}\n// expects: m\n';
    const text = `${system}${others}`;
    expect((await check(text)).out).toContain('guest-unschedulable');
  });

  test('stops at an error of the text, unless it is expected', async () => {
    const broken = 'machine m { cores }\n// expect: unknown\n';
    expect((await check(broken)).code).toBe(2);
    expect(await check(broken.replace('unknown', 'invalid'))).toMatchObject({ code: 0 });
  });

  test('tells the same in JSON', async () => {
    const text = `${system}// expect: unschedulable d\n// expect: unschedulable e\n`;
    const { code, out } = await check(text, '--format', 'json');
    const { expectations, diagnostics } = JSON.parse(out);
    expect(expectations).toEqual([
      { line: 9, expected: 'unschedulable', element: 'd', found: 'unschedulable', met: true },
      { line: 10, expected: 'unschedulable', element: 'e', found: 'schedulable', met: false },
    ]);
    expect(diagnostics.map((each: { code: string }) => each.code)).toEqual(['expectation-unmet']);
    expect(code).toBe(1);
  });
});
