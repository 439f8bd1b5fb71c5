import { expect, test } from 'vitest';
import { allSteps } from '../../../../scheduling/arithmetic/all-steps.ts';
import {
  comparingPlacements,
  type PlacementComparison,
} from '../../../../scheduling/simulation/placement/compare-placements.ts';
import { modelOf } from '../../../support/model-of.ts';
import { MS, US } from '../../../support/systems.ts';

const text = `
  machine edge { cores 2  resolution 100us  admission in dom0 cost 250us }
  domain "dom0" on edge { type dom0  vcpu v0 period 4ms core 0  task backend period 20ms wcet 1ms }
  domain plant on edge { vcpu v0 period 5ms core 0  vcpu v1 period 5ms core 0
    task a period 20ms wcet 2ms on v0 }
  domain win on edge { type hvm  vcpu v0 period 10ms budget 3ms core 1  task b period 50ms wcet 5ms }
  domain guest on edge { vcpu v0 period 10ms budget 8ms core 1  task c period 50ms wcet 5ms }
  scenario busy on edge {
    at 0ms   start "dom0"
    at 50ms  start plant
    at 51ms  start win
    at 100ms start guest
    at 150ms stop guest
    run 300ms
  }`;

async function compared(): Promise<PlacementComparison> {
  return allSteps(comparingPlacements(await modelOf(text), 'busy'));
}

test('the test in Dom0 waits for Dom0’s own supply, that in the hypervisor for nothing', async () => {
  const { reports, horizon } = await compared();
  expect(horizon).toBe(300 * MS);
  const [inDom0, inHypervisor] = reports;
  expect(inHypervisor?.actions[1]?.delay).toBe(250 * US);
  expect(inDom0?.actions[1]?.delay).toBeGreaterThan(250 * US);
  // The second test in Dom0 comes no sooner than Dom0 is proven to bear it.
  expect(inDom0?.actions[2]?.delay).toBeGreaterThan((inDom0?.distance ?? 0) / 2);
  expect(inDom0?.delay?.most).toBeGreaterThan(inHypervisor?.delay?.most ?? Infinity);
});

test('a guest without hypercalls is refused in the hypervisor, which leaves room for another', async () => {
  const { reports } = await compared();
  expect(reports.map(({ actions }) => actions.map(({ admitted }) => admitted))).toEqual([
    [true, true, true, false, false],
    [true, true, false, true, true],
  ]);
  expect(reports[1]?.actions[2]?.reason).toMatchObject({ kind: 'barred', domain: 'win' });
});

test('the cost of all tests is the time that they ran', async () => {
  const { reports } = await compared();
  // Nobody tests Dom0's own start where Dom0 tests; a stop needs no test.
  expect(reports.map(({ overhead }) => overhead / 250 / US)).toEqual([3, 4]);
  expect(reports[0]?.share).toBeCloseTo((3 * 0.25) / 600, 10);
  expect(reports.every(({ misses }) => misses === 0)).toBe(true);
});

test('the interface state is that of the guests that run at once', async () => {
  const { reports } = await compared();
  // Two words a guest, and eight a VCPU.
  expect(reports.map(({ memory }) => memory)).toEqual([80 + 144 + 80, 80 + 144 + 80]);
  expect(reports[0]?.guests).toEqual([
    { domain: 'dom0', bytes: 80 },
    { domain: 'plant', bytes: 144 },
    { domain: 'win', bytes: 80 },
  ]);
});
