import { describe, expect, test } from 'vitest';
import { besideNeighbors } from '../../../scheduling/neighbors/beside.ts';
import type { Neighborhood } from '../../../scheduling/neighbors/neighborhood.ts';
import { Random } from '../../support/generated/random.ts';
import { runs } from '../../support/runs.ts';
import { provenCore, randomRun, type SmallCore, smallCore } from './small-core.ts';

const SYSTEMS = runs(600);

interface Hunted {
  /** The systems that only the second verdict accepts. */
  readonly gained: number;
  readonly late: readonly { readonly core: SmallCore; readonly task: number }[];
}

/** Hunts for tasks that are proven beside their neighbors and late in some run. */
function hunt(
  overheads: boolean,
  change: (hood: Neighborhood) => Neighborhood = (hood) => hood,
): Hunted {
  const late: { core: SmallCore; task: number }[] = [];
  let gained = 0;
  for (let seed = 1; seed <= SYSTEMS; seed++) {
    const random = new Random(seed);
    const core = smallCore(random, overheads ? 24 : 9, overheads);
    const proven = provenCore(core);
    if (proven === null || proven.alone) continue;
    const beside = besideNeighbors(change(proven.hood), proven.problem);
    if (beside === null) continue;
    const held = beside.tasks.flatMap(({ holds }, index) => (holds ? [index] : []));
    if (held.length === 0) continue;
    if (held.length === core.tasks.length) gained++;
    for (let run = 0; run < 30; run++) {
      const worst = randomRun(core, random, 300);
      const task = held.find((index) => {
        const bound = beside.tasks[index]?.response ?? core.tasks[index]?.deadline ?? 0;
        return (worst[index] ?? 0) > bound;
      });
      if (task === undefined) continue;
      late.push({ core, task });
      break;
    }
  }
  return { gained, late };
}

describe('tasks that hold beside their neighbors', () => {
  test.each([
    ['without switch costs', false],
    ['with switch costs', true],
  ])('are never late, %s', (_, overheads) => {
    const { gained, late } = hunt(overheads);
    expect(late).toEqual([]);
    expect(gained).toBeGreaterThan(overheads ? 2 : 20);
  });

  const shorter = <Place extends { readonly gross: number }>(place: Place): Place => ({
    ...place,
    gross: place.gross - 1,
  });

  test.each<[string, (hood: Neighborhood) => Neighborhood]>([
    ['a neighbor took a tick less', (hood) => ({ ...hood, ahead: hood.ahead.map(shorter) })],
    [
      'a budget were a tick larger',
      (hood) => ({ ...hood, own: { ...hood.own, budget: hood.own.budget + 1 } }),
    ],
    [
      'a deadline of the interface came a tick earlier',
      (hood) => ({ ...hood, own: { ...hood.own, deadline: hood.own.deadline - 1 } }),
    ],
  ])('would be late if %s', (_, change) => {
    expect(hunt(false, change).late.length).toBeGreaterThan(0);
  });
});
