import type { Scenario } from '../../../scheduling/model/model.ts';
import type { ScenarioOutcome } from '../../../scheduling/simulation/result.ts';
import type { Stop } from '../columns/run-columns.ts';

/**
 * The instants at which a scenario dropped jobs: at the stop of a domain or the removal of a task.
 */
export function stopsOf(
  scenario: Scenario | undefined,
  outcomes: readonly ScenarioOutcome[],
): readonly Stop[] {
  return outcomes.flatMap(({ index, at, admitted }): Stop[] => {
    const action = scenario?.steps[index]?.action;
    if (!admitted || action === undefined) return [];
    switch (action.kind) {
      case 'stop':
        return action.domains.map((domain) => ({ time: at, domain, task: null }));
      case 'remove':
        return [{ time: at, domain: action.domain, task: action.task }];
      default:
        return [];
    }
  });
}
