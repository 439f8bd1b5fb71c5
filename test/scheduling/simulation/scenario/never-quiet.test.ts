import { expect, test } from 'vitest';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../../support/model-of.ts';

/**
 * `a` and `b` keep one of the two cores busy at each instant, and the old and the new interface of
 * `c` do not pass together, so the change of `c` finds no quiet instant in ten of its periods.
 */
const steps = async (atOnce: readonly string[]) => {
  const written = await modelOf(`
    machine m { cores 2  scheduler RM global  servers periodic }
    domain a on m { vcpu v0 period 10ms budget 6.5ms  task t period 10ms wcet 10ms soft }
    domain b on m { vcpu v0 period 10ms budget 6.5ms  task t period 10ms wcet 10ms soft }
    domain c on m { vcpu v0 period 40ms budget 6ms  task t period 300ms wcet 1ms }
    domain d on m { vcpu v0 period 100ms budget 100us  task t period 1s wcet 10us }
    domain e on m { vcpu v0 period 100ms budget 100us  task t period 1s wcet 10us }
    scenario s on m {
      at 0ms start a, c, e  at 5ms start b
      ${atOnce.map((action) => `at 33ms ${action}`).join('\n')}
      run 2s
    }`);
  const { scenario, vcpus } = simulate(completeSystem(written), { scenario: 's', written });
  const told = scenario.slice(2).map(({ admitted, reason, inForce }) => {
    if (!admitted) return reason?.kind;
    return inForce === null ? 'waits' : 'in force';
  });
  const supplied = (name: string) => vcpus.find(({ domain }) => domain === name)?.supply ?? 0;
  return { told, supplied };
};

const change = 'set c.v0 period 41ms budget 6ms';

test('a new period waits on with leave, where its guest is never quiet', async () => {
  const written = await modelOf(`
    machine m { servers periodic }
    domain d on m { vcpu v0 period 10ms budget 4ms core 0
      task x period 20ms wcet 4ms deadline 16ms priority 2  task z period 5ms wcet 5ms soft priority 1 }
    domain n on m { vcpu v0 period 2ms budget 1ms core 0 }
    scenario s on m {
      at 0ms start d  at 5ms set d.v0 period 3ms budget 1ms when-quiet
      at 6ms start n  at 7ms set d.v0 budget 1.1ms  run 2s
    }`);
  const { scenario, tasks } = simulate(completeSystem(written), { scenario: 's', written });
  expect(scenario.map(({ admitted, inForce }) => [admitted, inForce])).toEqual([
    [true, undefined],
    [true, null],
    [true, undefined],
    [true, null],
  ]);
  expect(tasks.map(({ name, misses }) => name === 'z' || misses === 0)).not.toContain(false);
});

test('a change that finds its pool never quiet is refused', async () => {
  expect((await steps([change])).told).toEqual(['never-quiet']);
});

test('what was admitted with it as one, and has come, stays: the change waits on', async () => {
  const { told, supplied } = await steps(['start d', change]);
  expect(told).toEqual(['in force', 'waits']);
  expect(supplied('d')).toBeGreaterThan(0);
});

test('what was admitted with it as one, and has left, stays away: the change waits on', async () => {
  const { told, supplied } = await steps([change, 'stop e']);
  expect(told).toEqual(['waits', 'in force']);
  expect(supplied('e')).toBeLessThanOrEqual(100_000);
});
