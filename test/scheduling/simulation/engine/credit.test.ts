import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompletedModel } from '../../../../scheduling/model/completed.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../../../support/as-written.ts';
import { modelOf } from '../../../support/model-of.ts';
import { runs } from '../../../support/runs.ts';
import { domain, MS, machine, system, vcpu } from '../../../support/systems.ts';

const TEN_SECONDS = 10_000_000_000;
const TICK = 10_000_000;

test('busy guests share a core by their weights, within 1 % of the core over 10 s', () => {
  const weights = fc.array(fc.integer({ min: 64, max: 1024 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(weights, (all) => {
      const text = all.map((weight, d) => ({ name: `d${d}`, weight }));
      const total = all.reduce((sum, weight) => sum + weight, 0);
      const shares = sharesOf(hogs(1, text));
      for (const [d, weight] of all.entries()) {
        expect(Math.abs((shares[d] as number) - weight / total)).toBeLessThan(0.01);
      }
    }),
    { numRuns: runs(60) },
  );
});

test('on two cores nobody gets more than one, and the rest is shared by weight', () => {
  const shares = sharesOf(
    hogs(2, [
      { name: 'a', weight: 512 },
      { name: 'b', weight: 256 },
      { name: 'c', weight: 256 },
      { name: 'd', weight: 256 },
    ]),
  );
  // 512 of 1280 of two cores; 256 of 1280 of two cores each.
  for (const [index, due] of [0.8, 0.4, 0.4, 0.4].entries()) {
    expect(Math.abs((shares[index] as number) - due)).toBeLessThan(0.01);
  }
});

test('a cap is held although the core has time left', () => {
  const caps = fc.integer({ min: 5, max: 95 });
  fc.assert(
    fc.property(caps, (cap) => {
      const [share] = sharesOf(hogs(1, [{ name: 'capped', weight: 256, cap }]));
      expect(Math.abs((share as number) - cap / 100)).toBeLessThan(0.01);
    }),
    { numRuns: runs(40) },
  );
});

test('a guest that wakes among busy ones runs within a tick', async () => {
  const model = await modelOf(`
    machine m { scheduler credit }
    domain hog1 on m { vcpu v0 }
    domain hog2 on m { vcpu v0 }
    domain light on m { vcpu v0  task t period 97ms wcet 1ms offset 7ms }`);
  const { tasks } = simulate(asWritten(model), { horizon: TEN_SECONDS });
  expect(tasks[0]?.jobs).toBeGreaterThan(100);
  expect(tasks[0]?.response.max).toBeLessThanOrEqual(TICK + 1_000_000);
});

test('without boost it waits for its turn', async () => {
  const model = await modelOf(`
    machine m { scheduler credit boost off }
    domain hog1 on m { vcpu v0 }
    domain light on m { vcpu v0  task t period 97ms wcet 1ms offset 7ms }`);
  const { tasks } = simulate(asWritten(model), { horizon: TEN_SECONDS });
  expect(tasks[0]?.response.max).toBeGreaterThan(TICK);
});

test('who has begun to run is left alone for the ratelimit', async () => {
  const model = await modelOf(`
    machine m { scheduler credit ratelimit 4ms }
    domain first on m { vcpu v0  task t period 100ms wcet 3ms offset 10ms }
    domain second on m { vcpu v0  task t period 100ms wcet 3ms offset 11ms }
    domain hog on m { vcpu v0 }`);
  const { trace } = simulate(asWritten(model), { horizon: 1_000_000_000 });
  const lengths: number[] = [];
  const { segments } = trace ?? { segments: null };
  for (let row = 0; row < (segments?.count ?? 0); row++) {
    if (segments?.vcpu[row] === 2)
      lengths.push((segments.end[row] as number) - (segments.start[row] as number));
  }
  expect(lengths.length).toBeGreaterThan(10);
  // The end of the run cuts the last one off.
  expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThanOrEqual(4_000_000);
});

interface Hog {
  readonly name: string;
  readonly weight: number;
  readonly cap?: number;
}

function hogs(cores: number, domains: readonly Hog[]): CompletedModel {
  const policy = { kind: 'credit', timeslice: 30 * MS, ratelimit: MS, boost: true } as const;
  const busy = domains.map(({ name, ...more }) => domain(name, [vcpu('v0')], [], more));
  return asWritten(system([machine(busy, { cores, policy })]));
}

function sharesOf(model: CompletedModel): readonly number[] {
  const { vcpus } = simulate(model, { horizon: TEN_SECONDS, keepTrace: false });
  return vcpus.map(({ supply }) => supply / TEN_SECONDS);
}
