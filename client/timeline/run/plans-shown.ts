import type { SystemModel } from '../../../scheduling/model/model.ts';
import { firstPlan, plansOf } from '../../../scheduling/plans/plans.ts';
import type { ScenarioOutcome } from '../../../scheduling/simulation/result.ts';
import type { PlanShown } from '../columns/run-columns.ts';

/**
 * The plans in force on machines that have several, in order of time. A change that was asked for
 * in the same frame as a later one never came about.
 */
export function plansShown(
  { machines }: Pick<SystemModel, 'machines'>,
  outcomes: readonly ScenarioOutcome[],
): readonly PlanShown[] {
  return machines.flatMap(({ name, policy }): readonly PlanShown[] => {
    if (plansOf(policy).length === 0) return [];
    let shown: readonly PlanShown[] = [{ machine: name, plan: firstPlan, from: 0 }];
    for (const { at, action, inForce } of outcomes) {
      if (action.kind !== 'plan' || action.machine !== name) continue;
      if (inForce === undefined || inForce === null) continue;
      const before = shown.filter(({ from }) => from <= at && from < inForce);
      const stays = before.at(-1)?.plan === action.plan;
      shown = stays ? before : [...before, { machine: name, plan: action.plan, from: inForce }];
    }
    return shown;
  });
}
