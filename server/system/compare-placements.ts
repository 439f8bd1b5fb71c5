import { isOperationCancelled } from 'langium';
import type { CancellationToken } from 'vscode-languageserver';
import { comparisonOutdated, noScenarios } from '../../messages/editor/placements.ts';
import type { AnalysisResults } from '../analysis/results.ts';
import type { CompareParams, PlacementsCompared } from '../protocol.ts';
import type { AnalysisWorker } from '../worker/analysis-worker.ts';
import { comparisonTables } from './comparison-tables.ts';

/**
 * Plays the scenarios of a file with their admission tests in Dom0 and in the hypervisor.
 *
 * @throws OperationCancelled as soon as the token is canceled.
 */
export async function comparePlacements(
  { uri, scenario }: CompareParams,
  { results, worker }: { readonly results: AnalysisResults; readonly worker: AnalysisWorker },
  token: CancellationToken,
): Promise<PlacementsCompared> {
  await results.settled(token);
  const system = results.get(uri) ?? results.systemsWith(uri)[0];
  const names = (system?.model.scenarios ?? [])
    .map(({ name }) => name)
    .filter((name) => scenario === undefined || name === scenario);
  if (system === undefined || names.length === 0)
    return { kind: 'nothing', message: noScenarios() };
  const found = await worker
    .placements(system.root.uri.toString(), system, names, token)
    .catch((error: unknown) => {
      // The comparison gave way to an analysis.
      if (isOperationCancelled(error) && !token.isCancellationRequested) return null;
      throw error;
    });
  return found === null
    ? { kind: 'nothing', message: comparisonOutdated() }
    : { kind: 'compared', scenarios: found.map(comparisonTables) };
}
