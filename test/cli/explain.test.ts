import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, hypersched } from './built-command.ts';
import { inDirectory } from './directory.ts';

beforeAll(buildCommand);

const paper = 'examples/paper-testbed.hsched';

describe('explain shows how a verdict comes about, with the numbers of the file', () => {
  test.each([
    [
      'guest1.v0',
      [
        'x = 5 ms + 5 ms − 2·2.3 ms = 5.4 ms',
        '50 µs (held up) + 1·3 ms (actuate) + 2·1 ms (sensor) = 5.05 ms',
        'sbf(15 ms) = 1·2.3 ms + min(2.3 ms, 4.6 ms) = 4.6 ms',
        'R = 15.85 ms > 15 ms',
        '2.513 ms',
        // Three starts: its own, and one for each task; dom0 in, 31.757 µs, and out to it, 46.787
        // µs.
        '2.3 ms + 3·78.544 µs = 2.535632 ms',
        '2.157088 ms (dom0.io): 2.157088 ms ≤ 5 ms − 2.535632 ms = 2.464368 ms',
      ],
    ],
    // 0.05 ms + C + 2·1 ms ≤ 4.6 ms; no period of actuate itself helps its first job.
    ['guest1.actuate', ['R = 15.85 ms > 15 ms', '2.55 ms, it has 3 ms', 'none is known to do']],
    // 0.05 ms + 3 ms + 2·C ≤ 4.6 ms; one job of sensor less where actuate ends, at 12.15 ms.
    ['guest1.sensor', ['0.775 ms, it has 1 ms', '12.15 ms, it has 10 ms']],
    ['"guest1"."actuate"', ['2.55 ms']],
    ['guest2', ['v0', 'v1', 'decode', 'encode', 'chosen by the tool']],
    ['testbed', ['2 cores, EDF partitioned, deferrable servers', 'core 0', 'guest1.v0', '72.3 %']],
    ['evening', ['200 ms', 'start guest1', 'refused']],
  ])('%s', async (element, parts) => {
    const { code, out, err } = await hypersched(['explain', paper, element]);
    expect([code, err]).toEqual([0, '']);
    for (const part of parts) expect(out).toContain(part);
  });
});

test('a refused machine is explained by the run that misses', async () => {
  const text = `machine m { cores 2 scheduler RTDS } domain a on m { vcpu v period 10ms budget 5ms }
    domain b on m { vcpu v period 12ms budget 6ms } domain c on m { vcpu v period 9ms budget 5ms }`;
  await inDirectory({ 'held.hsched': text }, async (cwd) => {
    const { out } = await hypersched(['explain', `${cwd}/held.hsched`, 'm']);
    expect(out).toContain('A run in which a.v misses');
    for (const part of [
      'a.v is replenished at 0 ms and always has work',
      'b.v is replenished at −2.000001 ms and sleeps until it asks for 0.999999 ms at 0 ms, 5 ms at 0.999999 ms',
      'a.v misses: its 10 ms deadline passes at 10 ms, and its budget has not come',
    ])
      expect(out).toContain(part);
  });
});

describe('a VCPU is also explained on its machine, by the test of that machine', () => {
  const domains = `domain a on m { vcpu v0 period 5ms budget 2ms core 0 }
    domain b on m { vcpu v0 period 8ms budget 3ms core 0 }`;
  test.each([
    ['scheduler RM servers periodic', '3 ms + 1·2 ms (a.v0) = 5 ms ≤ 8 ms'],
    // The 3 ms that a deferrable server may hold back count as jitter: ⌈(7 + 3)/5⌉ is 2 still.
    ['scheduler RM servers deferrable', '3 ms + 2·2 ms (a.v0) = 7 ms ≤ 8 ms'],
    [
      'scheduler EDF servers periodic',
      'tightest at t = 8 ms: 1·2 ms (a.v0) + 1·3 ms (b.v0) = 5 ms ≤ 8 ms',
    ],
    // In 8 ms a whole budget, and another one in the 3 ms left.
    ['scheduler EDF servers deferrable', '4 ms (a.v0): 4 ms ≤ 8 ms − 3 ms = 5 ms'],
  ])('%s', async (machine, numbers) => {
    const { code, out, err } = await hypersched(['explain', '-', 'b.v0'], {
      input: `machine m { ${machine} } ${domains}`,
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(numbers);
  });
});

describe('what cannot be explained is said plainly', () => {
  test.each([
    ['guest1.actuat', /has no element 'guest1\.actuat'\. Did you mean guest1\.actuate\?/],
    ['actuate', /Did you mean guest1\.actuate\?/],
    ['v0', /Did you mean guest1\.v0 or guest2\.v0\?/],
    ['something-else', /There are testbed, dom0, /],
  ])('%s', async (element, words) => {
    const { code, out, err } = await hypersched(['explain', paper, element]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(words);
  });

  test('a file that does not exist', async () => {
    const { code, out, err } = await hypersched(['explain', 'gone.hsched', 'x']);
    expect([code, out, err]).toEqual([2, '', 'gone.hsched: error: does not exist\n']);
  });

  test('a file with an error says so, and explains what is sound', async () => {
    const input =
      'machine m {} domain d on m { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms } taskset s { task x }';
    const { code, out, err } = await hypersched(['explain', '-', 'd.v0'], { input });
    expect(code).toBe(2);
    expect(out).toContain('Π = 5 ms');
    expect(err).toMatch(/^-:1:\d+: error: /);
  });
});
