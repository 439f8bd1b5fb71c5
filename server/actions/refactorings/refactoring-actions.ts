import type { LangiumDocument } from 'langium';
import type { CancellationToken, CodeAction, Range } from 'vscode-languageserver';
import type { Taskset } from '../../../language/generated/ast.ts';
import type { HyperschedServices } from '../../../language/module.ts';
import { newProblems } from '../../../scheduling/findings/findings.ts';
import type { AnalyzedSystem } from '../../analysis/analyzed-system.ts';
import type { AnalysisWorker } from '../../worker/analysis-worker.ts';
import { convertUnits } from './convert-units.ts';
import { extractTaskset } from './extract-taskset.ts';
import { inlineTaskset } from './inline-taskset.ts';
import { codeAction } from './refactoring.ts';
import { type Split, splitVcpu } from './split-vcpu.ts';

/** Refactorings: the first ones keep the model; a split is tried by the analysis. */
export class RefactoringActions {
  readonly #worker: AnalysisWorker;
  readonly #services: () => HyperschedServices;

  constructor(worker: AnalysisWorker, services: () => HyperschedServices) {
    this.#worker = worker;
    this.#services = services;
  }

  /** The refactorings that keep the model as it is. */
  ofText(document: LangiumDocument, range: Range): readonly CodeAction[] {
    const { References } = this.#services().references;
    const { IndexManager } = this.#services().shared.workspace;
    const names = new Set(IndexManager.allElements('Taskset').map(({ name }) => name));
    const uses = (taskset: Taskset): number =>
      References.findReferences(taskset, { includeDeclaration: false }).count();
    return [
      ...extractTaskset(document, range, names),
      ...inlineTaskset(document, range, uses),
      ...convertUnits(document, range),
    ].map((refactoring) => codeAction(document, refactoring));
  }

  /** The split of the VCPU at the range in each of its systems, not yet tried. */
  splits(
    document: LangiumDocument,
    range: Range,
    systems: readonly AnalyzedSystem[],
  ): readonly { readonly split: Split; readonly system: AnalyzedSystem }[] {
    return systems.flatMap((system) => {
      const split = splitVcpu(document, range, system.model);
      return split === undefined ? [] : [{ split, system }];
    });
  }

  /**
   * The action of a split that adds no error to its system; none for others.
   *
   * @throws OperationCancelled as soon as the token is canceled.
   */
  async tried(
    document: LangiumDocument,
    split: Split,
    { root, findings }: AnalyzedSystem,
    token: CancellationToken,
  ): Promise<readonly CodeAction[]> {
    const tried = `${root.uri.toString()}#split`;
    const after = await this.#worker.analyze(tried, split.changed, null, token);
    const isWorse = newProblems(findings, after.findings).some(
      ({ severity }) => severity === 'error',
    );
    return isWorse ? [] : [codeAction(document, split)];
  }
}
