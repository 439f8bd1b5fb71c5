import type { LangiumDocument } from 'langium';
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { HyperschedServices } from '../../language/module.ts';
import type { ElementPlace } from '../../language/places.ts';
import { giveCores, leaveCores } from '../../messages/editor/core-lists.ts';
import { newProblems } from '../../scheduling/findings/findings.ts';
import { writtenCores } from '../../scheduling/host/cores.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import type { AnalysisWorker, Analyzed } from '../worker/analysis-worker.ts';
import { type CoreLists, firstLists, shorterLists } from './core-lists.ts';

/** Offers the fewest cores with which a pool passes. Each offer has been analyzed. */
export class CoreActions {
  readonly #worker: AnalysisWorker;
  readonly #services: () => HyperschedServices;

  constructor(worker: AnalysisWorker, services: () => HyperschedServices) {
    this.#worker = worker;
    this.#services = services;
  }

  /** Lists for the pool of a diagnostic that names no cores, not yet tried. */
  first(document: LangiumDocument, diagnostic: Diagnostic, systems: readonly AnalyzedSystem[]) {
    return firstLists(document, diagnostic, systems, this.#services());
  }

  /** Shorter lists for the pools at a range, not yet tried. */
  shorter(uri: string, range: Range, systems: readonly AnalyzedSystem[]) {
    return shorterLists(uri, range, systems);
  }

  /**
   * The action that writes the shortest list with which the pool passes and nothing gets worse;
   * none where there is no such list. A diagnostic is what the action mends.
   *
   * @throws OperationCancelled as soon as the token is canceled.
   */
  async tried(
    { system, pool, lists, all }: CoreLists,
    diagnostic: Diagnostic | null,
    token: CancellationToken,
  ): Promise<readonly CodeAction[]> {
    const analyze = (model: SystemModel): Promise<Analyzed> =>
      this.#worker.analyze(`${system.root.uri.toString()}#cores`, model, null, token);
    // Elements of a pool without cores are in no analysis but those with a list.
    const known = [...system.findings];
    if (all !== null) {
      const { findings } = await analyze(all.model);
      known.push(...findings.filter(({ element }) => isWithin(element, pool, all.model)));
    }
    for (const { cores, model } of lists) {
      const { analysis, findings } = await analyze(model);
      const host = analysis.machines.find(({ machine }) => machine === pool);
      if (host?.verdict.kind !== 'schedulable') continue;
      if (newProblems(known, findings).length > 0) continue;
      const edit = writing(system.places.find({ kind: 'machine', machine: pool }), cores);
      if (edit === null) return [];
      return [
        diagnostic === null
          ? { title: leaveCores(pool, cores), kind: CodeActionKind.RefactorRewrite, edit }
          : {
              title: giveCores(pool, cores),
              kind: CodeActionKind.QuickFix,
              diagnostics: [diagnostic],
              edit,
            },
      ];
    }
    return [];
  }
}

function isWithin(element: Element, pool: string, { machines }: SystemModel): boolean {
  if ('domain' in element) {
    const home = machines.find(({ name }) => name === pool);
    return home?.domains.some(({ name }) => name === element.domain) ?? false;
  }
  return 'machine' in element && element.machine === pool;
}

/** The edit that writes a pool's list in place of the old one, or first in its block. */
function writing(place: ElementPlace | undefined, cores: readonly number[]): WorkspaceEdit | null {
  const list = place?.attribute('cores')?.value;
  const text = writtenCores(cores);
  if (list !== undefined)
    return { changes: { [list.uri]: [{ range: list.range, newText: text }] } };
  if (place?.opening === undefined) return null;
  const { uri, range } = place.opening;
  const { start, end } = place.whole.range;
  const indentation = ' '.repeat(start.character + 2);
  const newText = start.line === end.line ? `  cores ${text} ` : `\n${indentation}cores ${text}`;
  return { changes: { [uri]: [{ range: { start: range.end, end: range.end }, newText }] } };
}
