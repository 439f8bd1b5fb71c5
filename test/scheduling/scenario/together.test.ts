import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import type { Action, Domain, ScenarioStep } from '../../../scheduling/model/model.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { domain, MS, machine, system, task, vcpu } from '../../support/systems.ts';

const own = (name: string, budget: number, period = 10): Domain =>
  domain(
    name,
    [vcpu('v0', { period: period * MS, budget: budget * MS })],
    [task('t', 40 * MS, MS)],
  );
const start = (...domains: readonly string[]): Action => ({ kind: 'start', domains });
const stop = (...domains: readonly string[]): Action => ({ kind: 'stop', domains });
const set = (name: string, budget: number): Action => ({
  kind: 'set',
  domain: name,
  vcpu: 'v0',
  budget: budget * MS,
});

/** Each step's outcome: whether it is admitted, and what came of trying its instant as one. */
function outcomes(domains: readonly Domain[], steps: readonly (readonly [number, Action])[]) {
  const scenario = {
    name: 's',
    machine: 'm',
    steps: steps.map(([at, action]): ScenarioStep => ({ at: at * MS, action })),
  };
  const model = system([machine(domains)], [scenario]);
  const analysis = analyze(model);
  const run = simulate(analysis.completed, { scenario: 's', written: model, horizon: 200 * MS });
  const told = (list: typeof run.scenario | (typeof analysis.scenarios)[0]['steps']) =>
    list.map(({ admitted, asOne }) => `${admitted ? 'yes' : 'no'} ${asOne ?? 'alone'}`);
  const proven = told(analysis.scenarios[0]?.steps ?? []);
  // The run admits what the analysis admits, and nothing in it misses.
  expect(told(run.scenario)).toEqual(proven);
  expect(run.tasks.filter(({ misses }) => misses > 0)).toEqual([]);
  return proven;
}

describe('actions at one instant', () => {
  test('fit together where the first alone would not', () => {
    expect(
      outcomes(
        [own('a', 3), own('b', 6)],
        [
          [0, start('a', 'b')],
          [50, set('a', 6)],
          [50, set('b', 3)],
        ],
      ),
    ).toEqual(['yes alone', 'yes admitted', 'yes admitted']);
  });
  test('count a stop that is written after the start it makes room for', () => {
    expect(
      outcomes(
        [own('a', 6), own('b', 6)],
        [
          [0, start('a')],
          [50, start('b')],
          [50, stop('a')],
        ],
      ),
    ).toEqual(['yes alone', 'yes admitted', 'yes admitted']);
  });
  test('are tried singly, in order, if they do not fit together', () => {
    expect(
      outcomes(
        [own('a', 5), own('b', 6), own('c', 4)],
        [
          [0, start('a')],
          [0, start('b')],
          [0, start('c')],
        ],
      ),
    ).toEqual(['yes refused', 'no refused', 'yes refused']);
  });
  test('are not held up by what only takes away', () => {
    expect(
      outcomes(
        [own('a', 6), own('b', 6)],
        [
          [0, start('a')],
          [50, stop('a')],
          [50, start('b')],
        ],
      ),
    ).toEqual(['yes alone', 'yes alone', 'yes alone']);
  });
  test('are tried singly if one of them has nothing to act on', () => {
    expect(
      outcomes(
        [own('a', 6), own('b', 3)],
        [
          [0, start('a')],
          [0, stop('b')],
        ],
      ),
    ).toEqual(['yes refused', 'no refused']);
  });
});
