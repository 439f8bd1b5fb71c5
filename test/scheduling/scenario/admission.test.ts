import { describe, expect, test } from 'vitest';
import { actionText } from '../../../messages/scenario/action.ts';
import { stepReasonText } from '../../../messages/scenario/step-reason.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import type { StepAnalysis } from '../../../scheduling/model/analysis.ts';
import type { Action, Domain, Machine } from '../../../scheduling/model/model.ts';
import { admit, nothingRuns } from '../../../scheduling/scenario/admit.ts';
import type { SystemState } from '../../../scheduling/scenario/state.ts';
import { domain, MS, machine, system, task, vcpu } from '../../support/systems.ts';

const start = (...domains: readonly string[]): Action => ({ kind: 'start', domains });
const stop = (...domains: readonly string[]): Action => ({ kind: 'stop', domains });
const add = (name: string, wcet: number, to = 'open'): Action => ({
  kind: 'add',
  domain: to,
  task: task(name, 20 * MS, wcet),
});
const remove = (name: string): Action => ({ kind: 'remove', domain: 'open', task: name });

/**
 * A domain that fits, one with an open budget, one that can miss, and one that is too large beside
 * the first.
 */
const domains: readonly Domain[] = [
  domain('fits', [vcpu('v0', { period: 5 * MS, budget: 2 * MS })], [task('a', 20 * MS, 2 * MS)]),
  domain('open', [vcpu('v0', { period: 10 * MS })], [task('b', 40 * MS, 2 * MS)]),
  domain('late', [vcpu('v0', { period: 10 * MS, budget: MS })], [task('c', 12 * MS, MS)]),
  domain('large', [vcpu('v0', { period: 10 * MS, budget: 7 * MS })]),
];

function steps(
  actions: readonly Action[],
  machines: readonly Machine[] = [machine(domains)],
): readonly StepAnalysis[] {
  const scenario = {
    name: 's',
    machine: 'm',
    steps: actions.map((action, index) => ({ at: index * MS, action })),
  };
  return analyze(system(machines, [scenario])).scenarios[0]?.steps ?? [];
}

function admitted(actions: readonly Action[], machines?: readonly Machine[]): readonly boolean[] {
  return steps(actions, machines).map((step) => step.admitted);
}

