import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { edfPeriodic } from '../../../scheduling/host/partitioned/edf-partitioned.ts';
import type { MachineAnalysis } from '../../../scheduling/model/analysis.ts';
import type { Domain, Machine, SwitchCost, Vcpu } from '../../../scheduling/model/model.ts';
import { modelOfFile } from '../../support/model-of.ts';
import {
  anySwitch,
  domain,
  type MachineParts,
  MS,
  machine,
  system,
  task,
  US,
  vcpu,
} from '../../support/systems.ts';

/** Busy domains: one VCPU each and no tasks. */
function busy(
  ...vcpus: readonly Partial<Omit<Vcpu, 'period'> & { period: number }>[]
): readonly Domain[] {
  return vcpus.map((more, index) => domain(`d${index}`, [vcpu('v0', { core: 0, ...more })]));
}

function analyzed(domains: readonly Domain[], more: MachineParts = {}): MachineAnalysis {
  const [result] = analyze(system([machine(domains, more)])).machines;
  if (result === undefined) throw new Error('no machine');
  return result;
}

const partitioned = (kind: 'EDF' | 'RM' | 'DM' | 'FP') =>
  ({ policy: { kind, placement: 'partitioned' } }) as const;
const global = (kind: 'EDF' | 'RM' | 'DM' | 'FP') =>
  ({ policy: { kind, placement: 'global' } }) as const;

describe('the paper’s testbed', async () => {
  const analysis = analyze(await modelOfFile('examples/paper-testbed.hsched'));
  const [testbed] = analysis.machines;
  test('charges each VCPU its switches by direction, as often as its guest can wake', () => {
    expect(testbed?.vcpus.map((v) => [`${v.domain}.${v.vcpu}`, v.grossBudget]).slice(0, 2)).toEqual(
      [
        ['dom0.io', 2_157_088],
        ['guest1.v0', 2_535_632],
      ],
    );
  });
  test('is schedulable, core 0 at 72.28 %', () => {
    expect(testbed?.verdict).toEqual({ kind: 'schedulable' });
    expect(testbed?.cores[0]?.utilization.toFixed(4)).toBe('0.7228');
  });
  test('is unschedulable as a whole, for guests can miss', () => {
    expect(analysis.verdict).toBe('unschedulable');
  });
});

describe('EDF on a core', () => {
  test('names the first window that is overloaded', () => {
    const [often, seldom] = [
      { period: 4 * MS, deadline: 2 * MS, budget: 2 * MS },
      { period: 10 * MS, deadline: 5 * MS, budget: 3 * MS },
    ];
    const { verdict } = analyzed(busy(often, seldom));
    expect(verdict).toEqual({
      kind: 'unschedulable',
      reason: { kind: 'core-owed', core: 0, time: 6 * MS, demand: 7 * MS },
    });
  });
  test('decides nothing where demand would have to be followed too far', () => {
    // Two primes, and a load of 1 − 1/(p·q).
    const [p, q] = [100_000_007, 100_000_009];
    const loads = [
      { order: 0, period: p, deadline: p, cost: (p - 1) / 2, spentBy: p, priority: 0 },
      { order: 1, period: q, deadline: q - 1, cost: 50_000_005, spentBy: q, priority: 0 },
    ];
    expect(edfPeriodic(loads, 'verdict').result).toBe('too-long');
    expect(edfPeriodic(loads, 'explained').result).toBe('too-long');
  });
  test('utilization of exactly 1 is accepted, a nanosecond more is not', () => {
    const thirds = [
      { period: 3 * MS, budget: MS },
      { period: 7 * MS, budget: 2 * MS },
    ];
    const rest = { period: 21 * MS, budget: 8 * MS };
    expect(analyzed(busy(...thirds, rest)).verdict.kind).toBe('schedulable');
    expect(analyzed(busy(...thirds, { ...rest, budget: 8 * MS + 1 })).verdict.kind).toBe(
      'unschedulable',
    );
  });
  test('demand equal to the time there is is accepted with deadlines below the periods', () => {
    const first = { period: 10 * MS, budget: 3 * MS, deadline: 4 * MS };
    expect(
      analyzed(busy(first, { period: 10 * MS, budget: 2 * MS, deadline: 5 * MS })).verdict.kind,
    ).toBe('schedulable');
    expect(
      analyzed(busy(first, { period: 10 * MS, budget: 2 * MS + 1, deadline: 5 * MS })).verdict.kind,
    ).toBe('unschedulable');
  });
  test('utilization just below 1 with periods whose common multiple is above 2^53 is decided exactly', () => {
    const periods = [999_999_937, 999_999_929, 999_999_893];
    const domains = busy(...periods.map((period) => ({ period, budget: Math.floor(period / 3) })));
    expect(analyzed(domains).verdict.kind).toBe('schedulable');
    const full = busy(...periods.map((period) => ({ period, budget: Math.ceil(period / 3) })));
    expect(analyzed(full).verdict.kind).toBe('unschedulable');
  });
});

