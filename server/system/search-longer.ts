import type { CancellationToken } from 'vscode-languageserver-protocol';
import { nothingToSearch, searchDecided, searchStaysOpen } from '../../messages/editor/search.ts';
import { longerPatience } from '../../scheduling/undecided.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import type { AnalysisStage } from '../analysis/stage.ts';
import type { SearchedLonger } from '../protocol.ts';

/** Searches on in the systems of a file, ten times as long as before. */
export async function searchLonger(
  systems: readonly AnalyzedSystem[],
  stage: Pick<AnalysisStage, 'searchLonger'>,
  token: CancellationToken,
): Promise<SearchedLonger> {
  let decided = 0;
  let spent: number | null = null;
  for (const system of systems) {
    const open = patienceFor(system);
    if (open === null) continue;
    const found = (await stage.searchLonger(system, open.patience, token)) ?? system;
    const left = patienceFor(found);
    decided += open.machines - (left?.machines ?? 0);
    if (left !== null) spent = Math.max(spent ?? 0, open.patience);
  }
  if (spent !== null) return { kind: 'open', message: searchStaysOpen(decided, spent) };
  return decided === 0
    ? { kind: 'nothing', message: nothingToSearch() }
    : { kind: 'decided', message: searchDecided(decided) };
}

/** The machines in which a search would go on, and its patience in ns; `null` if there are none. */
function patienceFor({ analysis }: AnalyzedSystem) {
  const longer = analysis.machines.flatMap((host) => longerPatience(host) ?? []);
  return longer.length === 0 ? null : { machines: longer.length, patience: Math.max(...longer) };
}
