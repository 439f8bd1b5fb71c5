import { describe, expect, test } from 'vitest';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../../../support/as-written.ts';
import { modelOf, modelOfFile } from '../../../support/model-of.ts';

const MS = 1_000_000;

describe('shares of a recorded Xen', () => {
  test('rt1, rt2 and hog get what they got there, within one percentage point', async () => {
    const { vcpus } = simulate(completeSystem(await modelOfFile('examples/xen-trace.hsched')), {
      horizon: 2000 * MS,
    });
    const share = (domain: string): number =>
      (100 * (vcpus.find((vcpu) => vcpu.domain === domain)?.supply ?? 0)) / (2000 * MS);
    expect(Math.abs(share('rt1') - 20.6)).toBeLessThan(1);
    expect(Math.abs(share('rt2') - 30.6)).toBeLessThan(1);
    expect(Math.abs(share('hog') - 20.4)).toBeLessThan(1);
  });
});

describe('what is left open', () => {
  test('a VCPU without a budget that would do never runs, and the run says so', async () => {
    const model = await modelOf(`
      machine m { scheduler EDF partitioned }
      domain d on m { vcpu v0 period 20ms core 0  task t period 10ms wcet 9ms deadline 9ms
        task u period 10ms wcet 9ms deadline 9ms }`);
    const { notes, tasks } = simulate(completeSystem(model), { horizon: 100 * MS });
    expect(notes).toEqual([{ kind: 'no-budget', domain: 'd', vcpu: 'v0' }]);
    expect(tasks.map(({ misses }) => misses)).toEqual([10, 10]);
  });

  test('the length is the hyperperiod and the largest offset below 10 s, else 10 s', async () => {
    const length = async (tasks: string): Promise<readonly [number, string]> => {
      const { horizon, horizonChosen } = simulate(
        asWritten(await modelOf(`machine m { scheduler null } domain d on m { vcpu v0 ${tasks} }`)),
      );
      return [horizon, horizonChosen];
    };
    expect(
      await length('task t period 6ms wcet 1ms  task u period 4ms wcet 1ms offset 3ms'),
    ).toEqual([15 * MS, 'hyperperiod']);
    expect(await length('task t period 9999ms wcet 1ms offset 1ms')).toEqual([
      10_000 * MS,
      'default',
    ]);
    expect(await length('')).toEqual([10_000 * MS, 'default']);
  });
});