describe('deferrable servers', () => {
  const two = [
    { period: 5 * MS, budget: 2.5 * MS },
    { period: 8 * MS, budget: 3 * MS },
  ];
  test('two whose periods do not divide can take twice in a row: one misses under RM though periodic ones fit', () => {
    expect(analyzed(busy(...two), { ...partitioned('RM'), servers: 'periodic' }).verdict.kind).toBe(
      'schedulable',
    );
    // The first holds 2.5 ms back until 2.5 ms, then has 2.5 ms from 2.5 and from 7.5 ms on: of the
    // second's 8 ms it takes 5.5 ms, and 2.5 ms are left for 3 ms.
    expect(
      analyzed(busy(...two), { ...partitioned('RM'), servers: 'deferrable' }).verdict,
    ).toMatchObject({
      kind: 'unschedulable',
      reason: {
        kind: 'held-back',
        vcpu: { domain: 'd1' },
        busy: 5.5 * MS,
        run: { vcpus: [{ replenished: 0, asks: 'always' }, { replenished: -2.5 * MS }] },
      },
    });
  });
  test('the same under EDF', () => {
    const full = [
      { period: 4 * MS, budget: 2 * MS },
      { period: 6 * MS, budget: 3 * MS },
    ];
    expect(analyzed(busy(...full), { servers: 'periodic' }).verdict.kind).toBe('schedulable');
    // Due when the first is, the second takes min(3, 4) ms of its 4 ms and leaves 1 ms for 2 ms.
    expect(analyzed(busy(...full), { servers: 'deferrable' }).verdict).toMatchObject({
      kind: 'unschedulable',
      reason: { kind: 'held-back', vcpu: { domain: 'd0' }, busy: 3 * MS },
    });
  });
  test('under EDF a budget that is late in its window is proven by the end of the window alone', () => {
    // All 15 ms leave nothing: f = 9 ms and 5.2 ms. Had it got nothing in the first 9 ms, the last
    // 6 ms still leave 6 − 3 − 2 = 1 ms.
    const some = [
      { period: 6 * MS, budget: 3 * MS },
      { period: 6.9 * MS, budget: 2 * MS },
      { period: 15 * MS, budget: MS },
    ];
    expect(analyzed(busy(...some), { servers: 'deferrable' }).vcpus[2]?.verdict.kind).toBe(
      'schedulable',
    );
  });
  test('response times count the budget kept to the end', () => {
    const result = analyzed(
      busy({ period: 10 * MS, budget: 2 * MS }, { period: 20 * MS, budget: 5 * MS }),
      {
        ...partitioned('RM'),
        servers: 'deferrable',
      },
    );
    // ⌈(R + 8)/10⌉·2 + 5: 7 → 9 → 9.
    expect(result.vcpus.map((v) => v.response)).toEqual([2 * MS, 9 * MS]);
  });
});

