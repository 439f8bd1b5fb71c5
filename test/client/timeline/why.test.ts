import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Curve, demandCurve, supplyCurve } from '../../../client/timeline/why/curve.ts';
import { vcpusByConcern } from '../../../client/timeline/why/question.ts';
import { supplyAndDemand } from '../../../client/timeline/why/supply-and-demand.ts';
import { horizonOf } from '../../../client/timeline/why/worst-question.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { worstCase } from '../../../scheduling/simulation/worst-case/worst-case.ts';
import { periodicSupply } from '../../../scheduling/supply/periodic-supply.ts';
import { windowSupply } from '../../../scheduling/supply/window-supply.ts';
import { exampleMessage } from '../../../scripts/bench/pages/panel.ts';
import { lateMisses } from '../../scheduling/simulation/worst-case/late-misses.ts';
import { modelOf } from '../../support/model-of.ts';

/** The value of a curve at a time: on an upright piece the upper end. */
function at(curve: Curve, time: number): number {
  const right = curve.findIndex((corner) => corner.time > time);
  const [a, b] = right < 0 ? [curve.at(-1), curve.at(-1)] : [curve[right - 1], curve[right]];
  if (a === undefined || b === undefined) return Number.NaN;
  return a.time === b.time
    ? b.work
    : a.work + ((b.work - a.work) * (time - a.time)) / (b.time - a.time);
}

describe('the curve of a supply', () => {
  test('is the supply bound function at every instant, of a server and of static windows', () => {
    const server = fc
      .tuple(fc.integer({ min: 2, max: 30 }), fc.nat(29), fc.nat(29))
      .map(([period, b, d]) => {
        const budget = 1 + (b % period);
        const deadline = budget + (d % (period - budget + 1));
        return periodicSupply({ kind: 'budget', server: 'deferrable', period, budget, deadline });
      });
    const windows = fc
      .array(fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 4 })
      .map((parts) => {
        let now = 0;
        const placed = parts.map(([gap, length]) => {
          now += gap + length;
          return { at: now - length, length };
        });
        return windowSupply({ kind: 'windows', frame: now + 3, windows: placed });
      });
    fc.assert(
      fc.property(fc.oneof(server, windows), fc.integer({ min: 1, max: 150 }), (supply, end) => {
        const curve = supplyCurve(supply.sbf, end);
        for (let time = 0; time <= end; time++)
          expect(at(curve, time)).toBeCloseTo(supply.sbf(time), 9);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the curve of a demand', () => {
  test('steps where the demand does and nowhere else', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.integer({ min: 1, max: 9 })),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        fc.integer({ min: 1, max: 150 }),
        (tasks, end) => {
          const demand = (t: number) =>
            tasks.reduce(
              (sum, [period, deadline, cost]) =>
                sum + Math.max(0, Math.floor((t - deadline) / period) + 1) * cost,
              0,
            );
          const curve = demandCurve(demand, end);
          for (let time = 0; time <= end; time++) expect(at(curve, time)).toBe(demand(time));
          for (let corner = 1; corner < curve.length; corner++) {
            const [a, b] = [curve[corner - 1], curve[corner]];
            expect(a?.time === b?.time || a?.work === b?.work).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('supply and demand of the paper testbed', async () => {
  const { model } = await exampleMessage('examples/paper-testbed.hsched');
  const analysis = analyze(model);

  test('concerns the VCPUs that fail before all others', () => {
    expect(vcpusByConcern(analysis).map(({ domain, vcpu }) => `${domain}.${vcpu}`)).toEqual([
      'dom0.io',
      'guest1.v0',
      'guest2.v0',
      'guest2.v1',
    ]);
  });

  test('has the witness of each VCPU on its curves', () => {
    for (const name of vcpusByConcern(analysis)) {
      const found = supplyAndDemand(analysis, name);
      expect(found).not.toBeNull();
      if (found === null) continue;
      const { supply, demand, witness, end } = found;
      expect(witness.time).toBeLessThan(end);
      expect(at(supply, witness.time)).toBe(witness.supply);
      expect(at(demand, witness.time)).toBe(witness.demand);
    }
  });
});

describe.each(Object.entries(lateMisses))(
  'why a guest misses: %s',
  async (_, { machine, domain }) => {
    const model = await modelOf(`machine m { ${machine} } domain d on m { ${domain} }`);
    const analysis = analyze(model);
    const vcpu = { domain: 'd', vcpu: 'v' };
    const found = supplyAndDemand(analysis, vcpu);

    test('the window is on the curves, as far as can be seen', () => {
      if (found === null) throw new Error('there are no curves');
      const { supply, demand, witness } = found;
      const seen = witness.time / 1000;
      expect(Math.abs(at(supply, witness.time) - witness.supply)).toBeLessThan(seen);
      expect(Math.abs(at(demand, witness.time) - witness.demand)).toBeLessThan(seen);
    });

    test('the run below them is long enough to show it, or is not shown', () => {
      if (found === null) throw new Error('there are no curves');
      const horizon = horizonOf(analysis, found.vcpu);
      if (horizon === null) return expect(found.witness.time).toBeGreaterThan(1_000_000_000);
      const { criticalInstant } = worstCase(analysis.completed, vcpu, {
        horizon,
        seed: 1,
        keepTrace: false,
      });
      expect(horizon).toBeGreaterThan(criticalInstant + found.end);
    });
  },
);
