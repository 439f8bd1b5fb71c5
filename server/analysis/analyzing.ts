import { lower } from '../../language/lowering/lower.ts';
import { AnalysisCache, analyzing } from '../../scheduling/analyze.ts';
import { findings } from '../../scheduling/findings/findings.ts';
import type { ServerServices } from '../services.ts';
import type { AnalyzedSystem } from './analyzed-system.ts';
import type { BegunAnalysis } from './stage.ts';
import type { System } from './systems.ts';

/**
 * Analyzes systems with what was found before in mind: an edit costs what it touches, and chosen
 * cores that still work are kept.
 */
export function createAnalyzer({
  language,
  results,
}: ServerServices): (system: System) => BegunAnalysis {
  const cache = new AnalysisCache();
  return (system) => {
    const { model, places } = lower(system.root, language);
    const previous = results.get(system.root.uri.toString())?.analysis.completed;
    function* steps(): Generator<unknown, AnalyzedSystem> {
      const analysis = yield* analyzing(model, {
        cache,
        ...(previous === undefined ? {} : { previous }),
      });
      return {
        root: system.root,
        documents: system.documents.map(({ uri }) => uri.toString()),
        model,
        places,
        analysis,
        findings: findings(analysis),
        cache,
      };
    }
    return { places, steps: steps() };
  };
}
