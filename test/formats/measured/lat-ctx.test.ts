import { expect, test } from 'vitest';
import { readLatCtx } from '../../../formats/measured/lat-ctx.ts';

test('each line below a size is a number of processes and a cost', () => {
  const text = '"size=0k ovr=1.02\n2 3.51\n4 4.007\n\n"size=16k ovr=2.15\n2 5.9\nsomething else\n';
  expect(readLatCtx(text)).toEqual([
    { size: 0, processes: 2, cost: 3_510 },
    { size: 0, processes: 4, cost: 4_007 },
    { size: 16, processes: 2, cost: 5_900 },
  ]);
});

test('a cost is never rounded down', () => {
  expect(readLatCtx('2 1.00001')).toEqual([{ size: 0, processes: 2, cost: 1_001 }]);
});
