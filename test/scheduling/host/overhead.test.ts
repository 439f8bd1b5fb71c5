import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  coreLoads,
  costOfStart,
  dearestSwitch,
  grossBudget,
} from '../../../scheduling/host/overhead.ts';
import type { HostServer } from '../../../scheduling/host/server.ts';
import type { SwitchCost, SwitchEnd } from '../../../scheduling/model/model.ts';
import { type Running, switchCost } from '../../../scheduling/model/switch-cost.ts';
import { runs } from '../../support/runs.ts';

type Vm = Exclude<Running, 'idle'>;

const dom0: Vm = { name: 'dom0', type: 'dom0' };
const [a, b, c] = ['a', 'b', 'c'].map((name): Vm => ({ name, type: 'pv' })) as [Vm, Vm, Vm];

const kind = (name: 'any' | 'idle' | 'dom0' | 'guest'): SwitchEnd => ({ kind: name });
const named = (name: string): SwitchEnd => ({ kind: 'domain', name });
const line = (from: SwitchEnd, to: SwitchEnd, cost: number): SwitchCost => ({ from, to, cost });

/**
 * The costs of a start and of the machine's dearest switch, by the VCPUs that share the core or the
 * machine.
 */
describe('the dearest switch of a machine', () => {
  const between = line(kind('guest'), kind('guest'), 5);
  test.each<[string, readonly SwitchCost[], readonly Vm[], number]>([
    ['is nothing where nothing is written', [], [a, b], 0],
    ['is nothing where nothing costs', [line(kind('any'), kind('any'), 0)], [a, b], 0],
    ['from guest to guest needs two guests', [between], [a], 0],
    ['which two are enough for', [between], [a, b], 5],
    ['or two VCPUs of one', [between], [a, a], 5],
    ['and a guest beside Dom0 is not', [between], [dom0, a], 0],
    ['out to idle happens with one VCPU', [line(kind('any'), kind('idle'), 7)], [a], 7],
    ['in from idle too', [line(kind('idle'), kind('any'), 7)], [a], 7],
    ['out of Dom0', [line(kind('dom0'), kind('guest'), 4), between], [dom0, a], 4],
    ['into Dom0', [line(kind('guest'), kind('dom0'), 4), between], [dom0, a], 4],
    ['out of a domain by name', [line(named('b'), kind('guest'), 9), between], [a, b, c], 9],
    ['into a domain by name', [line(kind('guest'), named('b'), 9), between], [a, b, c], 9],
    ['of a name needs that domain', [line(named('c'), kind('guest'), 9), between], [a, b], 5],
    ['to itself needs two of its VCPUs', [line(named('b'), named('b'), 9), between], [a, b], 5],
    ['which it may have', [line(named('b'), named('b'), 9), between], [a, b, b], 9],
    ['between all but the named ones', [line(named('b'), kind('any'), 1), between], [b, a, c], 5],
  ])('%s', (_, costs, running, cost) => {
    const servers = running.map((each) => ({ running: each }));
    expect(dearestSwitch(costs, servers)).toBe(cost);
    expect(dearestSwitch(costs, [...servers].reverse())).toBe(cost);
  });
});

describe('a start on a core', () => {
  const costs = [
    line(kind('dom0'), kind('guest'), 30),
    line(kind('guest'), kind('dom0'), 4),
    line(kind('guest'), kind('guest'), 5),
    line(kind('any'), kind('idle'), 6),
    line(kind('idle'), kind('any'), 2),
  ];
  test.each<[string, Running, readonly Running[], number]>([
    ['alone is in from idle and out to idle', a, [], 2 + 6],
    ['beside a guest is in from it', a, [b], 5 + 6],
    ['beside Dom0 is in from Dom0', a, [dom0, b], 30 + 6],
    ['of Dom0 is out to a guest', dom0, [a], 4 + 30],
  ])('%s', (_, running, others, cost) => {
    expect(costOfStart(costs, running, others)).toBe(cost);
  });
});

const server: HostServer = {
  domain: 'a',
  vcpu: 'v0',
  order: 0,
  running: a,
  period: 10,
  deadline: 10,
  budget: 2,
  priority: 0,
  starts: 3,
  work: 'any',
  core: 0,
};

test('each VCPU of a core is charged the dearest switches with any other, or with idle', () => {
  const ends = [kind('any'), kind('idle'), kind('dom0'), kind('guest'), named('a'), named('b')];
  const aLine = fc.record({
    from: fc.constantFrom(...ends),
    to: fc.constantFrom(...ends),
    cost: fc.integer({ min: 0, max: 9 }),
  });
  const someVms = fc.array(fc.constantFrom(dom0, a, a, b, c), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(aLine, { maxLength: 5 }), someVms, (costs, vms) => {
      const servers = vms.map((running, order) => ({ ...server, running, order }));
      const charged = coreLoads(costs, servers, 'safe').map(({ cost }) => cost);
      const expected = vms.map((running, index) => {
        const others = [...vms.filter((_, other) => other !== index), 'idle' as const];
        const into = Math.max(...others.map((other) => switchCost(costs, other, running)));
        const out = Math.max(...others.map((other) => switchCost(costs, running, other)));
        return server.budget + server.starts * (into + out);
      });
      expect(charged).toEqual(expected);
    }),
    { numRuns: runs(500) },
  );
});

describe('a gross budget', () => {
  test.each<[string, Partial<HostServer>, number, number]>([
    ['is charged each start', {}, 5, 17],
    ['is nothing for a VCPU that never starts', { budget: 0 }, 5, 0],
    [
      'is kept while it is exact',
      { budget: Number.MAX_SAFE_INTEGER - 3 },
      1,
      Number.MAX_SAFE_INTEGER,
    ],
    [
      'is without bound beyond',
      { budget: Number.MAX_SAFE_INTEGER - 2 },
      1,
      Number.POSITIVE_INFINITY,
    ],
  ])('%s', (_, more, cost, gross) => {
    expect(grossBudget({ ...server, ...more }, cost)).toBe(gross);
  });
});
