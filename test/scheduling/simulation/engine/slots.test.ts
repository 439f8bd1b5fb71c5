import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Slots } from '../../../../scheduling/simulation/engine/slots.ts';
import { runs } from '../../../support/runs.ts';

test('the first slot is the one due first, the lowest of those due at once', () => {
  const time = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Infinity));
  const property = fc.property(
    fc.integer({ min: 1, max: 40 }),
    fc.array(fc.tuple(fc.nat(39), time), { maxLength: 200 }),
    (count, changes) => {
      const slots = new Slots(count);
      const times = new Array<number>(count).fill(Infinity);
      for (const [slot, at] of changes) {
        if (slot >= count) continue;
        slots.set(slot, at);
        times[slot] = at;
        const least = Math.min(...times);
        expect([slots.firstTime(), slots.timeOf(slot)]).toEqual([least, at]);
        expect(slots.first()).toBe(times.indexOf(least));
      }
    },
  );
  fc.assert(property, { numRuns: runs(500) });
});
