import type { AsOne } from '../model/analysis.ts';
import type { Action, ScenarioStep } from '../model/model.ts';
import type { RunningDomain } from './running-domain.ts';
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
  const settled = running.map((one) => withPast(one, state.running, at));
  return { kind: 'changed', running: settled, machines: [...machines], plans };
}

/** A domain that went away and came back at one instant has been there all the time. */
function withPast(one: RunningDomain, before: readonly RunningDomain[], at: number): RunningDomain {
  if (!one.moved || one.since < at) return one;
  const { domain, machine } = one;
  const past = before.find((other) => other.domain.name === domain.name);
  if (past === undefined || past.machine !== machine) return one;
  const gone = past.domain.tasks.filter((task) => !domain.tasks.includes(task));
  return {
    ...past,
    domain,
    changed: at,
    left: [...past.left, ...gone.map((task) => ({ task, at }))],
  };
}

/** The outcome to tell of a step decided among `count`; `retried` after a refusal as one. */
export function asOneOutcome(count: number, retried: boolean): { readonly asOne?: AsOne } {
  if (count > 1) return { asOne: 'admitted' };
  return retried ? { asOne: 'refused' } : {};
}
