import type { LangiumDocument } from 'langium';
import type { Places } from '../../language/places.ts';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { severity } from '../../scheduling/model/verdict.ts';
import type { Analyzed } from '../worker/analysis-worker.ts';

/** The analysis of one system, and the places of its elements in the text. */
export interface AnalyzedSystem extends Analyzed {
  readonly root: LangiumDocument;
  /** The addresses of the root and of all its imports. */
  readonly documents: readonly string[];
  readonly model: SystemModel;
  readonly places: Places;
}

/** The worst of several verdicts; `schedulable` if there are none. */
export function worstVerdict(verdicts: readonly VerdictKind[]): VerdictKind {
  return verdicts.reduce(
    (worst, each) => (severity(each) > severity(worst) ? each : worst),
    'schedulable',
  );
}
