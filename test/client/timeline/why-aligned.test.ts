import { expect, test } from 'vitest';
import { runWindow } from '../../../client/timeline/why/run-window.ts';
import { supplyAndDemand } from '../../../client/timeline/why/supply-and-demand.ts';
import { horizonOf, shownSpan } from '../../../client/timeline/why/worst-question.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../support/model-of.ts';
import { MS } from '../../support/systems.ts';

/** A controller whose third task misses in its second window, from 12 ms to 18 ms of the run. */
const late = `
  machine module {
    scheduler ARINC653 major-frame 20ms
    window plc.v0 at 0ms for 6ms
    window plc.v0 at 10ms for 6ms
  }
  domain plc on module {
    scheduler DM  releases aligned  vcpu v0
    task sense   period 10ms  wcet 2ms  deadline 3ms
    task decide  period 10ms  wcet 2ms  deadline 4ms  offset 2ms
    task store   period 40ms  wcet 5ms  deadline 6ms  offset 12ms
  }`;

const vcpu = { domain: 'plc', vcpu: 'v0' };

test('a verdict on aligned releases is shown by its run, from the start of a frame', async () => {
  const analysis = analyze(await modelOf(late));
  expect(supplyAndDemand(analysis, vcpu)).toBeNull();
  const window = runWindow(analysis, vcpu);
  expect(window).toMatchObject({ start: 0, from: 12 * MS, due: 18 * MS, fails: true });
  expect(shownSpan(analysis, vcpu, null)).toEqual({ start: 0, length: window?.end, zero: 0 });
  const horizon = horizonOf(analysis, vcpu) ?? 0;
  const { tasks } = simulate(analysis.completed, { supply: vcpu, horizon });
  expect(tasks.map(({ name, misses }) => [name, misses])).toEqual([
    ['sense', 0],
    ['decide', 0],
    ['store', 1],
  ]);
});

test('and by the job that is closest to its deadline where none is late', async () => {
  const analysis = analyze(await modelOf(late.replace('deadline 6ms', 'deadline 40ms')));
  // sense has 1 ms left, from its first release on.
  expect(runWindow(analysis, vcpu)).toMatchObject({ from: 0, due: 3 * MS, fails: false });
});
