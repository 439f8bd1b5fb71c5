import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../../language/references/edit-distance.ts';
import { nearest } from '../../../language/references/suggest.ts';

/** The distance by its definition: the shortest of all ways from one word to the other. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return Math.min(
    slowDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
    slowDistance(a.slice(1), b) + 1,
    slowDistance(a, b.slice(1)) + 1,
    swapped ? slowDistance(a.slice(2), b.slice(2)) + 1 : Number.POSITIVE_INFINITY,
  );
}

describe('the distance of two words', () => {
  test.each([
    ['period', 'period', 0],
    ['perod', 'period', 1],
    ['peroid', 'period', 1],
    ['budget', 'bugdte', 2],
    ['', 'on', 2],
    ['ca', 'abc', undefined],
    ['core', 'clock', undefined],
  ])('%j and %j: %s', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
  });

  test('is what every way between them says, where it is small enough', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }).map((l) => l.join(''));
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
        const distance = slowDistance(a, b);
        expect(editDistance(a, b, most)).toBe(distance <= most ? distance : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the nearest of the words that are known', () => {
  test.each([
    ['perod', ['deadline', 'period', 'budget'], 'period'],
    ['dead', ['deadline', 'dread'], 'deadline'],
    ['Guest', ['guest', 'quest'], 'guest'],
    ['xy', ['xx', 'yy'], undefined],
    ['n'.repeat(101), ['n'.repeat(102)], undefined],
  ])('to %s among %j is %s', (text, words, expected) => {
    expect(nearest(text, words)).toBe(expected);
  });
});
