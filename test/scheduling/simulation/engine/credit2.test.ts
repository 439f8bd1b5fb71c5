import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompletedModel } from '../../../../scheduling/model/completed.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../../../support/as-written.ts';
import { modelOf } from '../../../support/model-of.ts';
import { runs } from '../../../support/runs.ts';
import { domain, MS, machine, system, vcpu } from '../../../support/systems.ts';

const TEN_SECONDS = 10_000_000_000;

// A run of at least 0.5 ms is long for a small weight: four guests of weight 64 beside one of 1024
// keep 1.08 % of the core from it.
test('busy guests share a core by their weights, within 1.1 % of the core over 10 s', () => {
  const weights = fc.array(fc.integer({ min: 64, max: 1024 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(weights, (all) => {
      const total = all.reduce((sum, weight) => sum + weight, 0);
      const shares = sharesOf(
        hogs(
          1,
          all.map((weight, d) => ({ name: `d${d}`, weight })),
        ),
      );
      for (const [d, weight] of all.entries()) {
        expect(Math.abs((shares[d] as number) - weight / total)).toBeLessThan(0.011);
      }
    }),
    { numRuns: runs(60) },
  );
});

test('on two cores five equal guests get two fifths of a core each', () => {
  const shares = sharesOf(
    hogs(
      2,
      [...'abcde'].map((name) => ({ name, weight: 256 })),
    ),
  );
  for (const share of shares) expect(Math.abs(share - 0.4)).toBeLessThan(0.01);
});

test('a cap is held although the core has time left', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 95 }), (cap) => {
      const [share] = sharesOf(hogs(1, [{ name: 'capped', weight: 256, cap }]));
      expect(Math.abs((share as number) - cap / 100)).toBeLessThan(0.01);
    }),
    { numRuns: runs(40) },
  );
});

test('a cap of several VCPUs is one budget of their domain', async () => {
  const model = await modelOf(`
    machine m { cores 4  scheduler credit2 }
    domain capped on m { cap 150  vcpu v0  vcpu v1  vcpu v2 }`);
  const shares = sharesOf(asWritten(model));
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1.5)).toBeLessThan(0.02);
});

// Two VCPUs of equal weight share the core: 10 ms of credit each at the reset. The first runs until
// its credit meets 0 less 0.5 ms at least, so the turns are no longer than 10 ms.
test('two busy guests take turns between the ratelimit and 10 ms', async () => {
  const lengths = runLengths(
    await modelOf(`
      machine m { scheduler credit2 }
      domain a on m { vcpu v0 }
      domain b on m { vcpu v0 }`),
  );
  expect(lengths.length).toBeGreaterThan(100);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(MS);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(10 * MS);
});

test('a guest that sleeps most of the time runs as soon as the ratelimit is over', async () => {
  const { tasks } = simulate(
    asWritten(
      await modelOf(`
        machine m { scheduler credit2 }
        domain hog1 on m { vcpu v0 }
        domain hog2 on m { vcpu v0 }
        domain light on m { vcpu v0  task t period 97ms wcet 1ms offset 7ms }`),
    ),
    { horizon: TEN_SECONDS },
  );
  expect(tasks[0]?.jobs).toBeGreaterThan(100);
  // It has kept the credit of the last reset, and the running one has burnt some.
  expect(tasks[0]?.response.p95).toBeLessThanOrEqual(3 * MS);
});

test('who has begun to run is left alone for the ratelimit', async () => {
  const model = await modelOf(`
    machine m { scheduler credit2 ratelimit 4ms }
    domain hog on m { vcpu v0 }
    domain first on m { vcpu v0  task t period 100ms wcet 3ms offset 10ms }
    domain second on m { vcpu v0  task t period 100ms wcet 3ms offset 11ms }`);
  const lengths = runLengths(model, 0);
  expect(lengths.length).toBeGreaterThan(10);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(4 * MS);
});

// Weight 512 burns 1 ns per ns, 256 burns 2: after 10 ms of a both are spent when b has had 5.
test('credit burns in proportion to the largest weight over one’s own', async () => {
  const model = await modelOf(`
    machine m { cores 2  scheduler credit2 }
    domain a on m { weight 512  vcpu v0 }
    domain b on m { weight 256  vcpu v0 }
    domain c on m { weight 256  vcpu v0 }`);
  const [a, b, c] = sharesOf(asWritten(model));
  // Two cores hold 2 · 512/1024 = 1 for a, the rest is equal.
  expect(Math.abs((a as number) - 1)).toBeLessThan(0.02);
  expect(Math.abs((b as number) - (c as number))).toBeLessThan(0.02);
});

