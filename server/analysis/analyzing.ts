import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver-protocol';
import { lower } from '../../language/lowering/lower.ts';
import type { ServerServices } from '../services.ts';
import { TookTooLong } from '../worker/slices.ts';
import type { BegunAnalysis, StageParts } from './stage.ts';
import type { System } from './systems.ts';

/** Makes the function that has systems analyzed by the worker, which remembers earlier results. */
export function createAnalyzer({
  language,
  results,
  worker,
  settings,
}: ServerServices): (system: System, token: CancellationToken) => BegunAnalysis {
  return (system, token) => {
    const { model, places } = lower(system.root, language);
    const root = system.root.uri.toString();
    const documents = system.documents.map(({ uri }) => uri.toString());
    const previous = results.get(root)?.analysis.completed ?? null;
    const analyzed = withinTime(settings.analysis.timeLimit, token, (limited) =>
      worker.analyze(root, model, previous, limited),
    ).then((found) => ({ ...found, root: system.root, documents, model, places }));
    return { places, analyzed };
  };
}

/** Makes the function that searches on for the verdicts that an analysis left open. */
export function createDecider({ worker }: ServerServices): StageParts['decide'] {
  return async (system, patience, token) => {
    const found = await worker.decide(system.root.uri.toString(), system, patience, token);
    return { ...system, ...found };
  };
}

/** @throws TookTooLong where the work does not end within this number of seconds. */
async function withinTime<T>(
  seconds: number,
  token: CancellationToken,
  work: (token: CancellationToken) => Promise<T>,
): Promise<T> {
  const source = new CancellationTokenSource();
  const canceled = token.onCancellationRequested(() => source.cancel());
  if (token.isCancellationRequested) source.cancel();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    source.cancel();
  }, seconds * 1000);
  try {
    return await work(source.token);
  } catch (error) {
    throw isLate && !token.isCancellationRequested ? new TookTooLong() : error;
  } finally {
    clearTimeout(timer);
    canceled.dispose();
    source.dispose();
  }
}
