import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { decide } from '../../../scheduling/decide.ts';
import { findings } from '../../../scheduling/findings/findings.ts';
import { modelOf } from '../../support/model-of.ts';

async function judged(text: string): Promise<readonly [string, readonly string[]]> {
  const analysis = analyze(await modelOf(text));
  expect(decide(analysis, { patience: 0 }).verdict).toBe(analysis.verdict);
  return [analysis.verdict, findings(analysis).map(({ severity, code }) => `${severity} ${code}`)];
}

const rt = 'domain rt on board.rt { vcpu v0 period 10ms budget 4ms }';

describe('what shares its cores by weight beside other pools', () => {
  const board = 'machine board { cores 2  scheduler credit2  pool rt { cores 1 } }';
  test('owes nothing where no task is hard: the file is proven, and the pool says what it is', async () => {
    const dom0 = `domain dom0 on board { vcpu v0  task t period 9ms wcet 1ms soft }
      domain web on board { vcpu v0  vcpu v1 }`;
    expect(await judged(`${board} ${rt} ${dom0}`)).toEqual([
      'schedulable',
      ['info credit-no-guarantee'],
    ]);
  });
  test('proves nothing of a hard task', async () => {
    const dom0 = 'domain dom0 on board { vcpu v0  task t period 9ms wcet 1ms }';
    const [verdict, found] = await judged(`${board} ${rt} ${dom0}`);
    expect([verdict, found]).toEqual(['unknown', ['warning credit-no-guarantee']]);
  });
  test('proves nothing where it is the whole machine', async () => {
    const whole = 'machine board { scheduler credit2 } domain dom0 on board { }';
    expect(await judged(whole)).toEqual(['unknown', ['warning credit-no-guarantee']]);
  });
});
