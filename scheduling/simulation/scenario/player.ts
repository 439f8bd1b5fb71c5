import type { AnalysisCache } from '../../choose/cache/cache.ts';
import type { CompletedModel } from '../../model/completed.ts';
import type { Scenario, ScenarioStep, SystemModel } from '../../model/model.ts';
import { type AdmitOptions, admitTogether, nothingRuns } from '../../scenario/admit.ts';
import { inForceFrom } from '../../scenario/plans-in-force.ts';
import type { SystemState } from '../../scenario/state.ts';
import { asOneOutcome, stepsTogether } from '../../scenario/together.ts';
import type { Engine } from '../engine/engine.ts';
import type { ScenarioOutcome } from '../result.ts';
import { eventKinds } from '../trace.ts';
import { PendingChanges } from './pending.ts';
import { Room } from './room.ts';
import { machineNumber, type TestRun, testOf } from './test-run.ts';

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
  /** The instant, in ns, from which each tester may begin its next test. */
  private readonly testFrom = new Map<string, number>();
  /** The time at which a test may begin that waits for its distance to the one before, in ns. */
  private testAt = Infinity;
  /** The first step that can be tried with others of its instant again. */
  private singlyUntil = 0;

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
    this.decide(engine);
    this.pump(engine);
    this.arm(engine);
  }

  private pump(engine: Engine): void {
    while (!this.testing && this.queue.length > 0) {
      const test = this.testAhead(engine);
      const from = test === null ? engine.now : (this.testFrom.get(test.tester) ?? engine.now);
      this.testAt = from > engine.now ? from : Infinity;
      if (from > engine.now) return;
      if (test === null) this.decide(engine);
      else {
        this.testing = true;
        this.testFrom.set(test.tester, engine.now + test.distance);
        test.begin(this.queue[0] ?? 0);
      }
    }
  }

  /** The test of the steps at the head of the queue; `null` if it takes no time. */
  private testAhead(engine: Engine): TestRun | null {
    for (const { action } of this.tried()) {
      const test = testOf(engine, action, this.state);
      if (test !== null) return test;
    }
    return null;
  }

  /** The steps at the head of the queue that are tried as one. */
  private tried(): readonly ScenarioStep[] {
    const [index = 0] = this.queue;
    const count = index < this.singlyUntil ? 1 : stepsTogether(this.steps, index);
    return this.steps.slice(index, index + count);
  }

  private arm(engine: Engine): void {
    engine.slots.set(
      engine.plan.scenario,
      Math.min(this.steps[this.next]?.at ?? Infinity, this.roomAt, this.testAt),
    );
  }

  private decide(engine: Engine): void {
    const tried = this.tried();
    const [first = 0] = this.queue;
    const actions = tried.map(({ action }) => action);
    const result = admitTogether(this.state, actions, { ...this.options, at: engine.now });
    if (!result.admitted && tried.length > 1) {
      this.singlyUntil = first + tried.length;
      return;
    }
    const asOne = asOneOutcome(tried.length, first < this.singlyUntil);
    if (result.admitted) this.state = result.state;
    for (const { at, action } of tried) {
      const index = this.queue.shift() as number;
      const outcome = { index, at, action, answered: engine.now, ...asOne };
      engine.events?.push(result.admitted ? ADMIT : REFUSE, -1, -1, -1, index);
      if (!result.admitted) {
        this.decided.push({ ...outcome, admitted: false, reason: result.reason });
        continue;
      }
      const plan = this.changePlan(engine, index);
      this.decided.push({ ...outcome, admitted: true, reason: null, ...plan });
      this.pending.admit(engine, action, index, result.state);
    }
    if (result.admitted) this.roomAt = this.pending.settle(engine, this.state);
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
