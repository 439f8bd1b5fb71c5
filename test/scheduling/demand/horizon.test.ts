import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demandBound } from '../../../scheduling/demand/demand-bound.ts';
import { demandHorizon } from '../../../scheduling/demand/demand-horizon.ts';
import { guestDemand } from '../../../scheduling/demand/guest-demand.ts';
import type { Task } from '../../../scheduling/model/model.ts';
import { fullSupply } from '../../../scheduling/supply/full-supply.ts';
import { supplyFunction } from '../../../scheduling/supply/supply-function.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { anySupply, smallTasks } from '../guest/small-systems.ts';

function demandOf(tasks: readonly Task[]) {
  const load = { kernelLatency: 0, taskSwitch: 0 };
  return demandBound(guestDemand({ policy: { kind: 'EDF' }, tasks, ...load }, 'safe'));
}

test('after the horizon supply exceeds demand by the margin, or by no less than before', () => {
  const tasks = smallTasks({ jitter: true, blocking: true }, 4);
  const margins = fc.integer({ min: -5, max: 20 });
  fc.assert(
    fc.property(tasks, anySupply, margins, (drawn, some, margin) => {
      const [demand, supply] = [demandOf(drawn), supplyFunction(some)];
      if (supply === null) throw new Error('each drawn supply has a function');
      const found = demandHorizon(demand, supply, margin);
      if (found.kind !== 'bounded' || found.horizon > 5_000) return;
      const slack = (t: number) => supply.sbf(t) - demand.at(t);
      let least = Number.POSITIVE_INFINITY;
      for (let t = 0; t <= found.horizon; t++) least = Math.min(least, slack(t));
      for (let t = found.horizon + 1; t <= found.horizon + 500; t++)
        expect(slack(t)).toBeGreaterThanOrEqual(Math.min(least, margin));
    }),
    { numRuns: runs(500) },
  );
});

// The lines run apart by 1 ns in 10^15 ns, less than the doubles of a sum tell.
test.each([
  { what: 'behind by 1 ns', wcet: 1e15 - 1, margin: 1, horizon: 1e15 + 1 },
  { what: 'three times as steep', wcet: 1e15 - 3, margin: 2, horizon: 666_666_666_666_667 },
])('lines that are nearly parallel cross where they do: $what', ({ wcet, margin, horizon }) => {
  const demand = demandOf([task('t', 1e15, wcet)]);
  expect(demandHorizon(demand, fullSupply, margin)).toEqual({ kind: 'bounded', horizon });
});
