import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, patched } from '../../../server/worker/difference.ts';

const data = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(0, 1, 2, 'a', 'b', null, true),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('name', 'tasks', 'vcpus', 'core'), tie('any')),
  ),
})).any;

const model = {
  machines: [{ name: 'm', domains: [{ name: 'a', tasks: [1, 2] }, { name: 'b' }, { name: 'c' }] }],
};

describe('the difference of two pieces of data', () => {
  it('leads from the one to the other, whatever they are, also when it has been copied', () => {
    fc.assert(
      fc.property(data, data, (before, after) => {
        const change = structuredClone(difference(before, after));
        expect(patched(before, change)).toEqual(after);
      }),
    );
  });

  it('is nothing where the contents are the same', () => {
    fc.assert(fc.property(data, (one) => difference(one, structuredClone(one)) === null));
  });

  it('keeps the objects that have not changed', () => {
    const after = structuredClone(model);
    const tasks = after.machines[0]?.domains[0]?.tasks;
    tasks?.push(3);
    const found = patched(model, difference(model, after)) as typeof model;
    expect(found).toEqual(after);
    expect(found.machines[0]?.domains[1]).toBe(model.machines[0]?.domains[1]);
    expect(found.machines[0]?.domains[0]).not.toBe(model.machines[0]?.domains[0]);
  });

  it('is small where one item of many has changed, come or gone', () => {
    const before = Array.from({ length: 1000 }, (_, at) => ({ name: `d${at}`, wcet: at }));
    const size = (after: unknown) => JSON.stringify(difference(before, after)).length;
    expect(size(before.with(500, { name: 'd500', wcet: 7 }))).toBeLessThan(150);
    expect(size(before.toSpliced(500, 1))).toBeLessThan(150);
    expect(size(before.toSpliced(500, 0, { name: 'new', wcet: 7 }))).toBeLessThan(150);
  });
});
