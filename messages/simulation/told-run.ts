import type { ScenarioOutcome, SimulationResult } from '../../scheduling/simulation/result.ts';
import { actionText } from '../scenario/action.ts';
import { stepReasonText } from '../scenario/step-reason.ts';
import { runNoteText } from './run-note.ts';

/** The results of a run, with all texts in words, as a file keeps them. */
export interface ToldRun extends Omit<SimulationResult, 'scenario' | 'notes'> {
  readonly scenario: readonly ToldOutcome[];
  readonly notes: readonly string[];
}

interface ToldOutcome
  extends Pick<
    ScenarioOutcome,
    'index' | 'at' | 'admitted' | 'answered' | 'inForce' | 'via' | 'asOne'
  > {
  /** The action as written: `start guest1`. */
  readonly action: string;
  /** The reason for a refusal; empty if the step was admitted. */
  readonly reason: string;
}

/** Puts a run into words. */
export function tellRun(result: SimulationResult): ToldRun {
  return {
    ...result,
    scenario: result.scenario.map(
      ({ index, at, action, admitted, reason, answered, inForce, via, asOne }) => ({
        index,
        at,
        action: actionText(action),
        admitted,
        reason: stepReasonText(reason),
        ...(answered === undefined ? {} : { answered }),
        ...(inForce === undefined ? {} : { inForce }),
        ...(via === undefined ? {} : { via }),
        ...(asOne === undefined ? {} : { asOne }),
      }),
    ),
    notes: result.notes.map(runNoteText),
  };
}
