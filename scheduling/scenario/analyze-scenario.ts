import type { Prover } from '../choose/prover.ts';
import type { ScenarioAnalysis, StepAnalysis } from '../model/analysis.ts';
import type { CompletedModel } from '../model/completed.ts';
import type { Action, Scenario, SystemModel } from '../model/model.ts';
import { type AdmissionResult, admitWith, nothingRuns } from './admit.ts';
import { inForceFrom } from './plans-in-force.ts';
import { asOneOutcome, stepsTogether } from './together.ts';

/**
 * Analyzes a scenario. Each step is tested on the domains that run at that moment, and a refused
 * step leaves them unchanged. The steps of one instant are tried as one first, and singly in their
 * order if that is refused. The generator yields after each trial.
 */
export function* analyzingScenario(
  prover: Prover,
  model: SystemModel,
  completed: CompletedModel,
  scenario: Scenario,
): Generator<void, ScenarioAnalysis> {
  let state = nothingRuns(model, completed);
  const steps: StepAnalysis[] = [];
  let singlyUntil = 0;
  while (steps.length < scenario.steps.length) {
    const index = steps.length;
    const count = index < singlyUntil ? 1 : stepsTogether(scenario.steps, index);
    const tried = scenario.steps.slice(index, index + count);
    const at = tried[0]?.at ?? 0;
    const actions = tried.map(({ action }) => action);
    const result = admitWith(prover, state, actions, at);
    yield;
    if (!result.admitted && count > 1) {
      singlyUntil = index + count;
      continue;
    }
    if (result.admitted) state = result.state;
    for (const [place, action] of actions.entries()) {
      steps.push({
        index: index + place,
        at,
        action,
        ...outcome(result, action, at),
        ...asOneOutcome(count, index < singlyUntil),
        running: state.completed.machines,
      });
    }
  }
  return { scenario: scenario.name, steps };
}

/** The result of an admission test for one of its actions, in ns. */
function outcome(
  result: AdmissionResult,
  action: Action,
  at: number,
): Pick<StepAnalysis, 'admitted' | 'reason' | 'failing' | 'inForce' | 'across' | 'wait'> {
  if (!result.admitted) {
    const { reason, failing, across } = result;
    return {
      admitted: false,
      reason,
      ...(failing === null ? {} : { failing }),
      ...(across === undefined ? {} : { across }),
    };
  }
  const admitted = { admitted: true, reason: null, wait: result.wait } as const;
  return action.kind === 'plan'
    ? { ...admitted, inForce: inForceFrom(result.state.plans, action.machine, at) }
    : admitted;
}
