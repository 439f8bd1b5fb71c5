import { expect, test } from 'vitest';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../../support/model-of.ts';
import { MS } from '../../../support/systems.ts';
import { missed, played } from './soak/faults.ts';

test('the trace tells the interfaces of a VCPU that a scenario gives others, as they come into force', async () => {
  const written = await modelOf(`machine m { cores 2  servers periodic }
    domain a on m { vcpu v0 period 10ms budget 4ms core 0 }
    domain b on m { vcpu v0 period 10ms budget 4ms core 1 }
    scenario s on m { at 5ms start a, b  at 22ms set a.v0 budget 6ms  at 41ms set a.v0 period 20ms  run 100ms }`);
  const { trace } = simulate(completeSystem(written), { scenario: 's', written });
  const a = trace?.names.vcpus.findIndex(({ domain }) => domain === 'a');
  expect(
    trace?.interfaces?.map(({ vcpu, from, period, budget, deadline }) => [
      ...[vcpu, from, period, budget, deadline].map((value, at) => (at === 0 ? value : value / MS)),
    ]),
  ).toEqual([
    [a, 5, 10, 4, 10],
    [a, 25, 10, 6, 10],
    [a, 45, 20, 6, 20],
  ]);
});

test('the budget of a Dom0 that makes the tests shrinks at a period end at which Dom0 is quiet', async () => {
  const written = await modelOf(`machine m { servers periodic  admission in dom0 cost 1ms }
    domain "dom0" on m { type dom0  vcpu v0 period 10ms budget 6ms  task t period 40ms wcet 2ms }
    scenario s on m { at 5ms start "dom0"  at 222ms set "dom0".v0 budget 5ms  run 500ms }`);
  const { trace, scenario } = simulate(completeSystem(written), { scenario: 's', written });
  expect(scenario.map(({ admitted }) => admitted)).toEqual([true, true]);
  expect(trace?.interfaces?.map(({ budget }) => budget / MS)).toEqual([6, 5]);
});

test('under fixed priorities a newcomer waits for the old period of its neighbor, though the new one takes no less', async () => {
  const written = await modelOf(`machine m { cores 1  scheduler FP partitioned  servers periodic }
    domain first on m { vcpu v0 period 7ms budget 2ms priority 1 }
    domain second on m { vcpu v0 period 2ms budget 1ms priority 1 }
    scenario s on m {
      at 0ms    start second
      at 100us  set second.v0 period 10ms budget 5ms
      at 150us  start first
      run 100ms
    }`);
  const result = played(written, 0, []);
  expect(result.scenario.map(({ admitted, inForce }) => [admitted, inForce])).toEqual([
    [true, undefined],
    [true, 2 * MS],
    [true, 2 * MS],
  ]);
  expect(missed(result, written)).toEqual([]);
});
