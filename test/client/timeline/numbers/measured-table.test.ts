import { expect, test } from 'vitest';
import { reasonFor } from '../../../../client/timeline/numbers/measured-table.ts';
import { numbersTables } from '../../../../client/timeline/numbers/table.ts';
import { analyze } from '../../../../scheduling/analyze.ts';
import { factsOf } from '../../../../scheduling/facts/facts.ts';
import { recordedRun, t1System } from '../../../formats/xentrace/recorded-run.ts';
import { modelOf } from '../../../support/model-of.ts';

const model = await modelOf(t1System);

test('measured numbers stand beside proven ones', () => {
  const tables = numbersTables(analyze(model), recordedRun(model));
  const vcpus = tables.find(({ name }) => name === 'vcpus');
  const column = (label: string) =>
    vcpus?.rows.map((row) => row[vcpus.columns.findIndex((each) => each.label === label)]);
  expect(column('VCPU')).toEqual(['dom0.v0', 'rt1.v0', 'rt2.v0', 'hog.v0']);
  expect(column('budget in Xen')).toEqual([5e6, 2.5e6, 7e6, 10e6]);
  expect(column('period in Xen')).toEqual([10e6, 10e6, 20e6, 50e6]);
  expect(column('longest gap proven')).toEqual([10e6, 15e6, 26e6, 80e6]);
  const overruns = column('overrun');
  // A VCPU runs on for some µs.
  for (const each of overruns ?? []) expect(Number(each)).toBeLessThan(30_000);
  for (const [at, each] of (column('longest wait measured') ?? []).slice(1).entries())
    expect(Number(each)).toBeLessThanOrEqual([15e6, 26e6, 80e6][at] ?? 0);
});

test('the reason for a difference is said', () => {
  const proven = factsOf(analyze(model)).vcpu('rt1', 'v0');
  const measured = { period: 10e6, budget: 2.5e6, mostInPeriod: 2e6, overrun: 0, longestWait: 1e6 };
  expect(reasonFor(proven, measured)).toBe('');
  expect(reasonFor(proven, { ...measured, budget: 2.6e6 })).toBe('');
  expect(reasonFor(proven, { ...measured, budget: 2.4e6 })).toContain('another period or budget');
  expect(reasonFor(proven, { ...measured, longestWait: 16e6 })).toContain('waited longer');
  expect(reasonFor(proven, { ...measured, overrun: 3000 })).toContain('charges switches');
  expect(reasonFor(undefined, { ...measured, longestWait: 16e6 })).toBe('');
});
