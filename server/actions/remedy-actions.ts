import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type AttributeText, writeAttributes } from '../../language/editing/write-attributes.ts';
import { remedyTitle } from '../../messages/findings/remedy-title.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import type { Change } from '../../scheduling/findings/change.ts';
import type { Finding } from '../../scheduling/findings/finding.ts';
import type { Remedy } from '../../scheduling/findings/remedies.ts';
import { writtenCores } from '../../scheduling/host/cores.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { findingsBehind } from '../analysis/finding-data.ts';
import { addStepBefore, dotted } from '../system/add-steps.ts';
import type { AnalysisWorker } from '../worker/analysis-worker.ts';

/** Quick fixes for findings of the analysis. The analysis has tested each of them. */
export class RemedyActions {
  readonly #worker: AnalysisWorker;
  /**
   * The remedies found for each finding. Each search takes analyses of its own, and its result
   * holds as long as nothing of the system changes.
   */
  readonly #known = new WeakMap<AnalyzedSystem, Map<Finding, readonly Remedy[]>>();

  constructor(worker: AnalysisWorker) {
    this.#worker = worker;
  }

  /** @throws OperationCancelled as soon as the token is canceled, or the system has changed. */
  async of(
    diagnostic: Diagnostic,
    system: AnalyzedSystem,
    token: CancellationToken,
  ): Promise<CodeAction[]> {
    const actions: CodeAction[] = [];
    for (const finding of findingsBehind(diagnostic, system)) {
      for (const remedy of await this.#remedies(finding, system, token)) {
        const { changes, preferred } = remedy;
        const edit = editOf(changes, system);
        if (edit === null) continue;
        actions.push({
          title: remedyTitle(remedy),
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          edit,
          ...(preferred ? { isPreferred: true } : {}),
        });
      }
    }
    return actions;
  }

  async #remedies(
    finding: Finding,
    system: AnalyzedSystem,
    token: CancellationToken,
  ): Promise<readonly Remedy[]> {
    const known = this.#known.get(system) ?? new Map<Finding, readonly Remedy[]>();
    this.#known.set(system, known);
    const before = known.get(finding);
    if (before !== undefined) return before;
    const root = system.root.uri.toString();
    const found = await this.#worker.remedies(root, system, finding, token);
    known.set(finding, found);
    return found;
  }
}

/** The edit that makes the changes: one of attributes, or a line before a step. */
function editOf(changes: readonly Change[], system: AnalyzedSystem): WorkspaceEdit | null {
  const { places, analysis } = system;
  const [first] = changes;
  return first?.kind === 'before'
    ? addStepBefore(places, analysis.completed, first.element, first.action)
    : writeAttributes(places, changes.flatMap(attributeText));
}

function attributeText(change: Change): readonly AttributeText[] {
  const { element } = change;
  switch (change.kind) {
    case 'put': {
      const { host, pool } = change;
      const text = dotted([host, ...(pool === undefined ? [] : [pool])]);
      return [{ element, attribute: 'on', text }];
    }
    case 'cores':
      return [{ element, attribute: 'cores', text: writtenCores(change.cores) }];
    case 'soften':
      return [{ element, attribute: 'soft', text: '' }];
    case 'align':
      return [{ element, attribute: 'releases', text: 'aligned' }];
    case 'frame':
      return [{ element, attribute: 'major-frame', text: writeDuration(change.value) }];
    case 'wait-in-step':
      return [{ element, attribute: 'when-quiet', text: '' }];
    case 'redirect':
      return [{ element, attribute: 'to', text: dotted(change.to) }];
    case 'set':
    case 'set-in-step': {
      const { attribute, value } = change;
      const text = attribute === 'core' ? String(value) : writeDuration(value);
      return [{ element, attribute, text }];
    }
    case 'before':
      return [];
  }
}
