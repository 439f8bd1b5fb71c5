import type { Element } from '../../model/element.ts';
import type { Action, Scenario, SystemModel } from '../../model/model.ts';

type StepElement = Extract<Element, { kind: 'step' }>;

/** A change of one step of a scenario, as an editor can make it. */
export type StepChange =
  /** Sets a time of the action, in ns: of the task that it adds, or of the VCPU that it sets. */
  | {
      readonly kind: 'set-in-step';
      readonly element: StepElement;
      /** The task or the VCPU, with its domain. */
      readonly subject: string;
      readonly attribute: 'wcet' | 'period' | 'budget';
      readonly value: number;
    }
  /** Sends a domain to another machine or pool, or a task to another VCPU. */
  | {
      readonly kind: 'redirect';
      readonly element: StepElement;
      readonly subject: string;
      readonly to: readonly string[];
    }
  /** Lets the new period of a VCPU wait until the guest is quiet. */
  | { readonly kind: 'wait-in-step'; readonly element: StepElement; readonly subject: string }
  /** Adds a step at the same instant before it. */
  | { readonly kind: 'before'; readonly element: StepElement; readonly action: RoomAction };

/** An action that makes room for another. */
export type RoomAction =
  | { readonly kind: 'stop'; readonly domains: readonly string[] }
  | Extract<Action, { kind: 'remove' | 'migrate' }>;

const kinds: Readonly<Record<StepChange['kind'], true>> = {
  ...{ 'set-in-step': true, redirect: true, 'wait-in-step': true, before: true },
};

export function isStepChange(change: { readonly kind: string }): change is StepChange {
  return Object.hasOwn(kinds, change.kind);
}

/** The model with its scenarios changed. */
export function applyStepChanges(model: SystemModel, changes: readonly StepChange[]): SystemModel {
  if (changes.length === 0) return model;
  return { ...model, scenarios: changes.reduce(changeScenarios, model.scenarios) };
}

function changeScenarios(scenarios: readonly Scenario[], change: StepChange): readonly Scenario[] {
  const { scenario: name, index } = change.element;
  return scenarios.map((scenario) => {
    const step = scenario.steps[index];
    if (scenario.name !== name || step === undefined) return scenario;
    const changed =
      change.kind === 'before'
        ? [{ at: step.at, action: change.action }, step]
        : [{ at: step.at, action: changedAction(step.action, change) }];
    return { ...scenario, steps: scenario.steps.toSpliced(index, 1, ...changed) };
  });
}

/**
 * The action with a change. A deadline of an added task that is equal to its period stays so, and
 * its execution times stay in order.
 */
export function changedAction(
  action: Action,
  change: Exclude<StepChange, { kind: 'before' }>,
): Action {
  if (change.kind === 'redirect') {
    if (action.kind === 'migrate') return { ...action, machine: change.to.join('.') };
    const [, vcpu] = change.to;
    return action.kind === 'add' && vcpu !== undefined
      ? { ...action, task: { ...action.task, vcpu } }
      : action;
  }
  if (change.kind === 'wait-in-step')
    return action.kind === 'set' ? { ...action, whenQuiet: true } : action;
  const { attribute, value } = change;
  if (action.kind === 'set')
    return attribute === 'wcet' ? action : { ...action, [attribute]: value };
  if (action.kind !== 'add') return action;
  const { task } = action;
  if (attribute === 'wcet')
    return { ...action, task: { ...task, wcet: value, bcet: Math.min(task.bcet, value) } };
  if (attribute === 'budget') return action;
  const deadline = task.deadline === task.period ? value : task.deadline;
  return { ...action, task: { ...task, period: value, deadline } };
}
