import { type AnalyzeOptions, analyzing } from '../../analyze.ts';
import type { StepAnalysis } from '../../model/analysis.ts';
import type { Action, Machine, SystemModel } from '../../model/model.ts';
import type { StepReason } from '../../model/step-reason.ts';
import { testDistance } from '../../scenario/test/distance.ts';
import { isTested } from '../../scenario/together.ts';
import type { ScenarioOutcome, SimulationResult } from '../result.ts';
import { createSimulation } from '../run/simulate.ts';
import { segmentKinds } from '../trace.ts';
import { interfaceBytes } from './interface-state.ts';

/** The place where the admission tests of a host run. */
export type TestPlace = Machine['admission']['where'];

const testPlaces: readonly TestPlace[] = ['dom0', 'hypervisor'];

/** A scenario with its admission tests in one place. Times are in ns. */
export interface PlacementReport {
  readonly where: TestPlace;
  readonly actions: readonly PlacedAction[];
  /** The time from an action that is tested to its answer; `null` without any. */
  readonly delay: { readonly mean: number; readonly most: number } | null;
  /** The longest test, and the least distance between the beginnings of two. */
  readonly cost: number;
  readonly distance: number;
  /** The time that all tests took, and its share of the core time of the run. */
  readonly overhead: number;
  readonly share: number;
  /** The most interface state that the tester keeps at once, in bytes, and each guest's part. */
  readonly memory: number;
  readonly guests: readonly { readonly domain: string; readonly bytes: number }[];
  /** The missed deadlines of hard tasks. */
  readonly misses: number;
}

export interface PlacedAction {
  readonly at: number;
  readonly action: Action;
  readonly admitted: boolean;
  readonly reason: StepReason | null;
  /** The time from the action to its answer; `null` if the run ended before. */
  readonly delay: number | null;
}

/** The comparison of one scenario. */
export interface PlacementComparison {
  readonly scenario: string;
  /** The time that is simulated, in ns. */
  readonly horizon: number;
  readonly reports: readonly PlacementReport[];
}

/**
 * Plays a scenario with the admission tests in Dom0 and in the hypervisor, at the written cost in
 * both. The generator yields between slices of the work.
 */
export function* comparingPlacements(
  model: SystemModel,
  scenario: string,
  options: AnalyzeOptions & { readonly horizon?: number; readonly seed?: number } = {},
): Generator<void, PlacementComparison> {
  const reports: PlacementReport[] = [];
  let horizon = 0;
  for (const where of testPlaces) {
    const placed = testedIn(model, where);
    const { completed, scenarios } = yield* analyzing(placed, options);
    const simulation = createSimulation(completed, {
      scenario,
      written: placed,
      ...(options.horizon === undefined ? {} : { horizon: options.horizon }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    });
    horizon = simulation.horizon;
    for (let slice = 1; slice <= SLICES; slice++) {
      options.checkpoint?.();
      yield;
      simulation.runUntil(Math.ceil((horizon * slice) / SLICES));
    }
    const steps = scenarios.find((each) => each.scenario === scenario)?.steps ?? [];
    reports.push(reportOf(where, placed, simulation.result(), steps));
  }
  return { scenario, horizon, reports };
}

/** The number of parts in which a run is simulated. */
const SLICES = 100;

/** The same system with the tests of every host in one place. */
function testedIn(model: SystemModel, where: TestPlace): SystemModel {
  const machines = model.machines.map((machine) => ({
    ...machine,
    admission: { ...machine.admission, where },
  }));
  return { ...model, machines };
}

function reportOf(
  where: TestPlace,
  model: SystemModel,
  run: SimulationResult,
  steps: readonly StepAnalysis[],
): PlacementReport {
  const actions = run.scenario.map(placedAction);
  const delays = actions.flatMap(({ action, delay }) =>
    isTested(action) && delay !== null ? [delay] : [],
  );
  const overhead = testTime(run);
  const cores = model.machines.reduce((sum, machine) => sum + machine.cores.length, 0);
  const guests = mostState(steps);
  return {
    where,
    actions,
    delay:
      delays.length === 0
        ? null
        : { mean: sum(delays) / delays.length, most: delays.reduce((a, b) => Math.max(a, b), 0) },
    cost: largest(model.machines.map(({ admission }) => admission.cost)),
    distance: largest(model.machines.map((machine) => testDistance(model, machine))),
    overhead,
    share: run.end === 0 ? 0 : overhead / (run.end * cores),
    memory: sum(guests.map(({ bytes }) => bytes)),
    guests,
    misses: sum(run.tasks.filter(({ soft }) => !soft).map(({ misses }) => misses)),
  };
}

function placedAction({ at, action, admitted, reason, answered }: ScenarioOutcome): PlacedAction {
  return { at, action, admitted, reason, delay: answered === undefined ? null : answered - at };
}

/** The time of the segments in which tests ran, in ns. */
function testTime({ trace }: SimulationResult): number {
  if (trace === null) return 0;
  const { count, kind, start, end } = trace.segments;
  let time = 0;
  for (let row = 0; row < count; row++) {
    if (segmentKinds[kind[row] as number] !== 'admission') continue;
    time += (end[row] as number) - (start[row] as number);
  }
  return time;
}

/** The interface state of the guests at the step after which it is the most. */
function mostState(steps: readonly StepAnalysis[]): PlacementReport['guests'] {
  let most: PlacementReport['guests'] = [];
  for (const { running } of steps) {
    const guests = running.flatMap((machine) =>
      machine.domains.map((domain) => ({
        domain: domain.name,
        bytes: interfaceBytes(machine, domain),
      })),
    );
    if (sum(guests.map(({ bytes }) => bytes)) > sum(most.map(({ bytes }) => bytes))) most = guests;
  }
  return most;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), 0);
}
