import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import { systemHere } from '../../../scheduling/facts/here.ts';
import { modelOf } from '../../support/model-of.ts';

/** A task that misses by its VCPU's interface alone, and holds beside the neighbor. */
const beside = `
  domain own on board.rt {
    scheduler RM
    vcpu v0  period 10ms  budget 4ms  core 1
    task t  period 20ms  wcet 4ms  deadline 13ms
  }
  domain neighbor on board.rt { vcpu v0  period 4ms  budget 1ms  core 1 }`;

const here = async (own: string, scheduler: string) =>
  systemHere(
    factsOf(
      analyze(
        await modelOf(`
          machine board {
            cores 2
            scheduler ${scheduler}
            pool rt { cores 1  scheduler RM  servers periodic }
          }
          ${own}
          ${beside}`),
      ),
    ),
  );

test('a system holds here, whatever its pools do that owe nothing', async () => {
  const soft = 'domain web on board { task page  period 10ms  wcet 9ms  soft }';
  expect(await here('', 'EDF')).not.toBeNull();
  expect(await here(soft, 'credit2')).not.toBeNull();
});

test('but not where a pool by weight owes something', async () => {
  const hard = 'domain web on board { task page  period 10ms  wcet 1ms }';
  expect(await here(hard, 'credit2')).toBeNull();
});
