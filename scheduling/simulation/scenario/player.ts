import type { AnalysisCache } from '../../choose/cache/cache.ts';
import type { CompletedModel } from '../../model/completed.ts';
import type { Action, Scenario, ScenarioStep, SystemModel } from '../../model/model.ts';
import { type AdmitOptions, admitTogether, nothingRuns } from '../../scenario/admit.ts';
import { inForceFrom } from '../../scenario/plans-in-force.ts';
import type { SystemState } from '../../scenario/state.ts';
import { asOneOutcome, stepsTogether } from '../../scenario/together.ts';
import type { Engine } from '../engine/engine.ts';
import { removeTask, stopDomain } from '../engine/lifecycle.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { ScenarioOutcome, Weakening } from '../result.ts';
import { eventKinds } from '../trace.ts';
import { changesOf, runningTask } from './changes.ts';
import { ChangeQueue } from './queue/change-queue.ts';
import { Rejections } from './rejections.ts';
import { domainNumber, machineNumber, type TestRun, testOf } from './test-run.ts';

const ADMIT = eventKinds.indexOf('admit');
const REFUSE = eventKinds.indexOf('refuse');
const IN_FORCE = eventKinds.indexOf('in-force');

export interface PlayerOptions extends AdmitOptions {
  readonly cache: AnalysisCache;
  readonly weakened?: ReadonlySet<Weakening>;
}

/**
 * Plays a scenario. Each step is tested, in order, by the same admission test as in the analysis.
 * The test takes its time where it runs. Stops and removals of an admitted action happen as the
 * test has passed; the rest waits in the queues of its places, by the rule of safe changes.
 */
export class ScenarioPlayer {
  private readonly decided: ScenarioOutcome[] = [];
  private readonly steps: readonly ScenarioStep[];
  private state: SystemState;
  private readonly options: PlayerOptions;
  private readonly changes: ChangeQueue;
  private readonly rejections: Rejections;
  private engine: Engine | null = null;
  /** The next instant at which a waiting change may happen, in ns. */
  private roomAt = Infinity;
  private next = 0;
  /** The undecided steps whose time has come. The first may be under test. */
  private readonly queue: number[] = [];
  private testing = false;
  /** Whether the present test has ended, at this instant. */
  private hasEnded = false;
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
    options: PlayerOptions,
  ) {
    this.steps = scenario.steps;
    this.state = nothingRuns(written, completed);
    this.options = options;
    this.rejections = new Rejections(options);
    this.changes = new ChangeQueue(options.cache, options.weakened ?? new Set(), {
      inForce: (step) => this.comesInForce(step),
      tooLong: (change, waited) => this.reject(change.step, waited),
    });
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
    this.engine = engine;
    this.arm(engine);
  }

  /** The time of a step, or of a waiting change, has come. */
  due(engine: Engine): void {
    this.settle(engine);
    if (this.hasEnded) {
      [this.testing, this.hasEnded] = [false, false];
      this.decide(engine);
    }
    while ((this.steps[this.next]?.at ?? Infinity) <= engine.now) this.queue.push(this.next++);
    this.pump(engine);
    this.arm(engine);
  }

  /** The present test has ended. Its answer comes after all else that ends at this instant. */
  tested(engine: Engine): void {
    this.hasEnded = true;
    engine.alert();
  }

  /** A VCPU is about to be replenished; `true` if it has gone to another machine instead. */
  replenishing(engine: Engine, vcpu: VcpuState): boolean {
    return this.changes.replenishing(engine, vcpu);
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

  private settle(engine: Engine): void {
    this.roomAt = this.changes.settle(engine);
  }

  private arm(engine: Engine): void {
    // An alert of this instant stays.
    const alert = engine.slots.timeOf(engine.plan.scenario);
    const next = Math.min(this.steps[this.next]?.at ?? Infinity, this.roomAt, this.testAt);
    engine.slots.set(engine.plan.scenario, alert === engine.now ? alert : next);
  }

  private decide(engine: Engine): void {
    const tried = this.tried();
    const [first = 0] = this.queue;
    const actions = tried.map(({ action }) => action);
    const before = this.state;
    const result = admitTogether(before, actions, { ...this.options, at: engine.now });
    if (!result.admitted && tried.length > 1) {
      this.singlyUntil = first + tried.length;
      return;
    }
    const asOne = asOneOutcome(tried.length, first < this.singlyUntil);
    const detour = result.admitted && result.wait.via !== undefined ? { via: result.wait.via } : {};
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
      this.decided.push({ ...outcome, admitted: true, reason: null, ...plan, ...detour });
      this.leave(engine, action);
    }
    if (!result.admitted) return;
    const { via } = result.wait;
    const changes = changesOf(engine, tried, first, before, this.state, via);
    const { length } = changes;
    this.rejections.admitted({ index: first, actions, at: engine.now, before, changes: length });
    this.changes.push(changes);
    this.settle(engine);
    for (let index = first; index < first + tried.length; index++)
      if (this.changes.holds(index)) this.update(index, { inForce: null });
  }

  /** The stops and removals of an action, which are always safe. */
  private leave(engine: Engine, action: Action): void {
    if (action.kind === 'stop') {
      for (const name of action.domains) {
        const domain = domainNumber(engine, name);
        this.changes.stop(engine, domain);
        if (engine.vcpusOf(domain).some(({ active }) => active)) stopDomain(engine, domain);
      }
    } else if (action.kind === 'remove') {
      const domain = domainNumber(engine, action.domain);
      const task = runningTask(engine, domain, action.task);
      if (task === undefined) this.changes.forget(engine, domain, action.task);
      else {
        this.changes.remove(engine, task);
        removeTask(engine, task);
      }
    }
  }

  private comesInForce(step: number): void {
    const { engine } = this;
    const outcome = this.decided.find(({ index }) => index === step);
    if (engine === null || outcome === undefined || outcome.inForce !== null) return;
    engine.events?.push(IN_FORCE, -1, -1, -1, step);
    this.update(step, { inForce: engine.now });
  }

  /**
   * A change has waited too long: its step is refused now, and what cannot be without it. `false`
   * if a part of them is in force, so that they go on waiting.
   */
  private reject(step: number, waited: number): boolean {
    const { engine } = this;
    const without = this.rejections.without(step, waited, (index) => this.changes.count(index));
    if (engine === null || without === null) return false;
    const { state, refused } = without;
    this.state = state;
    for (const { index, reason } of refused) {
      this.changes.drop((change) => change.step === index);
      engine.events?.push(REFUSE, -1, -1, -1, index);
      const at = this.decided.findIndex((outcome) => outcome.index === index);
      const { inForce: _, ...outcome } = this.decided[at] as ScenarioOutcome;
      this.decided[at] = { ...outcome, admitted: false, reason };
    }
    engine.alert();
    return true;
  }

  private update(step: number, more: Pick<ScenarioOutcome, 'inForce'>): void {
    const at = this.decided.findIndex(({ index }) => index === step);
    this.decided[at] = { ...(this.decided[at] as ScenarioOutcome), ...more };
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
