import type { CancellationToken } from 'vscode-languageserver-protocol';
import { lower } from '../../language/lowering/lower.ts';
import type { ServerServices } from '../services.ts';
import type { BegunAnalysis } from './stage.ts';
import type { System } from './systems.ts';

/** Makes the function that has systems analyzed by the worker, which remembers earlier results. */
export function createAnalyzer({
  language,
  results,
  worker,
}: ServerServices): (system: System, token: CancellationToken) => BegunAnalysis {
  return (system, token) => {
    const { model, places } = lower(system.root, language);
    const root = system.root.uri.toString();
    const documents = system.documents.map(({ uri }) => uri.toString());
    const previous = results.get(root)?.analysis.completed ?? null;
    const analyzed = worker
      .analyze(root, model, previous, token)
      .then((analyzed) => ({ ...analyzed, root: system.root, documents, model, places }));
    return { places, analyzed };
  };
}
