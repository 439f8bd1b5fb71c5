import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import type { SystemModel, Window } from '../../../scheduling/model/model.ts';
import { createSimulation } from '../../../scheduling/simulation/run/simulate.ts';
import { Random } from '../../support/generated/random.ts';
import { runs } from '../../support/runs.ts';
import { anySwitch, domain, machine, system, task, vcpu } from '../../support/systems.ts';

const SYSTEMS = runs(300);

/** A core whose windows cost `cost` to switch into, and one domain that starts at `start`. */
function started(
  majorFrame: number,
  windows: readonly (readonly [at: number, length: number])[],
  cost: number,
  tasks: readonly (readonly [period: number, wcet: number, deadline: number, offset: number])[],
  start: number | null,
): SystemModel {
  const own = domain(
    'd',
    [vcpu('v0')],
    tasks.map(([period, wcet, deadline, offset], index) =>
      task(`t${index}`, period, wcet, { deadline, offset }),
    ),
    { policy: { kind: 'RM' } },
  );
  const policy = {
    kind: 'ARINC653',
    majorFrame,
    windows: windows.map(([at, length]): Window => ({ domain: 'd', vcpu: 'v0', at, length })),
  } as const;
  const switchCosts = anySwitch(cost);
  const scenarios =
    start === null
      ? []
      : [
          {
            name: 's',
            machine: 'm',
            steps: [{ at: start, action: { kind: 'start', domains: ['d'] } as const }],
          },
        ];
  return system([machine([own], { policy, switchCosts, resolution: 1 })], scenarios);
}

function misses(model: SystemModel, scenario: boolean): number {
  const simulation = createSimulation(completeSystem(model), {
    horizon: 2_000,
    ...(scenario ? { scenario: 's', written: model } : {}),
  });
  simulation.runUntil(2_000);
  return simulation.result().tasks.reduce((sum, each) => sum + each.misses, 0);
}

test('a window that fills its frame is switched into once, when its domain starts', () => {
  const model = started(10, [[0, 10]], 1, [[10, 10, 10, 0]], null);
  expect(misses(model, false)).toBeGreaterThan(0);
  expect(analyze(model).domains[0]?.verdict.kind).toBe('unknown');
});

test('a domain that starts within its window is switched to there', () => {
  // From 7 on: the switch until 8, 2 by 10, and 4 more from 16 to 20.
  const late = started(10, [[5, 5]], 1, [[10, 4, 12, 0]], 7);
  expect(analyze(late).domains[0]?.verdict.kind).toBe('schedulable');
  expect(analyze(late).scenarios[0]?.steps[0]?.admitted).toBe(true);
  const full = started(10, [[5, 5]], 1, [[10, 4, 10, 0]], 7);
  expect(analyze(full).domains[0]?.verdict.kind).toBe('schedulable');
  expect(analyze(full).scenarios[0]?.steps[0]?.admitted).toBe(false);
});

test('nothing that is admitted misses, whenever it starts in the frame', () => {
  let admitted = 0;
  for (let seed = 1; seed <= SYSTEMS; seed++) {
    const random = new Random(seed);
    const frame = random.whole(4, 16);
    const first = random.whole(0, frame - 2);
    const length = random.whole(2, frame - first);
    const tasks = Array.from({ length: random.whole(1, 2) }, () => {
      const period = random.whole(frame, 3 * frame);
      const wcet = random.whole(1, Math.max(1, Math.floor((period * length) / frame)));
      return [period, wcet, random.whole(wcet, period), random.whole(0, period)] as const;
    });
    const start = random.chance(0.2) ? null : random.whole(0, 3 * frame);
    const model = started(frame, [[first, length]], random.whole(1, 2), tasks, start);
    const analysis = analyze(model);
    const proven =
      start === null
        ? analysis.domains[0]?.verdict.kind === 'schedulable'
        : analysis.scenarios[0]?.steps[0]?.admitted === true;
    if (!proven) continue;
    admitted++;
    expect([seed, misses(model, start !== null)]).toEqual([seed, 0]);
  }
  expect(admitted).toBeGreaterThan(SYSTEMS / 20);
});
