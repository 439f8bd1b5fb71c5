import { isOperationCancelled } from 'langium';
import { createRequestHandler } from 'langium/lsp';
import {
  type CancellationToken,
  type CodeActionParams,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { ServerServices } from './services.ts';

/**
 * Answers what the analysis has a part in, when all text that the server knows has been analyzed.
 * The waiting is done before Langium takes its lock to read: while that is held no change is built,
 * and so nothing analyzed.
 */
export function answerAfterAnalysis(
  connection: Connection,
  { shared, results, actions }: ServerServices,
): void {
  function afterAnalysis<P, R>(answer: (params: P, token: CancellationToken) => R) {
    return async (params: P, token: CancellationToken): Promise<Awaited<R> | ResponseError> => {
      try {
        await results.settled(token);
        return await answer(params, token);
      } catch (error) {
        if (isOperationCancelled(error)) return canceled();
        throw error;
      }
    };
  }

  connection.onHover(
    afterAnalysis(
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
    afterAnalysis(async (params, token) => {
      const begun = await beginActions(params, token);
      return typeof begun === 'function' ? await begun(token) : begun;
    }),
  );
  connection.onCodeLens(
    afterAnalysis(
      createRequestHandler(
        ({ lsp }, document, params, token) =>
          lsp?.CodeLensProvider?.provideCodeLens(document, params, token),
        shared,
      ),
    ),
  );
  connection.languages.inlayHint.on(
    afterAnalysis(
      createRequestHandler(
        ({ lsp }, document, params, token) =>
          lsp?.InlayHintProvider?.getInlayHints(document, params, token),
        shared,
      ),
    ),
  );
}

export function canceled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request has been canceled.');
}
