import type { Action, Scenario } from '../../../scheduling/model/model.ts';
import type { ScenarioOutcome } from '../../../scheduling/simulation/result.ts';
import type { Stop } from '../columns/run-columns.ts';

/**
 * The instants at which a scenario dropped jobs: at the stop of a domain or the removal of a task.
 */
export function stopsOf(
  scenario: Scenario | undefined,
  outcomes: readonly ScenarioOutcome[],
): readonly Stop[] {
  return outcomes.flatMap(({ index, at, admitted }) => {
    const action = scenario?.steps[index]?.action;
    return admitted && action !== undefined ? stopsAt(at, action) : [];
  });
}

function stopsAt(time: number, action: Action): readonly Stop[] {
  switch (action.kind) {
    case 'stop':
      return action.domains.map((domain) => ({ time, domain, task: null }));
    case 'remove':
      return [{ time, domain: action.domain, task: action.task }];
    case 'start':
    case 'add':
    case 'set':
    case 'migrate':
    case 'plan':
      return [];
  }
}
