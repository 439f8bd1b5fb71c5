import { isOperationCancelled, type LangiumDocuments, URI } from 'langium';
import type { CancellationToken } from 'vscode-languageserver';
import { noFrames, notProvenWithWindows, windowsOutdated } from '../../messages/editor/windows.ts';
import { findingText } from '../../messages/findings/finding.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import { frameOf } from '../../scheduling/model/policies.ts';
import type { AnalysisResults } from '../analysis/results.ts';
import type { WindowsChosen } from '../protocol.ts';
import type { AnalysisWorker } from '../worker/analysis-worker.ts';
import { rewriteWindows } from './rewrite-windows.ts';

interface Services {
  readonly results: AnalysisResults;
  readonly worker: AnalysisWorker;
  readonly documents: LangiumDocuments;
}

/**
 * Chooses the windows of a file's machines anew. Nothing is written unless every domain of the
 * machine is proven with what was chosen.
 *
 * @throws OperationCancelled as soon as the token is canceled.
 */
export async function chooseWindows(
  uri: string,
  { results, worker, documents }: Services,
  token: CancellationToken,
): Promise<WindowsChosen> {
  await results.settled(token);
  const system = results.get(uri) ?? results.systemsWith(uri)[0];
  const framed = system?.model.machines.some(({ policy }) => frameOf(policy) !== null) ?? false;
  if (system === undefined || !framed) return nothing(noFrames());
  const found = await worker
    .windows(system.root.uri.toString(), system, token)
    .catch((error: unknown) => {
      // The search gave way to an analysis.
      if (isOperationCancelled(error) && !token.isCancellationRequested) return null;
      throw error;
    });
  if (found === null || !results.isCurrent(uri)) return nothing(windowsOutdated());
  const failing = found.findings.find(
    ({ code }) => code === 'windows-impossible' || code === 'windows-not-found',
  );
  if (failing !== undefined) return nothing(findingText(failing));
  const machines = found.analysis.completed.machines.filter(
    ({ windowChoice }) => windowChoice !== undefined,
  );
  const unproven = machines.find((machine) => !isProven(found.analysis, machine));
  if (unproven !== undefined) return nothing(notProvenWithWindows(unproven.name));
  const edit = rewriteWindows(machines, system.places, (address, range) => {
    const document = documents.getDocument(URI.parse(address));
    return document?.textDocument.getText(range) ?? '';
  });
  return edit === null ? nothing(noFrames()) : { kind: 'edit', edit };
}

function isProven({ domains }: Analysis, { name }: CompletedMachine): boolean {
  return domains.every(
    ({ machine, verdict }) => machine !== name || verdict.kind === 'schedulable',
  );
}

function nothing(message: string): WindowsChosen {
  return { kind: 'nothing', message };
}