describe('fixed priorities on a core', () => {
  test('ties go to the VCPU declared first', () => {
    const result = analyzed(
      busy({ period: 4 * MS, budget: 2 * MS }, { period: 4 * MS, budget: MS }),
      partitioned('RM'),
    );
    expect(result.vcpus.map((v) => v.response)).toEqual([2 * MS, 3 * MS]);
  });
  test('a response at the deadline is kept', () => {
    const pair = (deadline: number) =>
      busy({ period: 4 * MS, budget: 2 * MS }, { period: 5 * MS, budget: MS, deadline });
    expect(analyzed(pair(3 * MS), partitioned('RM')).verdict.kind).toBe('schedulable');
    expect(analyzed(pair(3 * MS - 1), partitioned('RM')).verdict.kind).toBe('unschedulable');
  });
  test('a VCPU that is in time keeps its verdict beside one that is late', () => {
    const late = { period: 5 * MS, budget: 2 * MS, deadline: 3 * MS };
    const { vcpus } = analyzed(busy({ period: 4 * MS, budget: 2 * MS }, late), partitioned('RM'));
    expect(vcpus.map(({ verdict }) => verdict.kind)).toEqual(['schedulable', 'unschedulable']);
  });
  test('too much work is told as such, whoever is late of it', () => {
    const half = { period: 5 * MS, budget: 3 * MS };
    const share = 1.2;
    expect(analyzed(busy(half, half), partitioned('RM')).cores[0]?.verdict).toEqual({
      kind: 'unschedulable',
      reason: { kind: 'core-over-utilized', core: 0, share },
    });
  });
  test('DM orders by deadline, FP by priority, larger first', () => {
    const domains = busy(
      { period: 10 * MS, budget: 2 * MS, deadline: 9 * MS, priority: 1 },
      { period: 12 * MS, budget: 3 * MS, deadline: 4 * MS, priority: 9 },
    );
    expect(analyzed(domains, partitioned('DM')).vcpus.map((v) => v.response)).toEqual([
      5 * MS,
      3 * MS,
    ]);
    expect(analyzed(domains, partitioned('FP')).vcpus.map((v) => v.response)).toEqual([
      5 * MS,
      3 * MS,
    ]);
    expect(analyzed(domains, partitioned('RM')).vcpus.map((v) => v.response)).toEqual([
      2 * MS,
      5 * MS,
    ]);
  });
});

describe('overheads', () => {
  test('alone on its core a VCPU still switches with idle', () => {
    const [only] = analyzed(busy({ period: 10 * MS, budget: MS }), {
      switchCosts: anySwitch(50 * US),
    }).vcpus;
    expect(only?.grossBudget).toBe(MS + 2 * 50 * US);
  });
  test('a deferrable VCPU starts once and once more for every job; one without tasks once', () => {
    const tasks = [task('a', 4 * MS, MS), task('b', 20 * MS, MS, { jitter: 15 * MS })];
    const domains = [
      domain('d', [vcpu('v0', { period: 10 * MS, budget: 2 * MS, core: 0 })], tasks),
    ];
    const gross = (servers: Machine['servers']) =>
      analyzed(domains, { servers, switchCosts: anySwitch(US) }).vcpus[0]?.grossBudget;
    // 1 + ⌈10/4⌉ + ⌈25/20⌉ = 6 starts, both switches each.
    expect(gross('deferrable')).toBe(2 * MS + 6 * 2 * US);
    expect(gross('periodic')).toBe(2 * MS + 2 * US);
    expect(gross('polling')).toBe(2 * MS + 2 * US);
  });
  test('in a guest that schedules globally the ends of the other VCPUs’ budgets wake it too', () => {
    const domains = [
      domain(
        'd',
        [
          vcpu('v0', { period: 10 * MS, budget: 2 * MS, core: 0 }),
          vcpu('v1', { period: 4 * MS, budget: MS, core: 1 }),
        ],
        [{ ...task('a', 5 * MS, MS), vcpu: undefined }].map(({ vcpu: _, ...rest }) => rest),
        { global: true },
      ),
    ];
    const result = analyzed(domains, {
      cores: 2,
      servers: 'deferrable',
      switchCosts: anySwitch(US),
    });
    // v0: 1 + ⌈10/5⌉ + (⌈10/4⌉ + 1) = 7; v1: 1 + ⌈4/5⌉ + (⌈4/10⌉ + 1) = 4.
    expect(result.vcpus.map((v) => v.grossBudget)).toEqual([2 * MS + 7 * 2 * US, MS + 4 * 2 * US]);
  });
  test('what fits net and not gross is not proven, and not refuted', () => {
    const domains = busy({ period: 2 * MS, budget: MS }, { period: 2 * MS, budget: MS });
    expect(analyzed(domains).verdict.kind).toBe('schedulable');
    const { verdict } = analyzed(domains, { switchCosts: anySwitch(1) });
    expect(verdict.kind).toBe('unknown');
  });
  test('globally both switches cost the machine’s dearest, and the preemptions others can cause are paid too', () => {
    const domains = busy({ period: 10 * MS, budget: 2 * MS }, { period: 5 * MS, budget: MS });
    const result = analyzed(domains, {
      ...global('EDF'),
      cores: 2,
      switchCosts: anySwitch(10 * US),
    });
    expect(result.vcpus.map((v) => v.grossBudget)).toEqual([2 * MS + 20 * US, MS + 20 * US]);
    // 10 − 2.02 − p·δ − ⌊f/2⌋, p = ⌈10/5⌉ + 1 = 3, f = 2·1.02.
    expect(result.vcpus[0]?.margin).toBe(10 * MS - 2.02 * MS - 30 * US - 1.02 * MS);
  });
});