describe('a scenario', () => {
  test('tests each start on what runs at that moment', () => {
    expect(admitted([start('fits'), start('large'), stop('fits'), start('large')])).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
  test('says which component would fail and why', () => {
    const [, late, large] = steps([start('fits'), start('late'), start('large')]);
    expect(late?.failing).toEqual({ kind: 'vcpu', domain: 'late', vcpu: 'v0' });
    expect(stepReasonText(late?.reason ?? null)).toMatch(
      /^late\.v0 would fail: c can miss its 12 ms deadline/,
    );
    expect(large?.failing).toEqual({ kind: 'core', machine: 'm', core: 0 });
    expect(stepReasonText(large?.reason ?? null)).toMatch(
      /^core 0 of m would fail: core 0 is owed/,
    );
  });
  test('names its steps as they are written', () => {
    const set: Action = {
      kind: 'set',
      domain: 'fits',
      vcpu: 'v0',
      period: 6 * MS,
      budget: 2.5 * MS,
    };
    const migrate: Action = { kind: 'migrate', domain: 'fits', machine: 'm' };
    expect(
      steps([start('fits', 'open'), add('x', MS), remove('x'), set, migrate, stop('open')]).map(
        (s) => actionText(s.action),
      ),
    ).toEqual([
      'start fits, open',
      'add task x to open.v0',
      'remove task open.x',
      'set fits.v0 period 6ms budget 2.5ms',
      'migrate fits to m',
      'stop open',
    ]);
  });
  test('a refused step leaves everything as it was', () => {
    expect(admitted([start('open'), add('x', 19.5 * MS), add('x', MS), remove('x')])).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
  test('one action is admitted whole or not at all', () => {
    const results = steps([start('fits', 'late'), stop('fits')]);
    expect(results.map((step) => step.admitted)).toEqual([false, false]);
    expect(results[1]).toMatchObject({ reason: { kind: 'not-running', domain: 'fits' } });
    expect(results[1]?.failing).toBeUndefined();
  });
  test('a name may be used again once it is gone', () => {
    expect(
      admitted([start('open'), add('x', MS), add('x', MS), remove('x'), add('x', MS)]),
    ).toEqual([true, true, false, true, true]);
  });
  test('a domain that starts again starts as it is declared', () => {
    expect(
      admitted([start('open'), add('x', MS), stop('open'), start('open'), remove('x')]),
    ).toEqual([true, true, true, true, false]);
  });
  test('a set that takes too much away is refused', () => {
    const set = (budget: number): Action => ({ kind: 'set', domain: 'fits', vcpu: 'v0', budget });
    expect(admitted([start('fits'), set(0.1 * MS), set(MS)])).toEqual([true, false, true]);
  });
});

describe('interfaces adapt at run time', () => {
  const budgetOf = (state: SystemState): number | null | undefined =>
    state.completed.machines[0]?.domains.find((d) => d.name === 'open')?.vcpus[0]?.budget;

  test('a computed budget is computed anew at each step', () => {
    const budgets: (number | null | undefined)[] = [];
    let state = nothingRuns(system([machine(domains)]));
    for (const action of [start('open'), add('x', 3 * MS), remove('x')]) {
      const result = admit(state, action);
      expect(result.admitted).toBe(true);
      if (result.admitted) state = result.state;
      budgets.push(budgetOf(state));
    }
    expect(budgets[1]).toBeGreaterThan(budgets[0] ?? Number.NaN);
    expect(budgets[2]).toBe(budgets[0]);
  });
  test('a chosen period stays as it is where the guest does not bear the best one on the way', () => {
    const own = domain('a', [vcpu('v0')], [task('t', 24 * MS, 3 * MS)], { policy: { kind: 'RM' } });
    const runs = machine([own], { servers: 'periodic', resolution: MS / 10 });
    const more = { ...add('n', 4 * MS, 'a'), task: task('n', 13 * MS, 4 * MS) } as Action;
    const before = admit(nothingRuns(system([runs])), start('a'));
    if (!before.admitted) throw new Error('a does not fit');
    const after = admit(before.state, more);
    if (!after.admitted) throw new Error('the task does not fit');
    const periodOf = ({ completed }: SystemState) => completed.machines[0]?.domains[0]?.vcpus[0];
    expect(periodOf(before.state)).toMatchObject({ period: 1.5 * MS, computed: { period: true } });
    expect(periodOf(after.state)).toMatchObject({ period: 1.5 * MS, computed: { period: true } });
    // By itself another period would be best.
    const all = machine([{ ...own, tasks: [...own.tasks, task('n', 13 * MS, 4 * MS)] }], {
      ...{ servers: 'periodic', resolution: MS / 10 },
    });
    const alone = admit(nothingRuns(system([all])), start('a'));
    if (!alone.admitted) throw new Error('both tasks do not fit');
    expect(periodOf(alone.state)?.period).not.toBe(1.5 * MS);
  });
  test('what the interface grows by must fit the machine', () => {
    const [, , grown] = steps([start('open'), start('large'), add('x', 5 * MS)]);
    expect(grown).toMatchObject({ admitted: false, failing: { kind: 'core' } });
  });
  test('VCPUs stay on the cores they were placed on', () => {
    const wide = machine(
      ['a', 'b', 'c'].map((name) =>
        domain(name, [vcpu('v0', { period: 10 * MS, budget: 4 * MS })]),
      ),
      { cores: 2 },
    );
    let state = nothingRuns(system([wide]), analyze(system([wide])).completed);
    const core = (name: string) =>
      state.completed.machines[0]?.domains.find((d) => d.name === name)?.vcpus[0]?.core;
    for (const action of [start('c'), start('a')]) {
      const result = admit(state, action);
      if (result.admitted) state = result.state;
    }
    expect([core('a'), core('c')]).toEqual([0, 1]);
  });
});

describe('where and what', () => {
  test('with admission in the hypervisor an hvm domain cannot pass its interface', () => {
    const hvm = domain('h', [vcpu('v0', { period: 10 * MS, budget: MS })], [], { type: 'hvm' });
    const inside = machine([...domains, hvm], { admission: { where: 'hypervisor', cost: 0 } });
    expect(steps([start('fits'), start('h')], [inside])[1]).toMatchObject({
      admitted: false,
      failing: { kind: 'domain', domain: 'h' },
    });
    expect(admitted([start('h')], [machine([hvm])])).toEqual([true]);
  });
  test('a domain that moves is tested where it goes, and makes room where it was', () => {
    const other = machine([domain('there', [vcpu('v0', { period: 10 * MS, budget: 8.5 * MS })])], {
      name: 'n',
    });
    const migrate = (name: string): Action => ({ kind: 'migrate', domain: name, machine: 'n' });
    const actions = [
      start('fits', 'open'),
      start('there'),
      migrate('fits'),
      migrate('open'),
      start('large'),
    ];
    const results = steps(actions, [machine(domains), other]);
    expect(results.map((step) => step.admitted)).toEqual([true, true, false, true, false]);
    expect(results[2]?.failing).toMatchObject({ kind: 'core', machine: 'n' });
  });
  test('a moved domain takes its changes along', () => {
    const other = machine([], { name: 'n' });
    const actions: readonly Action[] = [
      start('open'),
      add('x', MS),
      { kind: 'migrate', domain: 'open', machine: 'n' },
      remove('x'),
    ];
    expect(admitted(actions, [machine(domains), other])).toEqual([true, true, true, true]);
  });
  test('the credit scheduler has no test to fail', () => {
    const policy = { kind: 'credit', timeslice: 30 * MS, ratelimit: MS, boost: true } as const;
    expect(
      admitted([start('fits', 'late', 'large', 'open')], [machine(domains, { policy })]),
    ).toEqual([true]);
  });
  test('a soft task that can miss keeps nobody out', () => {
    const soft = domain(
      's',
      [vcpu('v0', { period: 10 * MS, budget: MS })],
      [task('c', 12 * MS, MS, { soft: {} })],
    );
    expect(admitted([start('s')], [machine([soft])])).toEqual([true]);
  });
});

describe('a move of a guest with aligned releases', () => {
  /** A machine whose frame serves `plc` in its first 2 ms only. */
  const framed = (name: string, frame: number, guests: readonly Domain[] = []) => {
    const windows = [{ domain: 'plc', vcpu: 'v0', at: 0, length: 2 * MS }];
    return machine(guests, { name, policy: { kind: 'ARINC653', majorFrame: frame * MS, windows } });
  };
  const control = task('control', 20 * MS, 2 * MS, { deadline: 2 * MS });
  const plc = domain('plc', [vcpu('v0')], [control], { releases: 'aligned' });
  const admitted = (from: Machine, to: Machine): boolean | undefined => {
    const move: Action = { kind: 'migrate', domain: 'plc', machine: to.name };
    return steps([start('plc'), move], [from, to])[1]?.admitted;
  };

  test.each([
    ['to a frame that divides its own', 20, 10, true],
    ['to the same frame', 20, 20, true],
    ['to a frame with which it falls out of step', 20, 8, false],
    ['to a longer frame', 10, 20, false],
  ])('%s', (_, from, to, passes) => {
    expect(admitted(framed('m', from, [plc]), framed('n', to))).toBe(passes);
  });

  test('from a machine that it was never in step with', () => {
    const cores = machine([plc], { name: 'm', policy: { kind: 'null' } });
    expect(admitted(cores, framed('n', 10))).toBe(false);
  });
});
