import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { remedyTitle } from '../../../messages/findings/remedy-title.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { applyChanges } from '../../../scheduling/findings/change.ts';
import { findings } from '../../../scheduling/findings/findings.ts';
import { remedies } from '../../../scheduling/findings/remedies.ts';
import type { Action, Domain, Machine, SystemModel } from '../../../scheduling/model/model.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { runs } from '../../support/runs.ts';
import { domain, MS, machine, system, task, vcpu } from '../../support/systems.ts';

/** The remedies of the first refused step, and that step's number. */
function offered(model: SystemModel) {
  const analysis = analyze(model);
  const finding = findings(analysis).find(({ code }) => code === 'scenario-refused');
  if (finding?.element.kind !== 'step') return null;
  return { index: finding.element.index, list: remedies(model, analysis, finding) };
}

/** Whether the step that a remedy is for is admitted with its changes. */
function admitted(model: SystemModel, { index, changes }: Pick<Tried, 'index' | 'changes'>) {
  const before = changes.filter(({ kind }) => kind === 'before').length;
  const { scenarios } = analyze(applyChanges(model, changes));
  return scenarios[0]?.steps[index + before]?.admitted;
}

interface Tried {
  readonly index: number;
  readonly changes: Parameters<typeof applyChanges>[1];
}

const start = (...domains: readonly string[]): Action => ({ kind: 'start', domains });

function titles(
  domains: readonly Domain[],
  actions: readonly Action[],
  spare = true,
  more: Partial<Machine> = {},
) {
  const steps = actions.map((action, index) => ({ at: index * MS, action }));
  const machines = [
    machine(domains, { ...more, cores: 2 }),
    ...(spare ? [machine([], { name: 'n' })] : []),
  ];
  const model = system(machines, [{ name: 's', machine: 'm', steps }]);
  const { index, list } = offered(model) ?? { index: -1, list: [] };
  for (const { changes } of list) expect(admitted(model, { index, changes })).toBe(true);
  return list.map(remedyTitle);
}

const big = (name: string, core?: number, budget = 6) =>
  domain(
    name,
    [vcpu('v0', { period: 10 * MS, budget: budget * MS, ...(core === undefined ? {} : { core }) })],
    [task('t', 40 * MS, 4 * MS)],
  );

describe('what would get a refused step admitted', () => {
  test('for a domain: less, another place, or what has to stop', () => {
    expect(titles([big('a', 0), big('b', 0)], [start('a'), start('b')])).toEqual([
      'Lower the budget of b.v0 to 4 ms',
      'Move b.v0 to core 1',
      'Move b to n',
      'Before it: stop a',
      'Before it: migrate a to n',
    ]);
  });
  test('for an added task: less of it, or another that is removed', () => {
    const action: Action = {
      kind: 'add',
      domain: 'a',
      task: task('x', 20 * MS, 10 * MS, { vcpu: 'v0' }),
    };
    expect(titles([big('a', 0)], [start('a'), action], false)).toEqual([
      'Shorten the wcet of x to 8 ms',
      'Lengthen the period of x to 22 ms',
    ]);
  });
  test('for a new interface: the nearest that fits', () => {
    const action: Action = { kind: 'set', domain: 'a', vcpu: 'v0', budget: 6 * MS };
    expect(titles([big('a', 0, 3), big('b', 0, 5)], [start('a', 'b'), action], false)).toEqual([
      'Set the budget of a.v0 to 5 ms',
      'Before it: stop b',
    ]);
  });
  test('for a new period that the guest does not bear: what it bears, or a wait', () => {
    const x = task('x', 20 * MS, 4 * MS, { deadline: 16 * MS });
    const a = domain('a', [vcpu('v0', { period: 10 * MS, budget: 4 * MS, core: 0 })], [x]);
    const action: Action = { kind: 'set', domain: 'a', vcpu: 'v0', period: 3 * MS, budget: MS };
    const periodic = { servers: 'periodic' } as const;
    expect(titles([a], [start('a'), action], false, periodic)).toEqual([
      'Set the budget of a.v0 to 1.334 ms',
      'Let a.v0 wait until the guest is quiet',
    ]);
  });
  test('for a move: another target', () => {
    const model = system(
      [machine([big('a', 0)]), machine([big('b', 0)], { name: 'n' }), machine([], { name: 'o' })],
      [
        {
          name: 's',
          machine: 'm',
          steps: [
            { at: 0, action: start('a', 'b') },
            { at: MS, action: { kind: 'migrate', domain: 'a', machine: 'n' } },
          ],
        },
      ],
    );
    expect(offered(model)?.list.map(remedyTitle)).toEqual([
      'To o instead',
      'Before it: stop b',
      'Before it: migrate b to o',
    ]);
  });
  test('says where a later action is refused then', () => {
    const list = titles(
      [big('a', 0), big('b', 0), big('c', 1)],
      [start('a'), start('b'), start('c')],
    );
    expect(list).toContain('Move b.v0 to core 1 (a later action is refused then)');
  });
});

const aDomain = fc.record({
  period: fc.integer({ min: 4, max: 12 }),
  budget: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  core: fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined }),
  wcets: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 2 }),
});

const aScenario = fc
  .record({
    policy: fc.constantFrom('EDF', 'RM'),
    placement: fc.constantFrom('partitioned', 'global'),
    domains: fc.array(aDomain, { minLength: 2, maxLength: 4 }),
    added: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ policy, placement, domains, added }): SystemModel => {
    const built = domains.map(({ period, budget, core, wcets }, index) =>
      domain(
        `d${index}`,
        [
          vcpu('v0', {
            period: period * MS,
            ...(budget === undefined ? {} : { budget: budget * MS }),
            ...(core === undefined ? {} : { core }),
          }),
        ],
        wcets.map((wcet, one) => task(`t${one}`, 30 * MS, wcet * MS)),
      ),
    );
    const actions: Action[] = [
      ...built.map(({ name }) => start(name)),
      { kind: 'add', domain: 'd0', task: task('x', 25 * MS, added * MS, { vcpu: 'v0' }) },
    ];
    const steps = actions.map((action, index) => ({ at: index * MS, action }));
    return system(
      [
        machine(built, { cores: 2, policy: { kind: policy, placement } as never }),
        machine([], { name: 'n' }),
      ],
      [{ name: 's', machine: 'm', steps }],
    );
  });

test('each remedy admits the step, and with a little less it is refused', () => {
  let smallest = 0;
  assertWithEnough(
    fc.property(aScenario, (model) => {
      const found = offered(model);
      if (found === null) return;
      const { index, list } = found;
      for (const { changes } of list) {
        expect(admitted(model, { index, changes })).toBe(true);
        const [change] = changes;
        if (change?.kind !== 'set' && change?.kind !== 'set-in-step') continue;
        if (change.attribute !== 'wcet') continue;
        smallest++;
        const more = [{ ...change, value: change.value + 1_000 }];
        expect(admitted(model, { index, changes: more })).toBe(false);
      }
    }),
    { numRuns: runs(60), found: () => smallest, above: 0 },
  );
});
