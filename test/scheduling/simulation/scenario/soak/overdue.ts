import { analyze } from '../../../../../scheduling/analyze.ts';
import type { SystemModel } from '../../../../../scheduling/model/model.ts';
import type {
  ScenarioOutcome,
  SimulationResult,
} from '../../../../../scheduling/simulation/result.ts';

/**
 * The admitted steps that came into force later than the analysis, which knows no run, had told. A
 * step that waited while something stopped, or lost a task, may never be.
 */
export function overdue(written: SystemModel, { scenario }: SimulationResult): readonly string[] {
  // From a refusal on that a run alone can tell, it goes another way.
  if (scenario.some(({ reason }) => reason?.kind === 'never-quiet')) return [];
  const [analyzed] = analyze(written).scenarios;
  const end = written.scenarios[0]?.run ?? 0;
  return scenario.flatMap((outcome, index) => {
    const step = analyzed?.steps[index];
    if (step?.admitted !== outcome.admitted) return [`step ${index} is decided otherwise`];
    const { at, answered = at, inForce } = outcome;
    const atMost = step.wait?.atMost;
    if (inForce === undefined || atMost === null || atMost === undefined) return [];
    const given = inForce ?? (scenario.slice(index + 1).some(takesAway) ? 0 : end);
    return given > answered + atMost ? [`step ${index} waits longer than ${atMost}`] : [];
  });
}

/** Whether a step may take back what an earlier one, or one of the same instant, waits for. */
function takesAway({ admitted, action }: ScenarioOutcome): boolean {
  return admitted && (action.kind === 'stop' || action.kind === 'remove');
}
