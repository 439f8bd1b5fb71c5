import { describe, expect, test } from 'vitest';
import { nobody, uuidOf } from '../../../../formats/xen/export/frame.ts';
import { xenProblemText } from '../../../../messages/formats/xen-export/problem.ts';
import { planned } from './exported.ts';

const board = (windows: string, cores = '1', more = '') => `
machine board { cores 4  scheduler credit2  overheads { switch any -> any 0us }
  pool rt { cores ${cores}  scheduler ARINC653 major-frame 20ms  ${windows} } ${more} }
domain a on board.rt { vcpu v }
domain b on board.rt { vcpu v }`;

const windowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `window a.v at ${2 * index}us for 1us`).join(' ');

test('gaps become entries of nobody, idle time at the end none', async () => {
  const { plan, problems } = await planned(
    board('window b.v at 10ms for 2ms  window a.v at 1ms for 5ms  window a.v at 6ms for 1ms'),
  );
  expect(problems).toEqual([]);
  const [a, b] = ['a', 'b'].map((name) => uuidOf('board', { name, type: 'pv' }));
  expect(plan.pools.find(({ name }) => name === 'rt')?.frame).toEqual({
    majorFrame: 20_000_000,
    entries: [
      { uuid: nobody, runtime: 1_000_000 },
      { uuid: a, runtime: 6_000_000 },
      { uuid: nobody, runtime: 3_000_000 },
      { uuid: b, runtime: 2_000_000 },
    ],
  });
});

test('UUIDs differ by host and name, and stay', () => {
  const uuids = ['x y', 'x z', 'xy z'].map((name) => {
    const [host = '', domain = ''] = name.split(' ');
    return uuidOf(host, { name: domain, type: 'pv' });
  });
  expect(new Set(uuids).size).toBe(3);
  expect(uuidOf('board', { name: 'a', type: 'pv' })).toMatchInlineSnapshot(
    `"46356250-7fb8-8e95-88c3-4ad60ca2271f"`,
  );
  for (const uuid of uuids) expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-/);
});

describe('Xen cannot be told', () => {
  test.each([
    ['more than one core', board('window a.v at 0ms for 1ms', '1-2'), /one core/],
    ['more than 64 entries', board(windowsOf(33)), /at most.*65/],
    ['plans', board('window a.v at 0ms for 1ms  plan x { window b.v at 0ms for 1ms }'), /plans/],
    [
      'domains of two VCPUs',
      board('window a.v at 0ms for 1ms').replace('{ vcpu v }', '{ vcpu v vcpu w }'),
      /one VCPU/,
    ],
    [
      'a second pool',
      `${board('window a.v at 0ms for 1ms', '1', 'pool rs { cores 2  scheduler ARINC653 major-frame 9ms  window c.v at 0ms for 1ms }')}
      domain c on board.rs { vcpu v }`,
      /second/,
    ],
    [
      'Dom0 without a window',
      `machine m { scheduler ARINC653 major-frame 9ms  window c.v at 0ms for 1ms }
      domain c on m { vcpu v }
      domain d on m { type dom0  vcpu v }`,
      /never run again/,
    ],
  ])('%s', async (_, text, why) => {
    const { problems } = await planned(text);
    const told = problems.filter(({ kind }) => kind === 'frame').map(xenProblemText);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(why);
  });

  test('but 64 entries', async () => {
    const { problems } = await planned(board(`${windowsOf(32)} window b.v at 63us for 1us`));
    expect(problems).toEqual([]);
  });
});