describe('global machines', () => {
  test('the density test accepts what the window test does not', () => {
    const half = { period: 5 * MS, budget: 2.5 * MS };
    const domains = busy(half, half, { period: 9 * MS, budget: 4.5 * MS });
    const result = analyzed(domains, { ...global('EDF'), cores: 2 });
    // Σ Θ/Δ = 1.5 ≤ 2 − 0.5, but min(f, X) = X for both of the others.
    expect(result.verdict.kind).toBe('schedulable');
    expect(result.test.name).toBe('global-edf-density');
    expect(
      analyzed(domains, { ...global('EDF'), cores: 2, servers: 'deferrable' }).verdict.kind,
    ).toBe('unknown');
    expect(
      analyzed(domains, { ...global('EDF'), cores: 2, switchCosts: anySwitch(1) }).verdict.kind,
    ).toBe('unknown');
  });
  test('Dhall’s effect is not overlooked', () => {
    const domains = busy(
      { period: 2 * MS, budget: 1 },
      { period: 2 * MS, budget: 1 },
      { period: 2 * MS + 1, budget: 2 * MS + 1 },
    );
    expect(analyzed(domains, { ...global('EDF'), cores: 2 }).verdict.kind).not.toBe('schedulable');
    expect(analyzed(domains, { ...global('RM'), cores: 2 }).verdict.kind).not.toBe('schedulable');
  });
  test('fewer VCPUs than cores always fit', () => {
    const domains = busy({ period: 2 * MS, budget: 2 * MS }, { period: 3 * MS, budget: 3 * MS });
    for (const kind of ['EDF', 'RM', 'DM', 'FP'] as const) {
      expect(analyzed(domains, { ...global(kind), cores: 2 }).verdict.kind).toBe('schedulable');
    }
  });
  test('more bandwidth than cores is refuted', () => {
    const domains = busy(...Array.from({ length: 3 }, () => ({ period: 10 * MS, budget: 7 * MS })));
    for (const kind of ['EDF', 'RM', 'DM', 'FP'] as const) {
      expect(analyzed(domains, { ...global(kind), cores: 2 }).verdict.kind).toBe('unschedulable');
    }
  });
  test('RTDS is global EDF over deferrable servers whatever is written', () => {
    const domains = busy({ period: 4 * MS, budget: 2 * MS }, { period: 6 * MS, budget: 3 * MS });
    expect(analyzed(domains, { policy: { kind: 'RTDS' }, servers: 'periodic' }).verdict.kind).toBe(
      'unknown',
    );
    expect(analyzed(domains, { ...global('EDF'), servers: 'periodic' }).verdict.kind).toBe(
      'schedulable',
    );
  });
  test('sums beyond 2^53 do not lose digits', () => {
    const period = 1e15;
    const domains = busy(...Array.from({ length: 24 }, () => ({ period, budget: period / 2 })));
    expect(analyzed(domains, { ...global('EDF'), cores: 4096 }).verdict.kind).toBe('schedulable');
    expect(analyzed(domains, { ...global('EDF'), cores: 11 }).verdict.kind).toBe('unschedulable');
  });
});

describe('machines without servers', () => {
  const three = ['a', 'b', 'c'].map((name) =>
    domain(name, [vcpu('v0')], [task('t', 10 * MS, 9 * MS)]),
  );
  test('null: each VCPU has a core of its own, or the machine fails', () => {
    const enough = analyze(system([machine(three, { cores: 3, policy: { kind: 'null' } })]));
    expect(enough.verdict).toBe('schedulable');
    expect(enough.completed.machines[0]?.domains.map((d) => d.vcpus[0]?.core)).toEqual([0, 1, 2]);
    expect(analyzed(three, { cores: 2, policy: { kind: 'null' } }).verdict.kind).toBe(
      'unschedulable',
    );
  });
  test('null: two VCPUs on the same core fail, and written cores are kept clear of', () => {
    const on = (name: string, core?: number) =>
      domain(name, [vcpu('v0', core === undefined ? {} : { core })]);
    expect(
      analyzed([on('a', 1), on('b', 1)], { cores: 4, policy: { kind: 'null' } }).verdict.kind,
    ).toBe('unschedulable');
    const { completed } = analyze(
      system([machine([on('a'), on('b', 0)], { cores: 2, policy: { kind: 'null' } })]),
    );
    expect(completed.machines[0]?.domains.map((d) => d.vcpus[0]?.core)).toEqual([1, 0]);
  });
  test('credit guarantees nothing', () => {
    const policy = { kind: 'credit', timeslice: 30 * MS, ratelimit: MS, boost: true } as const;
    const result = analyze(system([machine(three, { policy, cores: 3 })]));
    expect(result.machines[0]?.verdict.kind).toBe('unknown');
    expect(result.domains[0]?.verdict.kind).toBe('unknown');
  });
});

