import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LeastShares } from '../../../../scheduling/open/host/least-shares.ts';
import { runs } from '../../../support/runs.ts';

test('the first core with room is the one that a walk over all of them finds', () => {
  const change = fc.record({
    place: fc.nat(99),
    share: fc.integer({ min: 0, max: 9 }),
    most: fc.integer({ min: -1, max: 9 }),
    from: fc.nat(99),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.array(change), (count, changes) => {
      const shares = new LeastShares(count);
      const plain = Array.from({ length: count }, () => 0);
      for (const { place, share, most, from } of changes) {
        shares.set(place % count, share);
        plain[place % count] = share;
        const walked = plain.findIndex((each, index) => index >= from && each <= most);
        expect(shares.firstUpTo(most, from)).toBe(walked);
      }
    }),
    { numRuns: runs(200) },
  );
});
