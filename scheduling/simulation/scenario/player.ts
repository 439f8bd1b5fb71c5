import type { AnalysisCache } from '../../choose/cache/cache.ts';
import type { CompletedModel } from '../../model/completed.ts';
import type { Scenario, ScenarioStep, SystemModel } from '../../model/model.ts';
import { type AdmitOptions, admit, nothingRuns } from '../../scenario/admit.ts';
import { inForceFrom } from '../../scenario/plans-in-force.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import type { ScenarioOutcome } from '../result.ts';
import { eventKinds } from '../trace.ts';
import { PendingChanges } from './pending.ts';
import { Room } from './room.ts';
import { machineNumber, startTest } from './test-run.ts';

const ADMIT = eventKinds.indexOf('admit');
const REFUSE = eventKinds.indexOf('refuse');

/**
 * Plays a scenario. Each step is tested, in order, by the same admission test as in the analysis.
 * The test takes its time where it runs, and an admitted action takes effect when the test has
 * passed. A change that needs the room of leaving VCPUs waits until their current periods have
 * ended.
 */
export class ScenarioPlayer {
  private readonly decided: ScenarioOutcome[] = [];
  private readonly steps: readonly ScenarioStep[];
  private state: SystemState;
  private readonly options: AdmitOptions;
  private readonly pending: PendingChanges;
  /** The time at which a waiting change may happen, in ns. */
  private roomAt = Infinity;
  private next = 0;
  /** The undecided steps whose time has come. The first may be under test. */
  private readonly queue: number[] = [];
  private testing = false;

  constructor(
    scenario: Scenario,
    written: SystemModel,
    completed: CompletedModel,
    options: AdmitOptions & { readonly cache: AnalysisCache },
  ) {
    this.steps = scenario.steps;
    this.state = nothingRuns(written, completed);
    this.options = options;
    this.pending = new PendingChanges(new Room(options.cache));
  }

  /** The outcome of each step whose time has come; open if its test is not over. */
  outcomes(): readonly ScenarioOutcome[] {
    const open = this.queue.map((index): ScenarioOutcome => {
      const { at, action } = this.steps[index] as ScenarioStep;
      return { index, at, action, admitted: false, reason: { kind: 'untested' } };
    });
    return [...this.decided, ...open];
  }

  /** Sets the time of the first step. */
  begin(engine: Engine): void {
    this.arm(engine);
  }

  /** The time of a step, or of a waiting change, has come. */
  due(engine: Engine): void {
    this.roomAt = this.pending.settle(engine, this.state);
    while ((this.steps[this.next]?.at ?? Infinity) <= engine.now) this.queue.push(this.next++);
    this.pump(engine);
    this.arm(engine);
  }

  /** The present test has ended. */
  tested(engine: Engine): void {
    this.testing = false;
    this.decide(engine, this.queue.shift() as number);
    this.pump(engine);
    this.arm(engine);
  }

  private pump(engine: Engine): void {
    while (!this.testing && this.queue.length > 0) {
      const index = this.queue[0] as number;
      const { action } = this.steps[index] as ScenarioStep;
      if (startTest(engine, action, index, this.state)) {
        this.testing = true;
        return;
      }
      this.queue.shift();
      this.decide(engine, index);
    }
  }

  private arm(engine: Engine): void {
    engine.slots.set(
      engine.plan.scenario,
      Math.min(this.steps[this.next]?.at ?? Infinity, this.roomAt),
    );
  }

  private decide(engine: Engine, index: number): void {
    const { at, action } = this.steps[index] as ScenarioStep;
    const result = admit(this.state, action, { ...this.options, at: engine.now });
    const outcome = { index, at, action };
    engine.events?.push(result.admitted ? ADMIT : REFUSE, -1, -1, -1, index);
    if (!result.admitted) {
      this.decided.push({ ...outcome, admitted: false, reason: result.reason });
      return;
    }
    this.state = result.state;
    this.decided.push({
      ...outcome,
      admitted: true,
      reason: null,
      ...this.changePlan(engine, index),
    });
    this.pending.admit(engine, action, index, result.state);
    this.roomAt = this.pending.settle(engine, this.state);
  }
  /** Asks the machine's rules for another plan. The result tells from when on it is in force. */
  private changePlan(engine: Engine, index: number): Pick<ScenarioOutcome, 'inForce'> {
    const { action } = this.steps[index] as ScenarioStep;
    if (action.kind !== 'plan') return {};
    const machine = machineNumber(engine, action.machine);
    engine.rules[machine]?.plan?.(engine, machine, action.plan, index);
    return { inForce: inForceFrom(this.state.plans, action.machine, engine.now) };
  }
}
