import { AnalysisCache, analyzing } from '../../scheduling/analyze.ts';
import { withWindowsOpen } from '../../scheduling/choose/windows/left-open.ts';
import { decidedBefore, deciding } from '../../scheduling/decide.ts';
import { findings } from '../../scheduling/findings/findings.ts';
import { seekingRemedies } from '../../scheduling/findings/remedies.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import {
  comparingPlacements,
  type PlacementComparison,
} from '../../scheduling/simulation/placement/compare-placements.ts';
import { difference, patched } from './difference.ts';
import type { Answer, Found, Question } from './messages.ts';

/** A system as last sent and as last analyzed. */
interface Known {
  model: SystemModel | null;
  analyzed: { readonly by: number; readonly model: SystemModel; readonly found: Found } | null;
}

/**
 * Analyzes systems with a memory of earlier results: an edit costs only the changed parts, and
 * chosen cores are kept while they work.
 */
export class Analyst {
  readonly #cache = new AnalysisCache();
  readonly #known = new Map<string, Known>();

  /**
   * The answer in steps, between which it may be stopped. The question's data are read before the
   * first of them.
   */
  answering(question: Question, checkpoint: () => void): Generator<void, Answer> {
    if (question.kind !== 'analyze' && question.told !== null) {
      const { root, analysis, told } = question;
      this.#known.set(root, { model: told.model, analyzed: { by: analysis, ...told } });
    }
    switch (question.kind) {
      case 'analyze': {
        const known = this.#knownOf(question.root);
        known.model = patched(known.model, question.model) as SystemModel;
        return this.#analyzing(question, known, known.model, checkpoint);
      }
      case 'decide':
        return this.#deciding(question, checkpoint);
      case 'remedies':
        return this.#seekingRemedies(question, checkpoint);
      case 'windows':
        return this.#choosingWindows(question, checkpoint);
      case 'placements':
        return this.#comparingPlacements(question, checkpoint);
    }
  }

  forget(root: string): void {
    this.#known.delete(root);
  }

  *#analyzing(
    { id, previous }: Extract<Question, { kind: 'analyze' }>,
    known: Known,
    model: SystemModel,
    checkpoint: () => void,
  ): Generator<void, Answer> {
    const before = known.analyzed?.found ?? null;
    const chosen: CompletedModel | null = before?.analysis.completed ?? previous;
    const first = yield* analyzing(model, {
      cache: this.#cache,
      checkpoint,
      ...(chosen === null ? {} : { previous: chosen }),
    });
    const analysis = decidedBefore(first, this.#cache);
    const found: Found = { analysis, findings: findings(analysis) };
    known.analyzed = { by: id, model, found };
    return { kind: 'analyzed', id, found: difference(before, found) };
  }

  *#deciding(
    { id, root, analysis, patience }: Extract<Question, { kind: 'decide' }>,
    checkpoint: () => void,
  ): Generator<void, Answer> {
    const known = this.#knownOf(root);
    const before = known.analyzed;
    if (before?.by !== analysis) return { kind: 'analyzed', id, found: null };
    const options = { cache: this.#cache, checkpoint, patience };
    const decided = yield* deciding(before.found.analysis, options);
    const found: Found = { analysis: decided, findings: findings(decided) };
    known.analyzed = { ...before, by: id, found };
    return { kind: 'analyzed', id, found: difference(before.found, found) };
  }

  *#seekingRemedies(
    { id, root, analysis, finding }: Extract<Question, { kind: 'remedies' }>,
    checkpoint: () => void,
  ): Generator<void, Answer> {
    const analyzed = this.#known.get(root)?.analyzed;
    if (!analyzed || analyzed.by !== analysis) return { kind: 'remedies', id, remedies: [] };
    const options = { cache: this.#cache, checkpoint };
    const { model, found } = analyzed;
    const remedies = yield* seekingRemedies(model, found.analysis, finding, options);
    return { kind: 'remedies', id, remedies };
  }

  *#choosingWindows(
    { id, root, analysis }: Extract<Question, { kind: 'windows' }>,
    checkpoint: () => void,
  ): Generator<void, Answer> {
    const analyzed = this.#known.get(root)?.analyzed;
    if (!analyzed || analyzed.by !== analysis) return { kind: 'windows', id, found: null };
    const model = withWindowsOpen(analyzed.model);
    const tried = yield* analyzing(model, { cache: this.#cache, checkpoint });
    return { kind: 'windows', id, found: { analysis: tried, findings: findings(tried) } };
  }

  *#comparingPlacements(
    { id, root, analysis, scenarios }: Extract<Question, { kind: 'placements' }>,
    checkpoint: () => void,
  ): Generator<void, Answer> {
    const analyzed = this.#known.get(root)?.analyzed;
    if (!analyzed || analyzed.by !== analysis) return { kind: 'placements', id, comparisons: null };
    const comparisons: PlacementComparison[] = [];
    const options = { cache: this.#cache, checkpoint };
    for (const scenario of scenarios)
      comparisons.push(yield* comparingPlacements(analyzed.model, scenario, options));
    return { kind: 'placements', id, comparisons };
  }

  #knownOf(root: string): Known {
    const known = this.#known.get(root) ?? { model: null, analyzed: null };
    this.#known.set(root, known);
    return known;
  }
}
