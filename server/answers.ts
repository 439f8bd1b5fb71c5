import { isOperationCancelled } from 'langium';
import { createRequestHandler } from 'langium/lsp';
import {
  type CancellationToken,
  type CodeActionParams,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { requestCanceled } from '../messages/editor/server.ts';
import { PATIENCE_MS } from './analysis/progress.ts';
import type { ServerServices } from './services.ts';

/**
 * Answers requests that need the analysis once all known text has been analyzed. Lenses and hints
 * wait for it. A hover and quick fixes are useful without it, so they come after {@link
 * PATIENCE_MS} at the latest. The wait precedes Langium's lock for reading, for no change is built,
 * and nothing analyzed, under the lock.
 */
export function answerAfterAnalysis(
  connection: Connection,
  { shared, results, actions, hints }: ServerServices,
): void {
  const analyzed = (token: CancellationToken) => results.settled(token);
  const analyzedOrLong = (token: CancellationToken) => results.settledWithin(PATIENCE_MS, token);

  function after<P, R>(
    ready: (token: CancellationToken) => Promise<void>,
    answer: (params: P, token: CancellationToken) => R,
  ) {
    return async (params: P, token: CancellationToken): Promise<Awaited<R> | ResponseError> => {
      try {
        await ready(token);
        const answered = await answer(params, token);
        return token.isCancellationRequested ? canceled() : answered;
      } catch (error) {
        if (isOperationCancelled(error)) return canceled();
        throw error;
      }
    };
  }

  connection.onHover(
    after(
      analyzedOrLong,
      createRequestHandler(
        ({ lsp }, document, params, token) =>
          lsp?.HoverProvider?.getHoverContent(document, params, token),
        shared,
      ),
    ),
  );
  const beginActions = createRequestHandler(
    (_, document, params: CodeActionParams) => actions.begin(document, params),
    shared,
  );
  connection.onCodeAction(
    after(analyzedOrLong, async (params, token) => {
      for (;;) {
        const begun = await beginActions(params, token);
        if (typeof begun !== 'function') return begun;
        try {
          return await begun(token);
        } catch (error) {
          // The search for remedies gave way to an analysis, which may be of another file.
          if (!isOperationCancelled(error) || token.isCancellationRequested) throw error;
          await analyzed(token);
        }
      }
    }),
  );
  connection.onCodeLens(
    after(
      analyzed,
      createRequestHandler(
        ({ lsp }, document, params, token) =>
          lsp?.CodeLensProvider?.provideCodeLens(document, params, token),
        shared,
      ),
    ),
  );
  connection.languages.inlayHint.on(
    after(
      async (token) => {
        await analyzed(token);
        await hints.readSettings(shared.workspace.ConfigurationProvider);
      },
      createRequestHandler(
        ({ lsp }, document, params, token) =>
          lsp?.InlayHintProvider?.getInlayHints(document, params, token),
        shared,
      ),
    ),
  );
}

export function canceled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, requestCanceled());
}
