import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeSystem } from '../../../../scheduling/complete.ts';
import type { ScenarioStep, SystemModel } from '../../../../scheduling/model/model.ts';
import type { SimulationResult } from '../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { type EventKind, eventKinds } from '../../../../scheduling/simulation/trace.ts';
import { modelOf } from '../../../support/model-of.ts';
import { runs } from '../../../support/runs.ts';
import { MS } from '../../../support/systems.ts';
import { soakKinds } from './soak/kinds.ts';
import { soakSystem } from './soak/system.ts';

/** The kinds of events whose job is the number of a step. */
const ofSteps: ReadonlySet<EventKind> = new Set(['admit', 'refuse', 'in-force', 'plan']);

/** A soak whose tests take no time; its steps come one after the other. */
const kinds = soakKinds.filter(([, { admission }]) => admission === undefined);
const systems = fc.constantFrom(...kinds).chain(([, options]) => soakSystem(options).map(apart));

function apart(model: SystemModel): SystemModel {
  const scenarios = model.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map(({ at, action }, index) => ({ at: at + index, action })),
  }));
  return { ...model, scenarios };
}

function played(model: SystemModel, steps: readonly ScenarioStep[], seed: number) {
  const scenarios = model.scenarios.map((scenario) => ({ ...scenario, steps }));
  const written = { ...model, scenarios };
  return simulate(completeSystem(written), { scenario: 's', written, seed });
}

/** A trace row by row, names for numbers, each step by its time. */
function rowsOf({ trace, scenario }: SimulationResult): readonly string[] {
  if (trace === null) throw new Error('no trace was kept');
  const { segments, events, names } = trace;
  const vcpu = (index = -1) => JSON.stringify(names.vcpus[index] ?? null);
  const task = (index = -1) => JSON.stringify(names.tasks[index] ?? null);
  const rows: string[] = [];
  for (let row = 0; row < segments.count; row++)
    rows.push(
      [
        ...[segments.start[row], segments.end[row], segments.kind[row], segments.core[row]],
        ...[vcpu(segments.vcpu[row]), task(segments.task[row]), segments.job[row]],
      ].join(' '),
    );
  for (let row = 0; row < events.count; row++) {
    const kind = eventKinds[events.kind[row] as number] as EventKind;
    if (kind === 'refuse') continue;
    const job = events.job[row] as number;
    const whose = ofSteps.has(kind) ? `step at ${scenario[job]?.at}` : job;
    rows.push(
      [
        ...[events.time[row], kind, events.core[row]],
        ...[vcpu(events.vcpu[row]), task(events.task[row]), whose],
      ].join(' '),
    );
  }
  return rows;
}

test('a new period comes at the first quiet instant, whether others ask there or not', async () => {
  const text = (more: string) => `machine m { cores 2  scheduler EDF global  servers periodic }
    domain d on m { scheduler EDF global  vcpu v0 period 2ms budget 1ms  vcpu v1 period 2ms budget 1ms deadline 1ms }
    domain e on m { vcpu v0 period 2ms budget 1ms }
    scenario s on m { at 0ms start d  at 1us add task n period 9ms wcet 3ms to d
      at 5003us set d.v0 period 3ms budget 1ms ${more} run 158ms }`;
  const inForce = async (more: string) => {
    const model = await modelOf(text(more));
    return played(model, model.scenarios[0]?.steps ?? [], 0).scenario[2]?.inForce;
  };
  expect(await inForce('')).toBe(7 * MS);
  expect(await inForce('at 8005us start e')).toBe(7 * MS);
});

test('a refused step leaves the run as if nobody had asked', () => {
  let refused = 0;
  let runsPlayed = 0;
  const property = fc.property(systems, fc.nat(), (model, seed) => {
    const steps = model.scenarios[0]?.steps ?? [];
    const asked = played(model, steps, seed);
    // One that is taken back after it was admitted has kept a place in a queue until then.
    if (asked.scenario.some(({ reason }) => reason?.kind === 'never-quiet')) return;
    const kept = steps.filter((_, index) => asked.scenario[index]?.admitted === true);
    refused += steps.length - kept.length;
    runsPlayed++;
    expect(rowsOf(played(model, kept, seed))).toEqual(rowsOf(asked));
  });
  fc.assert(property, { numRuns: runs(600) });
  expect(refused, 'refused steps').toBeGreaterThan(runsPlayed);
});
