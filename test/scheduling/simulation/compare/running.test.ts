import { expect, test } from 'vitest';
import {
  type Difference,
  differences,
  type Stretches,
} from '../../../../scheduling/simulation/compare/running.ts';
import { Random } from '../../../support/generated/random.ts';
import { runs } from '../../../support/runs.ts';

const length = 60;

/** Stretches apart from each other in `[0, length)`. */
function anyStretches(random: Random): Stretches {
  const start: number[] = [];
  const end: number[] = [];
  for (let at = random.whole(0, 6); at < length; at += random.whole(1, 9)) {
    start.push(at);
    at += random.whole(1, 8);
    end.push(at);
  }
  return { start, end };
}

const runsAt = ({ start, end }: Stretches, time: number) =>
  start.some((begin, at) => begin <= time && time < (end[at] ?? begin));

/** The same unit by unit. */
function slowly(
  first: Stretches,
  second: Stretches,
  { from, to, shift, tolerance }: Parameters<typeof differences>[2],
): readonly Difference[] {
  const found: Difference[] = [];
  for (let time = from; time < to; time++) {
    const a = runsAt(first, time);
    const b = runsAt(second, time - shift);
    if (a === b) continue;
    const runsIn = a ? 'first' : 'second';
    const last = found.at(-1);
    if (last?.to === time && last.runsIn === runsIn)
      found[found.length - 1] = { ...last, to: time + 1 };
    else found.push({ from: time, to: time + 1, runsIn });
  }
  return found.filter((each) => each.to - each.from > tolerance);
}

test('the stretches that differ are those that differ unit by unit', () => {
  const random = new Random(17);
  for (let run = 0; run < runs(2_000); run++) {
    const [first, second] = [anyStretches(random), anyStretches(random)];
    const shift = random.whole(-20, 20);
    const from = Math.max(0, shift) + random.whole(0, 3);
    const window = { from, to: random.whole(from, length), shift, tolerance: random.whole(0, 3) };
    expect(differences(first, second, window)).toEqual(slowly(first, second, window));
  }
});

test('a run differs from itself nowhere', () => {
  const random = new Random(18);
  const one = anyStretches(random);
  expect(differences(one, one, { from: 0, to: length, shift: 0, tolerance: 0 })).toEqual([]);
});
