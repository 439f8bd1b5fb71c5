import type { Prover } from '../choose/prover.ts';
import type { ScenarioAnalysis, StepAnalysis } from '../model/analysis.ts';
import type { CompletedModel } from '../model/completed.ts';
import type { Scenario, SystemModel } from '../model/model.ts';
import { admitWith, nothingRuns } from './admit.ts';
import { inForceFrom } from './plans-in-force.ts';

/**
 * Analyzes a scenario. Each step is tested on the domains that run at that moment, and a refused
 * step leaves them unchanged. The generator yields after each step.
 */
export function* analyzingScenario(
  prover: Prover,
  model: SystemModel,
  completed: CompletedModel,
  scenario: Scenario,
): Generator<void, ScenarioAnalysis> {
  let state = nothingRuns(model, completed);
  const steps: StepAnalysis[] = [];
  for (const [index, { at, action }] of scenario.steps.entries()) {
    const result = admitWith(prover, state, action, at);
    const step = { index, at, action };
    if (result.admitted) {
      state = result.state;
      steps.push({
        ...step,
        admitted: true,
        reason: null,
        running: state.completed.machines,
        ...(action.kind === 'plan'
          ? { inForce: inForceFrom(state.plans, action.machine, at) }
          : {}),
      });
    } else {
      const { reason, failing } = result;
      const running = state.completed.machines;
      steps.push({
        ...step,
        admitted: false,
        reason,
        running,
        ...(failing === null ? {} : { failing }),
      });
    }
    yield;
  }
  return { scenario: scenario.name, steps };
}
