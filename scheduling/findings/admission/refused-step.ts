import type { AnalyzeOptions } from '../../analyze.ts';
import { AnalysisCache } from '../../choose/cache/cache.ts';
import { machineFacts } from '../../choose/guest-problem.ts';
import { Prover } from '../../choose/prover.ts';
import type { Analysis } from '../../model/analysis.ts';
import type { Element } from '../../model/element.ts';
import type { Action, SystemModel } from '../../model/model.ts';
import type { StepReason } from '../../model/step-reason.ts';
import { admitWith, nothingRuns } from '../../scenario/admit.ts';
import type { SystemState } from '../../scenario/state.ts';
import { applyChanges, type Change, changeDomain, isDomainChange } from '../change.ts';
import { changedAction, isStepChange, type StepChange } from './step-change.ts';

/** The reasons for which something is proposed. */
type Mended = Extract<StepReason, { kind: 'would-fail' | 'between-interfaces' }>;

/** A refused step with the system as it runs right before it. */
export interface RefusedStep {
  readonly element: Extract<Element, { kind: 'step' }>;
  readonly at: number;
  readonly action: Action;
  readonly failing: Element;
  readonly reason: Mended;
  readonly state: SystemState;
  readonly analysis: Analysis;
  /** Whether the step is admitted with changes of it or of domains: the admission test itself. */
  readonly admits: (changes: readonly Change[]) => boolean;
}

/**
 * Finds a refused step and replays what was admitted before it; `null` if the step was not refused
 * because something would fail, or a guest does not bear it. The generator yields after each step.
 */
export function* findingRefusedStep(
  model: SystemModel,
  analysis: Analysis,
  element: Extract<Element, { kind: 'step' }>,
  options: AnalyzeOptions,
): Generator<void, RefusedStep | null> {
  const steps = analysis.scenarios.find(({ scenario }) => scenario === element.scenario)?.steps;
  const refused = steps?.find(({ index }) => index === element.index);
  if (steps === undefined || refused?.failing === undefined) return null;
  const { at, action, failing, reason } = refused;
  if (reason?.kind !== 'would-fail' && reason?.kind !== 'between-interfaces') return null;
  const prover = new Prover(options.cache ?? new AnalysisCache(), options);
  let state = nothingRuns(model, analysis.completed);
  for (let index = 0; index < element.index; ) {
    const step = steps[index];
    if (step === undefined) return null;
    const together = steps.filter((each) => each === step || isOneWith(step, each));
    if (step.admitted) {
      const actions = together.map((each) => each.action);
      const result = admitWith(prover, state, actions, step.at);
      if (!result.admitted) return null;
      state = result.state;
    }
    index += together.length;
    yield;
  }
  const admits = (changes: readonly Change[]): boolean => {
    const actions = changedActions(action, changes.filter(isStepChange));
    return admitWith(prover, changedState(state, changes), actions, at).admitted;
  };
  return { element, at, action, failing, reason, state, analysis, admits };
}

type Step = Analysis['scenarios'][number]['steps'][number];

function isOneWith(step: Step, other: Step): boolean {
  return step.asOne === 'admitted' && other.asOne === 'admitted' && step.at === other.at;
}

function changedActions(action: Action, changes: readonly StepChange[]): readonly Action[] {
  const before = changes.flatMap((change) => (change.kind === 'before' ? [change.action] : []));
  const changed = changes.reduce(
    (each, change) => (change.kind === 'before' ? each : changedAction(each, change)),
    action,
  );
  return [...before, changed];
}

/** The running system with changes inside domains, running or not. */
function changedState(state: SystemState, changes: readonly Change[]): SystemState {
  const own = changes.filter(isDomainChange);
  const running = state.running.map((one) => ({
    ...one,
    domain: own.reduce(changeDomain, one.domain),
  }));
  const ofDomains = changes.filter((change) => !isStepChange(change));
  return { ...state, model: applyChanges(state.model, ofDomains), running };
}

/** The grid, in ns, on which times of a machine are searched. */
export function gridOf({ model }: SystemState, machine: string): number {
  const found = model.machines.find(({ name }) => name === machine);
  return found === undefined ? 1 : machineFacts(found).resolution;
}