describe('static windows', () => {
  const policy = {
    kind: 'ARINC653',
    majorFrame: 10 * MS,
    windows: [
      { domain: 'a', vcpu: 'v0', at: 0, length: 4 * MS },
      { domain: 'b', vcpu: 'v0', at: 4 * MS, length: 3 * MS },
    ],
  } as const;
  const serve = (wcetA: number, wcetB: number, more: MachineParts = {}) =>
    analyzed(
      [
        domain('a', [vcpu('v0')], [task('t', 10 * MS, wcetA)]),
        domain('b', [vcpu('v0')], [task('t', 10 * MS, wcetB)]),
      ],
      { policy, ...more },
    );
  test('are schedulable iff each VCPU’s windows serve its tasks', () => {
    expect(serve(4 * MS, 3 * MS).verdict.kind).toBe('schedulable');
    expect(serve(4 * MS + 1, 3 * MS).verdict.kind).toBe('unschedulable');
  });
  test('lose the switch into them, on the safe side only', () => {
    const switchCosts: readonly SwitchCost[] = [
      { from: { kind: 'domain', name: 'a' }, to: { kind: 'any' }, cost: 100 * US },
    ];
    expect(serve(4 * MS, 3 * MS, { switchCosts }).verdict.kind).toBe('unknown');
    expect(serve(4 * MS, 2.9 * MS, { switchCosts }).verdict.kind).toBe('schedulable');
  });
  describe('on several cores', () => {
    const window = (name: string, core: number, at: number, length: number) => ({
      ...{ domain: name, vcpu: 'v0', core, at: at * MS, length: length * MS },
    });
    const on = (name: string, core: number, wcet: number) =>
      domain(name, [vcpu('v0', { core })], [task('t', 10 * MS, wcet * MS)]);
    const frame = { kind: 'ARINC653', majorFrame: 10 * MS } as const;
    test('are a plan for each, which may run side by side', () => {
      const windows = [window('a', 0, 0, 4), window('b', 1, 2, 6), window('c', 1, 8, 2)];
      const result = analyzed([on('a', 0, 4), on('b', 1, 6), on('c', 1, 2)], {
        ...{ cores: 2, policy: { ...frame, windows } },
      });
      expect(result.verdict.kind).toBe('schedulable');
      expect(
        result.cores.map(({ core, utilization, vcpus }) => [
          core,
          utilization,
          vcpus.map((each) => each.domain),
        ]),
      ).toEqual([
        [0, 0.4, ['a']],
        [1, 0.8, ['b', 'c']],
      ]);
      expect(result.utilization).toBeCloseTo(1.2);
    });
    test('lose the switch from what ran before on their own core', () => {
      // A window of c on the other core ends between a's window and b's.
      const windows = [window('a', 0, 0, 4), window('c', 1, 0, 5), window('b', 0, 6, 4)];
      const fromC: readonly SwitchCost[] = [
        { from: { kind: 'domain', name: 'c' }, to: { kind: 'any' }, cost: MS },
      ];
      const fromA: readonly SwitchCost[] = [
        { from: { kind: 'domain', name: 'a' }, to: { kind: 'any' }, cost: MS },
      ];
      const verdict = (switchCosts: readonly SwitchCost[]) =>
        analyzed([on('a', 0, 4), on('b', 0, 4), on('c', 1, 4)], {
          ...{ cores: 2, policy: { ...frame, windows }, switchCosts },
        }).verdict.kind;
      expect(verdict(fromC)).toBe('schedulable');
      expect(verdict(fromA)).toBe('unknown');
    });
    test('are refused where they overlap on one, and only there', () => {
      const windows = [window('a', 0, 0, 4), window('b', 1, 0, 4), window('c', 1, 3, 4)];
      const result = analyzed([on('a', 0, 1), on('b', 1, 1), on('c', 1, 1)], {
        ...{ cores: 2, policy: { ...frame, windows } },
      });
      expect(result.cores.map(({ verdict }) => verdict.kind)).toEqual(['unknown', 'unschedulable']);
    });
  });
  test('that overlap or leave the frame are refused', () => {
    const bent = (at: number) => ({
      ...policy,
      windows: [...policy.windows, { domain: 'a', vcpu: 'v0', at, length: 2 * MS }],
    });
    expect(analyzed([domain('a', [vcpu('v0')])], { policy: bent(6 * MS) }).verdict.kind).toBe(
      'unschedulable',
    );
    expect(analyzed([domain('a', [vcpu('v0')])], { policy: bent(9 * MS) }).verdict.kind).toBe(
      'unschedulable',
    );
  });
});

