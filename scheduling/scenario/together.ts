import type { AsOne } from '../model/analysis.ts';
import type { Action, ScenarioStep } from '../model/model.ts';
import { applyAction, type Effect, type SystemState } from './state.ts';

/** Whether an action is tested. Those that only take load away always pass. */
export function isTested({ kind }: Action): boolean {
  return kind !== 'stop' && kind !== 'remove';
}

/**
 * The number of steps from an index on that are tried as one: those at the same instant. A step
 * that only takes load away, and comes first, stands alone, for it never waits for a test.
 */
export function stepsTogether(steps: readonly ScenarioStep[], index: number): number {
  const first = steps[index];
  if (first === undefined || !isTested(first.action)) return 1;
  const end = steps.findIndex(({ at }, other) => other > index && at !== first.at);
  return (end < 0 ? steps.length : end) - index;
}

/**
 * Applies actions at one instant, in ns, one after the other and untested. If one of them cannot
 * apply, none does.
 */
export function applyActions(
  state: Pick<SystemState, 'model' | 'running' | 'plans'>,
  actions: readonly Action[],
  at: number,
): Effect {
  let { running, plans } = state;
  const machines = new Set<string>();
  for (const action of actions) {
    const effect = applyAction({ model: state.model, running, plans }, action, at);
    if (effect.kind === 'nothing') return effect;
    running = effect.running;
    plans = effect.plans ?? plans;
    for (const machine of effect.machines) machines.add(machine);
  }
  return { kind: 'changed', running, machines: [...machines], plans };
}

/** The outcome to tell of a step decided among `count`; `retried` after a refusal as one. */
export function asOneOutcome(count: number, retried: boolean): { readonly asOne?: AsOne } {
  if (count > 1) return { asOne: 'admitted' };
  return retried ? { asOne: 'refused' } : {};
}
