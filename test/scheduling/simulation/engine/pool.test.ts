import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pool } from '../../../../scheduling/simulation/engine/pool.ts';
import { before, Contender } from '../../../../scheduling/simulation/engine/state/contender.ts';
import { runs } from '../../../support/runs.ts';

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
      const contenders = Array.from({ length: COUNT }, (_, index) => new Contender(index));
      const pool = new Pool<string, Contender>(true, { now: 0 });
      for (let place = 0; place < places; place++) expect(pool.join(`place ${place}`)).toBe(place);
      const wanting = new Set<Contender>();
      const open = new Array<boolean>(places).fill(true);
      let held = [...pool.holder];
      for (const one of steps) {
        const contender = 'entity' in one ? contenders[one.entity] : undefined;
        if (one.kind === 'add' && contender !== undefined && !wanting.has(contender)) {
          wanting.add(contender);
          pool.add(contender);
        } else if (one.kind === 'remove' && contender !== undefined && wanting.delete(contender)) {
          pool.remove(contender);
        } else if (one.kind === 'rank' && contender !== undefined) {
          contender.first = one.rank;
          if (wanting.has(contender)) pool.changed(contender);
        } else if (one.kind === 'open' && one.place < places) {
          open[one.place] = true;
          pool.openPlace(one.place);
        } else if (one.kind === 'close' && one.place < places) {
          open[one.place] = false;
          pool.closePlace(one.place);
        } else if (one.kind === 'settle') {
          pool.settle();
          const room = open.filter(Boolean).length;
          const first = [...wanting].sort((a, b) => (before(a, b) ? -1 : 1)).slice(0, room);
          const seated = pool.holder.filter((holder) => holder !== null);
          expect(new Set(seated)).toEqual(new Set(first));
          for (const [place, holder] of held.entries()) {
            if (holder === null || open[place] !== true || !first.includes(holder)) continue;
            expect(pool.holder[place]).toBe(holder);
          }
          held = [...pool.holder];
        }
      }
    },
  );
  fc.assert(property, { numRuns: runs(1000) });
});
