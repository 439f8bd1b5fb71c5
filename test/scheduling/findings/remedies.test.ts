import { describe, expect, test } from 'vitest';
import { remedyTitle } from '../../../messages/findings/remedy-title.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { applyChanges } from '../../../scheduling/findings/change.ts';
import { findings } from '../../../scheduling/findings/findings.ts';
import { remedies } from '../../../scheduling/findings/remedies.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { modelOfFile } from '../../support/model-of.ts';
import { domain, MS, machine, system, task, US, vcpu } from '../../support/systems.ts';

function offered(model: SystemModel, code: string, domainName?: string) {
  const analysis = analyze(model);
  const finding = findings(analysis).find(
    (one) =>
      one.code === code &&
      (domainName === undefined || ('domain' in one.element && one.element.domain === domainName)),
  );
  if (finding === undefined) throw new Error(`no finding ${code}`);
  return remedies(model, analysis, finding).map((remedy) => ({
    ...remedy,
    title: remedyTitle(remedy),
  }));
}

const titles = (list: readonly { readonly title: string }[]): readonly string[] =>
  list.map(({ title }) => title);

describe('remedies', () => {
  test('for the paper’s testbed: the budget, the task’s own numbers, or soft', async () => {
    const model = await modelOfFile('examples/paper-testbed.hsched');
    const list = offered(model, 'guest-unschedulable', 'guest1');
    expect(list[0]).toMatchObject({
      title: 'Set the budget of guest1.v0 to 2.513 ms',
      preferred: true,
    });
    expect(titles(list)).toContain('Shorten the wcet of actuate to 2.55 ms');
    expect(titles(list)).toContain('Make actuate soft');
  });
  test('each one works, and a little less would not', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 2 * MS })],
      [task('t', 30 * MS, 5 * MS)],
    );
    const model = system([machine([own])]);
    const list = offered(model, 'guest-unschedulable');
    expect(titles(list)).toEqual([
      'Set the budget of d.v0 to 2.5 ms',
      'Shorten the wcet of t to 4 ms',
      'Lengthen the period of t to 37 ms',
      'Make t soft',
    ]);
    for (const { changes } of list) {
      expect(analyze(applyChanges(model, changes)).verdict).toBe('schedulable');
      const [change] = changes;
      if (change?.kind !== 'set') continue;
      const less = change.attribute === 'wcet' ? US : -US;
      const nearly = applyChanges(model, [{ ...change, value: change.value + less }]);
      expect(analyze(nearly).verdict).toBe('unschedulable');
    }
  });
  test('a budget that the machine has no room for is not offered', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 2 * MS })],
      [task('t', 30 * MS, 5 * MS)],
    );
    const rest = domain('rest', [vcpu('v0', { period: 10 * MS, budget: 8 * MS })]);
    expect(titles(offered(system([machine([own, rest])]), 'guest-unschedulable'))).not.toContain(
      'Set the budget of d.v0 to 2.5 ms',
    );
  });
  test('a core with room, where there is one', () => {
    const on = (name: string, core: number, budget: number) =>
      domain(name, [vcpu('v0', { period: 10 * MS, budget: budget * MS, core })]);
    const crowded = system([machine([on('a', 0, 6), on('b', 0, 5), on('c', 1, 5)], { cores: 2 })]);
    expect(titles(offered(crowded, 'core-unschedulable'))).toEqual(['Move b.v0 to core 1']);
    const full = system([machine([on('a', 0, 6), on('b', 0, 5), on('c', 1, 6)], { cores: 2 })]);
    expect(offered(full, 'core-unschedulable')).toEqual([]);
  });
  test('a budget far above what is needed can be lowered', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 8 * MS })],
      [task('t', 100 * MS, 5 * MS)],
    );
    expect(titles(offered(system([machine([own])]), 'budget-oversized'))).toEqual([
      'Lower the budget of d.v0 to 0.556 ms',
    ]);
  });
});
