import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import type { AnalysisResults } from '../analysis/results.ts';
import { chosenActions } from './chosen-actions.ts';
import { clientActions } from './client-actions.ts';
import { remedyActions } from './remedy-actions.ts';
import { textActions } from './text-actions.ts';

/** Quick fixes for what is wrong, and what was chosen to be written down. */
export class HyperschedCodeActionProvider implements CodeActionProvider {
  readonly #results: AnalysisResults;
  readonly #clientHas: (command: string) => boolean;

  constructor(results: AnalysisResults, clientHas: (command: string) => boolean) {
    this.#results = results;
    this.#clientHas = clientHas;
  }

  async getCodeActions(
    document: LangiumDocument,
    { range, context }: CodeActionParams,
  ): Promise<CodeAction[]> {
    const uri = document.uri.toString();
    const systems = this.#results.systemsWith(uri);
    const actions = [
      ...context.diagnostics.flatMap((diagnostic) => [
        ...textActions(document, diagnostic),
        ...systems.flatMap((system) => remedyActions(uri, diagnostic, system)),
        ...clientActions(uri, diagnostic, systems, this.#clientHas),
      ]),
      ...systems.flatMap((system) => chosenActions(uri, range, system)),
    ];
    const { only } = context;
    const wanted = actions.filter(
      ({ kind = '' }) =>
        only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`)),
    );
    return [...new Map(wanted.map((action) => [JSON.stringify(action), action])).values()];
  }
}
