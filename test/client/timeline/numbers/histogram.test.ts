import { describe, expect, test } from 'vitest';
import { RunData } from '../../../../client/timeline/lanes/run-data.ts';
import { histograms } from '../../../../client/timeline/numbers/histogram.ts';
import { readRuns, shownRuns } from '../../../../client/timeline/run/read-runs.ts';
import { modelOf } from '../../../support/model-of.ts';

/** A guest alone on its core, whose first task needs 2 ms of the budget. */
const system = (budget: string) => `machine m {}
domain d on m { scheduler RM vcpu v period 10ms budget ${budget}
  task t period 10ms wcet 2ms task late period 40ms wcet 1ms offset 30ms }`;

async function runOf(...texts: readonly string[]): Promise<RunData> {
  const runs = await Promise.all(
    texts.map(async (text, at) => ({
      name: `${at}.hsched`,
      source: { kind: 'system', model: await modelOf(text) } as const,
    })),
  );
  const read = await readRuns(runs, null, async (simulation) => {
    simulation.runUntil(20_000_000);
  });
  return new RunData(shownRuns(read, 0).run);
}

/** The counted response times, each as the least one of its bin in µs. */
const shown = (data: RunData) =>
  histograms(data).map(({ task, counts, width }) => [
    task,
    counts.flatMap((count, bin) => (count === 0 ? [] : [`${count} from ${(bin * width) / 1000}`])),
  ]);

describe('the response times of a run', () => {
  test('are counted by task, but for one that has ended no job', async () => {
    expect(shown(await runOf(system('10ms')))).toEqual([['d.t', ['2 from 1757']]]);
  });

  test('tell whose they are beside another run, in the same bins', async () => {
    const data = await runOf(system('10ms'), system('1ms'));
    const [first, second] = histograms(data);
    expect([first?.task, second?.task]).toEqual(['A d.t', 'B d.t']);
    expect(second?.width).toBe(first?.width);
    expect(second?.counts).not.toEqual(first?.counts);
  });
});