test('what is half written is not called schedulable, what fails in it still fails', () => {
  const half = (budget: number) => [
    domain('d', [vcpu('v0', { period: 5 * MS, budget, core: 0 })], [task('t', 20 * MS, MS)], {
      incomplete: true,
    }),
  ];
  const fine = analyze(system([machine(half(2 * MS))]));
  expect(fine.domains[0]?.verdict.kind).toBe('unknown');
  expect(fine.machines[0]?.verdict.kind).toBe('unknown');
  expect(fine.machines[0]?.cores[0]?.verdict.kind).toBe('schedulable');
  expect(analyze(system([machine(half(1))])).domains[0]?.verdict.kind).toBe('unschedulable');
});

describe('the test that a machine’s verdict names', () => {
  const half = { period: 10 * MS, budget: 5 * MS };
  const over = { period: 10 * MS, budget: 6 * MS };
  const tight = { period: 7 * MS, budget: 3 * MS };
  test.each<[string, string, MachineAnalysis]>([
    ['exact', 'schedulable', analyzed(busy(half, half))],
    ['exact', 'unschedulable', analyzed(busy(half, over))],
    ['sufficient', 'schedulable', analyzed(busy(half), { servers: 'deferrable' })],
    ['necessary', 'unschedulable', analyzed(busy(half, tight), { servers: 'deferrable' })],
    ['necessary', 'unschedulable', analyzed(busy(half, over), { servers: 'deferrable' })],
    ['sufficient', 'unknown', analyzed(busy(half, half), { switchCosts: anySwitch(1) })],
    ['necessary', 'unschedulable', analyzed(busy(half, over), { switchCosts: anySwitch(1) })],
    ['exact', 'schedulable', analyzed(busy(half, half), { switchCosts: anySwitch(0) })],
    ['sufficient', 'schedulable', analyzed(busy(half), global('EDF'))],
    [
      'sufficient',
      'unknown',
      analyzed(busy(half, half), { ...global('RM'), switchCosts: anySwitch(1) }),
    ],
    ['necessary', 'unschedulable', analyzed(busy(half, tight), { ...global('RM'), cores: 1 })],
    ['necessary', 'unschedulable', analyzed(busy(half, over), global('RM'))],
  ])('is %s where it is %s', (kind, verdict, result) => {
    expect([result.test.kind, result.verdict.kind]).toEqual([kind, verdict]);
  });

  const frame = { kind: 'ARINC653', majorFrame: 10 * MS } as const;
  test.each<[string, string, number, Partial<Domain>]>([
    ['exact', 'schedulable', 3, {}],
    ['exact', 'unschedulable', 8, {}],
    ['sufficient', 'schedulable', 2, { taskSwitch: MS / 2 }],
    ['sufficient', 'unknown', 4, { taskSwitch: MS }],
    ['necessary', 'unschedulable', 8, { taskSwitch: MS }],
  ])('is %s where windows are %s by what is inside', (kind, verdict, wcet, more) => {
    const guest = domain('d0', [vcpu('v0')], [task('t', 10 * MS, wcet * MS)], more);
    const windows = [{ domain: 'd0', vcpu: 'v0', at: 0, length: 5 * MS }];
    const result = analyzed([guest], { policy: { ...frame, windows } });
    expect([result.test.kind, result.verdict.kind]).toEqual([kind, verdict]);
  });
});
