import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  CodeActionTriggerKind,
} from 'vscode-languageserver';
import type { AnalysisResults } from '../analysis/results.ts';
import { chosenActions } from './chosen-actions.ts';
import { clientActions } from './client-actions.ts';
import type { CoreActions } from './core-actions.ts';
import type { RefactoringActions } from './refactorings/refactoring-actions.ts';
import type { RemedyActions } from './remedy-actions.ts';
import { textActions } from './text-actions.ts';
import { windowActions } from './window-actions.ts';

/** Quick fixes for diagnostics, offers to write down the tool's choices, and refactorings. */
export class HyperschedCodeActionProvider implements CodeActionProvider {
  readonly #results: AnalysisResults;
  readonly #remedies: RemedyActions;
  readonly #cores: CoreActions;
  readonly #refactorings: RefactoringActions;
  readonly #clientHas: (command: string) => boolean;

  constructor(
    results: AnalysisResults,
    remedies: RemedyActions,
    cores: CoreActions,
    refactorings: RefactoringActions,
    clientHas: (command: string) => boolean,
  ) {
    this.#results = results;
    this.#remedies = remedies;
    this.#cores = cores;
    this.#refactorings = refactorings;
    this.#clientHas = clientHas;
  }

  getCodeActions(
    document: LangiumDocument,
    params: CodeActionParams,
    token: CancellationToken,
  ): Promise<CodeAction[]> {
    return this.begin(document, params)(token);
  }

  /**
   * Reads the present text and returns the rest of the work, which needs no further look at it: the
   * proof that a remedy helps takes time, and no change may wait for it.
   */
  begin(
    document: LangiumDocument,
    { range, context }: CodeActionParams,
  ): (token: CancellationToken) => Promise<CodeAction[]> {
    const uri = document.uri.toString();
    const systems = this.#results.systemsWith(uri);
    const mending = context.diagnostics.map((diagnostic) => ({
      diagnostic,
      ofText: textActions(document, diagnostic),
      cores: this.#cores.first(document, diagnostic, systems),
      inClient: clientActions(diagnostic, uri, systems, this.#clientHas),
    }));
    const chosen = systems.flatMap((system) => [
      ...chosenActions(uri, range, system),
      ...windowActions(uri, range, system),
    ]);
    const refactorings = this.#refactorings.ofText(document, range);
    // These take analyses, so they are not tried at each move of the cursor.
    const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic;
    const shorter = isAsked ? this.#cores.shorter(uri, range, systems) : [];
    const splits = isAsked ? this.#refactorings.splits(document, range, systems) : [];
    return async (token) => {
      const actions: CodeAction[] = [];
      for (const { diagnostic, ofText, cores, inClient } of mending) {
        actions.push(...ofText);
        for (const lists of cores)
          actions.push(...(await this.#cores.tried(lists, diagnostic, token)));
        for (const system of systems)
          actions.push(...(await this.#remedies.of(diagnostic, system, token)));
        actions.push(...inClient);
      }
      actions.push(...chosen, ...refactorings);
      for (const lists of shorter) actions.push(...(await this.#cores.tried(lists, null, token)));
      for (const { split, system } of splits)
        actions.push(...(await this.#refactorings.tried(document, split, system, token)));
      return offered(actions, context.only);
    };
  }
}

/** Removes duplicates and the kinds that are not wanted. */
function offered(actions: readonly CodeAction[], only: readonly string[] | undefined) {
  const wanted = actions.filter(
    ({ kind = '' }) =>
      only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`)),
  );
  return [...new Map(wanted.map((action) => [JSON.stringify(action), action])).values()];
}
