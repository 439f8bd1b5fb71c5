import type { CompletedModel } from '../../model/completed.ts';
import type { Action, Scenario, ScenarioStep, SystemModel } from '../../model/model.ts';
import { actionText } from '../../scenario/action-text.ts';
import { type AdmitOptions, admit, nothingRuns } from '../../scenario/admit.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine.ts';
import type { ScenarioOutcome } from '../result.ts';
import { eventKinds } from '../trace.ts';
import { apply } from './apply.ts';
import { LeavingPlaces } from './leaving.ts';
import { startTest } from './test-run.ts';

const ADMIT = eventKinds.indexOf('admit');
const REFUSE = eventKinds.indexOf('refuse');

interface Delayed {
  readonly at: number;
  readonly action: Action;
  readonly run: () => void;
}

/**
 * Plays a scenario: each step is tested, in order, by the same admission test as the analysis uses; the test takes its time where it
 * runs, and what it admits is there when it has passed. What needs the room of VCPUs that are leaving waits until their current
 * periods have ended.
 */
export class ScenarioPlayer {
  readonly outcomes: ScenarioOutcome[] = [];
  private readonly steps: readonly ScenarioStep[];
  private state: SystemState;
  private readonly options: AdmitOptions;
  private readonly leaving: LeavingPlaces;
  private next = 0;
  /** Steps whose time has come and that are not decided, the first of them perhaps under test. */
  private readonly queue: number[] = [];
  private testing = false;
  private delayed: Delayed[] = [];

  constructor(scenario: Scenario, written: SystemModel, completed: CompletedModel, options: AdmitOptions) {
    this.steps = scenario.steps;
    this.state = nothingRuns(written, completed);
    this.options = options;
    this.leaving = new LeavingPlaces(options);
  }

  /** Sets the time of the first step. */
  begin(e: Engine): void {
    this.arm(e);
  }

  /** A step's time has come, or that of something that had to wait. */
  due(e: Engine): void {
    const ready = this.delayed.filter(({ at }) => at <= e.now);
    this.delayed = this.delayed.filter(({ at }) => at > e.now);
    for (const { run } of ready) run();
    while ((this.steps[this.next]?.at ?? Infinity) <= e.now) this.queue.push(this.next++);
    this.pump(e);
    this.arm(e);
  }

  /** The test under way has come to its end. */
  tested(e: Engine): void {
    this.testing = false;
    this.decide(e, this.queue.shift() as number);
    this.pump(e);
    this.arm(e);
  }

  private pump(e: Engine): void {
    while (!this.testing && this.queue.length > 0) {
      const index = this.queue[0] as number;
      const { action } = this.steps[index] as ScenarioStep;
      if (startTest(e, action, index, this.state)) {
        this.testing = true;
        return;
      }
      this.queue.shift();
      this.decide(e, index);
    }
  }

  private arm(e: Engine): void {
    const waiting = this.delayed.map(({ at }) => at);
    e.slots.set(e.plan.scenario, Math.min(this.steps[this.next]?.at ?? Infinity, ...waiting));
  }

  private decide(e: Engine, index: number): void {
    const { at, action } = this.steps[index] as ScenarioStep;
    const result = admit(this.state, action, this.options);
    const outcome = { index, at, action: actionText(action) };
    e.events?.push(e.now, result.admitted ? ADMIT : REFUSE, -1, -1, -1, index);
    if (!result.admitted) {
      this.outcomes.push({ ...outcome, admitted: false, reason: result.reason });
      return;
    }
    this.outcomes.push({ ...outcome, admitted: true, reason: '' });
    const before = this.state;
    this.state = result.state;
    if (action.kind === 'stop') this.forget(action.domains);
    const addsLoad = action.kind !== 'stop' && action.kind !== 'remove';
    const from = addsLoad ? this.leaving.roomFrom(e, result.state) : e.now;
    const run = (): void => apply(e, action, index, before, result.state, this.leaving);
    if (from <= e.now) run();
    else this.delayed.push({ at: from, action, run });
  }

  /** What has not started yet and is stopped never starts. */
  private forget(domains: readonly string[]): void {
    this.delayed = this.delayed.filter(
      ({ action }) => action.kind !== 'start' || !action.domains.some((name) => domains.includes(name)),
    );
  }
}
