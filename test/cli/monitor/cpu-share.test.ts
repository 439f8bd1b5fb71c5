import { expect, test } from 'vitest';
import { CpuShare } from '../../../cli/monitor/cpu-share.ts';
import { readXen } from '../../../formats/xen/read.ts';

const head = 'Name  ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)\n';
const had = (id: number, seconds: number) =>
  readXen([{ file: 'xl', text: `${head}rt ${id} 0 0 r-- ${seconds.toFixed(1)} all / all\n` }]);

test('the share is taken over some seconds, and known from the second poll on', () => {
  const shares = new CpuShare();
  shares.add(0, had(1, 10));
  expect(shares.of(1, 0)).toBe(null);
  shares.add(1000, had(1, 10.5));
  expect(shares.of(1, 0)).toBeCloseTo(0.5);
  for (let second = 2; second <= 20; second++) shares.add(1000 * second, had(1, 10.5));
  expect(shares.of(1, 0)).toBe(0);
});

test('a domain that starts again begins anew', () => {
  const shares = new CpuShare();
  shares.add(0, had(1, 10));
  shares.add(1000, had(1, 1));
  expect(shares.of(1, 0)).toBe(null);
  shares.add(2000, had(2, 1.5));
  expect([shares.of(1, 0), shares.of(2, 0)]).toEqual([null, null]);
});
