import type { LangiumDocument } from 'langium';
import type { Places } from '../../language/places.ts';
import type { AnalysisCache } from '../../scheduling/analyze.ts';
import type { Finding } from '../../scheduling/findings/finding.ts';
import type { Analysis, VerdictKind } from '../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { severity } from '../../scheduling/model/verdict.ts';

/** What is known of one system: its analysis, and where the elements it speaks of are written. */
export interface AnalyzedSystem {
  readonly root: LangiumDocument;
  /** The addresses of the root and all it imports. */
  readonly documents: readonly string[];
  readonly model: SystemModel;
  readonly places: Places;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  /** What analyses of slight variations can build on. */
  readonly cache: AnalysisCache;
}

/** The worst of several verdicts; `schedulable` where there are none. */
export function worstVerdict(verdicts: readonly VerdictKind[]): VerdictKind {
  return verdicts.reduce(
    (worst, each) => (severity(each) > severity(worst) ? each : worst),
    'schedulable',
  );
}
