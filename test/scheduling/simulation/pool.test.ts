import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Level, Pool } from '../../../scheduling/simulation/pool.ts';
import { Order } from '../../../scheduling/simulation/ready-heap.ts';
import { runs } from '../../support/runs.ts';

type Step =
  | { readonly kind: 'add' | 'remove'; readonly entity: number }
  | { readonly kind: 'rank'; readonly entity: number; readonly rank: number }
  | { readonly kind: 'open' | 'close'; readonly place: number }
  | { readonly kind: 'settle' };

const COUNT = 8;
const entity = fc.nat(COUNT - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom<'add' | 'remove'>('add', 'remove'), entity }),
  fc.record({ kind: fc.constant<'rank'>('rank'), entity, rank: fc.nat(3) }),
  fc.record({ kind: fc.constantFrom<'open' | 'close'>('open', 'close'), place: fc.nat(2) }),
  fc.constant<Step>({ kind: 'settle' }),
  fc.constant<Step>({ kind: 'settle' }),
);

test('after every decision the first in the order have the open places, and who had one keeps it', () => {
  const property = fc.property(
    fc.integer({ min: 2, max: 3 }),
    fc.array(step, { maxLength: 80 }),
    (places, steps) => {
      const level = new Level(new Order(COUNT));
      const pool = new Pool(level, places, true);
      const wanting = new Set<number>();
      const open = new Array<boolean>(places).fill(true);
      let before: readonly number[] = [...pool.holder];
      for (const one of steps) {
        if (one.kind === 'add' && !wanting.has(one.entity)) {
          wanting.add(one.entity);
          pool.add(one.entity);
        } else if (one.kind === 'remove' && wanting.delete(one.entity)) {
          pool.remove(one.entity);
        } else if (one.kind === 'rank') {
          level.order.first[one.entity] = one.rank;
          if (wanting.has(one.entity)) pool.changed(one.entity);
        } else if (one.kind === 'open' && one.place < places) {
          open[one.place] = true;
          pool.openPlace(one.place);
        } else if (one.kind === 'close' && one.place < places) {
          open[one.place] = false;
          pool.closePlace(one.place);
        } else if (one.kind === 'settle') {
          pool.settle(0);
          const room = open.filter(Boolean).length;
          const first = [...wanting].sort((a, b) => (level.order.before(a, b) ? -1 : 1)).slice(0, room);
          const seated = [...pool.holder].filter((held) => held >= 0);
          expect(new Set(seated)).toEqual(new Set(first));
          for (const [place, held] of before.entries()) {
            if (open[place] === true && first.includes(held)) expect(pool.holder[place]).toBe(held);
          }
          before = [...pool.holder];
        }
      }
    },
  );
  fc.assert(property, { numRuns: runs(1000) });
});
