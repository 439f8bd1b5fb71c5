import { expect, test } from 'vitest';
import { readTscStamps, writeOverheads } from '../../../formats/measured/tsc-stamps.ts';

/** The rows of table 2 of *Design of Soft Real-time Xen Hypervisor* (Hur, Kim & Ko). */
const table2 = `Name	TSC
Dom0	164395756624373
Guest1	164395756708583
Guest1	164395756933260
Dom0	164395757059215
Dom0	164395757131583
Guest1	164395757213160
Guest1	164395757321025
Dom0	164395757439893
Dom0	164395757509373
Guest1	164395757590830
Guest1	164395757695958
Dom0	164395757820248
`;

test('the paper’s own rows give its direction’s means and worst costs', () => {
  const { switches, skipped } = readTscStamps(table2);
  expect(skipped).toEqual([]);
  expect(switches).toEqual([
    // 84210, 81577 and 81457 cycles
    { from: 'dom0', to: 'guest', count: 3, sum: 247_244, worst: 84_210 },
    // 125955, 118868 and 124290 cycles
    { from: 'guest', to: 'dom0', count: 3, sum: 369_113, worst: 125_955 },
  ]);
  expect(writeOverheads(switches, 'core-i7-920', 2.66)).toBe(
    [
      'overheads core-i7-920 {',
      '  switch dom0 -> guest  84210 cycles  // mean 82414.67 = 30.98 us, 3 measured',
      '  switch guest -> dom0  125955 cycles  // mean 123037.67 = 46.25 us, 3 measured',
      '}',
      '',
    ].join('\n'),
  );
});

test('a damaged row is skipped, and nothing is concluded from a stamp that goes back', () => {
  const damaged =
    'Dom0 100\nGuest1 x\nGuest1 90\nDom0 150\n\u0000\nGuest1 99999999999999999999999\n';
  expect(readTscStamps(damaged)).toEqual({
    switches: [{ from: 'guest', to: 'dom0', count: 1, sum: 60, worst: 60 }],
    skipped: [2, 5, 6],
  });
});
