import type { ScenarioOutcome, SimulationResult } from '../../scheduling/simulation/result.ts';
import { actionText } from '../scenario/action.ts';
import { stepReasonText } from '../scenario/step-reason.ts';
import { runNoteText } from './run-note.ts';

/** What came of a run, with all that is said of it in words, as a file keeps it. */
export interface ToldRun extends Omit<SimulationResult, 'scenario' | 'notes'> {
  readonly scenario: readonly ToldOutcome[];
  readonly notes: readonly string[];
}

interface ToldOutcome extends Pick<ScenarioOutcome, 'index' | 'at' | 'admitted'> {
  /** As written: `start guest1`. */
  readonly action: string;
  /** Why it was refused; empty where it was admitted. */
  readonly reason: string;
}

/** Puts a run into words. */
export function tellRun(result: SimulationResult): ToldRun {
  return {
    ...result,
    scenario: result.scenario.map(({ index, at, action, admitted, reason }) => ({
      index,
      at,
      action: actionText(action),
      admitted,
      reason: stepReasonText(reason),
    })),
    notes: result.notes.map(runNoteText),
  };
}