/** The lengths of a VCPU's stretches on a core, without the last one, which the end cuts off. */
function runLengths(model: Parameters<typeof asWritten>[0], only?: number): readonly number[] {
  const { trace } = simulate(asWritten(model), { horizon: 2_000_000_000 });
  const lengths: number[] = [];
  const { segments } = trace ?? { segments: null };
  for (let row = 0; row < (segments?.count ?? 0); row++) {
    if (only !== undefined && segments?.vcpu[row] !== only) continue;
    lengths.push((segments?.end[row] as number) - (segments?.start[row] as number));
  }
  return lengths.slice(0, -1);
}

interface Hog {
  readonly name: string;
  readonly weight: number;
  readonly cap?: number;
}

function hogs(cores: number, domains: readonly Hog[]): CompletedModel {
  const policy = { kind: 'credit2', ratelimit: MS } as const;
  const busy = domains.map(({ name, ...more }) => domain(name, [vcpu('v0')], [], more));
  return asWritten(system([machine(busy, { cores, policy })]));
}

function sharesOf(model: CompletedModel): readonly number[] {
  const { vcpus } = simulate(model, { horizon: TEN_SECONDS, keepTrace: false });
  return vcpus.map(({ supply }) => supply / TEN_SECONDS);
}

/** `csched2_schedule` for busy VCPUs on one core, written down plainly: the sequence of runs. */
function plainRuns(weights: readonly number[], ratelimit: number, horizon: number) {
  const largest = Math.max(...weights);
  const all = weights.map((weight, name) => ({ name, weight, credit: 10 * MS, residual: 0 }));
  let queue = [...all];
  const runs: { name: number; start: number; end: number }[] = [];
  let running = queue.shift();
  let since = 0;
  for (let now = 0; now < horizon && running !== undefined; ) {
    const top = Math.max(running.credit, ...queue.map(({ credit }) => credit));
    if (top <= 0) {
      const more = running.credit === -10 * MS ? 20 * MS : 10 * MS;
      for (const one of all) one.credit = Math.min(one.credit + more, 10.5 * MS);
    }
    const wants = Math.max(0, ...queue.map(({ credit }) => credit));
    const own = running.credit - wants;
    const wished = own > 0 ? Math.floor((own * running.weight) / largest) : 0;
    const least = Math.max(0.5 * MS, since + ratelimit - now);
    const time = wished < least ? least : Math.min(wished, 10 * MS);
    runs.push({ name: running.name, start: now, end: Math.min(now + time, horizon) });
    now += time;
    const burnt = time * largest + running.residual;
    running.residual = burnt % running.weight;
    running.credit = Math.max(-10 * MS, running.credit - Math.floor(burnt / running.weight));
    const [first] = [...queue].sort((a, b) => b.credit - a.credit);
    if (first !== undefined && first.credit > running.credit) {
      queue = [...queue.filter((one) => one !== first), running];
      running = first;
      since = now;
    }
  }
  return joined(runs);
}

function joined(runs: readonly { name: number; start: number; end: number }[]) {
  const result: { name: number; start: number; end: number }[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last?.name === run.name && last.end === run.start) last.end = run.end;
    else result.push({ ...run });
  }
  return result;
}

test('busy guests on one core run exactly as Xen’s function, written down plainly, has them', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 5 });
  const ratelimits = fc.constantFrom(0, 100_000, MS, 3 * MS, 12 * MS);
  fc.assert(
    fc.property(weights, ratelimits, (all, ratelimit) => {
      const policy = { kind: 'credit2', ratelimit } as const;
      const busy = all.map((weight, d) => domain(`d${d}`, [vcpu('v0')], [], { weight }));
      const model = asWritten(system([machine(busy, { cores: 1, policy })]));
      const { trace } = simulate(model, { horizon: 500 * MS });
      const segments = trace?.segments;
      const runs = Array.from({ length: segments?.count ?? 0 }, (_, row) => ({
        name: segments?.vcpu[row] ?? -1,
        start: segments?.start[row] ?? 0,
        end: segments?.end[row] ?? 0,
      }));
      expect(joined(runs)).toEqual(plainRuns(all, ratelimit, 500 * MS));
    }),
    { numRuns: runs(200) },
  );
});
