import { AnalysisCache } from '../../choose/cache/cache.ts';
import type { LateRun } from '../../host/run/late-run.ts';
import type { CompletedMachine, CompletedModel } from '../../model/completed.ts';
import type { Scenario } from '../../model/model.ts';
import { isOffAtFirst } from '../../plans/plans.ts';
import { modelWithTests } from '../../scenario/test/hypervisor-test.ts';
import { sync } from '../engine/dispatch.ts';
import { Engine } from '../engine/engine.ts';
import { layOut, policyOf } from '../engine/layout.ts';
import { startDomain } from '../engine/lifecycle.ts';
import { SimulationRefused } from '../refused.ts';
import type {
  HorizonChoice,
  RunNote,
  Simulation,
  SimulationOptions,
  SimulationResult,
} from '../result.ts';
import { writtenModel } from '../scenario/as-written.ts';
import { ScenarioPlayer } from '../scenario/player.ts';
import { lateCourseRun } from '../worst-case/late-course.ts';
import { playedRun } from '../worst-case/played-run.ts';
import { worstCase } from '../worst-case/worst-case.ts';
import { exportTrace } from './export-trace.ts';
import { chooseHorizon } from './horizon.ts';
import { notesOn, notesOnLate, notesOnScenario } from './notes.ts';
import { coreStatistics, taskStatistics, vcpuStatistics } from './statistics.ts';

const EVENTS_BETWEEN_REPORTS = 100_000;

/**
 * Runs a system to the end of its horizon.
 *
 * @throws {SimulationRefused} if the scenario or the VCPU is not in the model, or the VCPU's supply
 * has no worst case.
 */
export function simulate(model: CompletedModel, options: SimulationOptions = {}): SimulationResult {
  const simulation = createSimulation(model, options);
  simulation.runUntil(simulation.horizon);
  return simulation.result();
}

/**
 * Prepares a run in steps, which the caller can look at, drop or continue.
 *
 * @throws {RangeError} as {@link simulate} does.
 */
export function createSimulation(
  model: CompletedModel,
  options: SimulationOptions = {},
): Simulation {
  const seed = options.seed ?? 1;
  const keepTrace = options.keepTrace ?? true;
  if (options.supply !== undefined) {
    notInScenario(options);
    const { engine, horizon, chosen } = worstCase(model, options.supply, {
      ...options,
      seed,
      keepTrace,
    });
    return new EngineRun(engine, horizon, chosen, options, [], null);
  }
  if (options.course !== undefined) {
    const run = lateCourseRun(options.course, { ...options, seed, keepTrace });
    return new EngineRun(run.engine, run.horizon, run.chosen, options, [], null);
  }
  if (options.late !== undefined) {
    notInScenario(options);
    const { late } = options;
    const run = playedRun(machineOf(model, late), late, { ...options, seed, keepTrace });
    const notes = notesOnLate(late, run);
    return new EngineRun(run.engine, run.horizon, run.chosen, options, notes, null);
  }
  const scenario = scenarioNamed(model, options.scenario);
  const { horizon, chosen } = chooseHorizon(model, scenario, options.horizon);
  if (scenario === null) {
    const layout = layOut(model, null, false);
    const engine = new Engine(layout, { seed, keepTrace, horizon });
    for (const [domain, row] of layout.domains.entries())
      if (!isOffAtFirst(policyOf(layout, row), row.domain.name)) startDomain(engine, domain);
    return new EngineRun(engine, horizon, chosen, options, notesOn(layout), null);
  }
  const around = options.aroundSteps ?? ((step) => step());
  const cache = new AnalysisCache();
  const written = options.written ?? writtenModel(model);
  const layout = layOut(modelWithTests(model, written), scenario, false);
  const player = new ScenarioPlayer(scenario, written, model, {
    cache,
    ...(options.weakened === undefined ? {} : { weakened: options.weakened }),
  });
  const engine = new Engine(layout, {
    ...{ seed, keepTrace, horizon },
    onReplenish: (engine, vcpu) => player.replenishing(engine, vcpu),
    onScenario: (engine) => around(() => player.due(engine)),
    onAdmission: (engine) => around(() => player.tested(engine)),
  });
  around(() => player.begin(engine));
  return new EngineRun(engine, horizon, chosen, options, [], player);
}

class EngineRun implements Simulation {
  readonly horizon: number;
  private readonly engine: Engine;
  private readonly chosen: HorizonChoice;
  private readonly options: SimulationOptions;
  private readonly notes: readonly RunNote[];
  private readonly player: ScenarioPlayer | null;
  private final: SimulationResult | null = null;

  constructor(
    engine: Engine,
    horizon: number,
    chosen: HorizonChoice,
    options: SimulationOptions,
    notes: readonly RunNote[],
    player: ScenarioPlayer | null,
  ) {
    this.player = player;
    this.engine = engine;
    this.horizon = horizon;
    this.chosen = chosen;
    this.options = options;
    this.notes = notes;
  }

  get now(): number {
    return this.engine.now;
  }

  runUntil(time: number): boolean {
    const { engine, horizon } = this;
    const until = Math.min(Math.floor(time), horizon);
    if (until < engine.now) return true;
    while (!engine.run(until, EVENTS_BETWEEN_REPORTS)) {
      const progress = { now: engine.now, horizon, jobs: engine.completedJobs };
      if (this.options.onProgress?.(progress) === false) return false;
    }
    return true;
  }

  result(): SimulationResult {
    // The result handed out at the end is final.
    if (this.final !== null) return this.final;
    const result = this.soFar();
    if (this.engine.now === this.horizon) this.final = result;
    return result;
  }

  private soFar(): SimulationResult {
    const { engine } = this;
    const { scenario } = this.options;
    const outcomes = this.player?.outcomes() ?? [];
    const ended = engine.now === this.horizon;
    for (const core of engine.cores) sync(engine, core);
    return {
      horizon: this.horizon,
      horizonChosen: this.chosen,
      end: engine.now,
      seed: engine.seed,
      tasks: taskStatistics(engine),
      vcpus: vcpuStatistics(engine),
      cores: coreStatistics(engine),
      scenario: outcomes,
      notes: [...this.notes, ...(ended ? notesOnScenario(scenario, outcomes) : [])],
      trace: exportTrace(engine),
    };
  }
}

function notInScenario({ scenario }: SimulationOptions): void {
  if (scenario !== undefined) throw new SimulationRefused({ kind: 'worst-case-in-scenario' });
}

function machineOf(
  { machines }: CompletedModel,
  { machine: name, vcpu }: LateRun,
): CompletedMachine {
  const machine = machines.find((each) => each.name === name);
  if (machine === undefined) throw new SimulationRefused({ kind: 'no-vcpu', vcpu });
  return machine;
}

function scenarioNamed(model: CompletedModel, name: string | undefined): Scenario | null {
  if (name === undefined) return null;
  const scenario = model.scenarios.find((candidate) => candidate.name === name);
  if (scenario !== undefined) return scenario;
  const known = model.scenarios.map((candidate) => candidate.name);
  throw new SimulationRefused({ kind: 'no-scenario', scenario: name, known });
}
