import { expect, test } from 'vitest';
import { planned } from './exported.ts';

const pool = (scheduler: string, core: number) =>
  `pool p${core} { cores ${core}  scheduler ${scheduler} }`;
const windows = 'ARINC653 major-frame 9ms  window b.v at 0ms for 1ms';
const b = '} domain b on board.p1 { vcpu v ';
const free = 'overheads { switch any -> any 0us }';

test.each([
  ['budgets', pool('RTDS', 1), 1],
  ['budgets of several pools', `${pool('RTDS', 1)} ${pool('RTDS', 2)}`, 1],
  ['windows', `${pool(windows, 1)} ${b}`, 1],
  ['budgets, and says that switches cost nothing', `${pool('RTDS', 1)} ${free}`, 0],
  ['cores of their own', pool('null', 1), 0],
  ['shares', '', 0],
])('a host that gives %s', async (_, rest, warnings) => {
  const { problems } = await planned(`machine board { cores 3  scheduler credit2  ${rest} }
    domain a on board { vcpu v }`);
  expect(problems.filter(({ kind }) => kind === 'free-switches')).toHaveLength(warnings);
});
