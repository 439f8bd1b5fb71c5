import type { CancellationToken } from 'vscode-languageserver-protocol';
import type { Finding } from '../../scheduling/findings/finding.ts';
import type { Remedy } from '../../scheduling/findings/remedies.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import type { PlacementComparison } from '../../scheduling/simulation/placement/compare-placements.ts';
import type { FaultLog } from '../fault-log.ts';
import { difference, patched } from './difference.ts';
import type { Answer, Found, Told } from './messages.ts';
import type { StartWorker } from './start-worker.ts';
import { WorkerQuestions } from './worker-questions.ts';

/** The results for a system, and the number by which the worker remembers them. */
export interface Analyzed extends Found {
  readonly by: number;
}

/** A system as last sent and as last answered. */
interface Known {
  model: SystemModel | null;
  found: Found | null;
}

/** The analysis in a separate worker, so that nothing else waits for it and it can be ended. */
export class AnalysisWorker {
  readonly #questions: WorkerQuestions;
  /** The worker's data of each system, by its root. */
  readonly #known = new Map<string, Known>();
  /** The latest results of each system, for a worker that is started after they were found. */
  readonly #told = new Map<string, Told & { readonly by: number }>();

  constructor(start: StartWorker, log: FaultLog) {
    this.#questions = new WorkerQuestions(start, () => this.#known.clear(), log);
  }

  /**
   * Analyzes a system. Searches for remedies give way to it. `previous` holds earlier choices.
   *
   * @throws OperationCancelled as soon as the token is canceled, or the error of the analysis.
   */
  analyze(
    root: string,
    model: SystemModel,
    previous: CompletedModel | null,
    token: CancellationToken,
  ): Promise<Analyzed> {
    this.#questions.cancel('remedies');
    this.#questions.cancel('windows');
    this.#questions.cancel('placements');
    this.#questions.cancel('decide');
    let known: Known = { model: null, found: null };
    return this.#questions.ask(
      {
        kind: 'analyze',
        pose: (id) => {
          known = this.#knownOf(root);
          const change = difference(known.model, model);
          known.model = model;
          const chosen = known.found === null ? previous : null;
          this.#told.delete(root);
          return { kind: 'analyze', id, root, model: change, previous: chosen };
        },
        take: (answer) => {
          const { id, found } = expected(answer, 'analyzed');
          known.found = patched(known.found, found) as Found;
          this.#told.set(root, { model, found: known.found, by: id });
          return { ...known.found, by: id };
        },
      },
      token,
    );
  }

  /**
   * The results with verdicts that a search decides, with a patience in ns for each machine.
   *
   * @throws OperationCancelled as soon as the token is canceled, or a system is to be analyzed.
   */
  decide(
    root: string,
    { by }: Analyzed,
    patience: number,
    token: CancellationToken,
  ): Promise<Analyzed> {
    return this.#questions.ask(
      {
        kind: 'decide',
        pose: (id) => ({ kind: 'decide', id, ...this.#about(root, by), patience }),
        take: (answer) => {
          const { id, found } = expected(answer, 'analyzed');
          const known = this.#knownOf(root);
          known.found = patched(known.found, found) as Found;
          const told = this.#told.get(root);
          if (told?.by === by) this.#told.set(root, { ...told, found: known.found, by: id });
          return { ...known.found, by: id };
        },
      },
      token,
    );
  }

  /**
   * The tested remedies of a finding. There are none if the system has been analyzed again since.
   *
   * @throws OperationCancelled as soon as the token is canceled, or a system is to be analyzed.
   */
  remedies(
    root: string,
    { by }: Analyzed,
    finding: Finding,
    token: CancellationToken,
  ): Promise<readonly Remedy[]> {
    return this.#questions.ask(
      {
        kind: 'remedies',
        pose: (id) => ({ kind: 'remedies', id, ...this.#about(root, by), finding }),
        take: (answer) => expected(answer, 'remedies').remedies,
      },
      token,
    );
  }

  /**
   * The system with all windows of its frames chosen anew; `null` if it has been analyzed again
   * since.
   *
   * @throws OperationCancelled as soon as the token is canceled, or a system is to be analyzed.
   */
  windows(root: string, { by }: Analyzed, token: CancellationToken): Promise<Found | null> {
    return this.#questions.ask(
      {
        kind: 'windows',
        pose: (id) => ({ kind: 'windows', id, ...this.#about(root, by) }),
        take: (answer) => expected(answer, 'windows').found,
      },
      token,
    );
  }

  /**
   * Scenarios played with their admission tests in either place; `null` if the system has been
   * analyzed again since.
   *
   * @throws OperationCancelled as soon as the token is canceled, or a system is to be analyzed.
   */
  placements(
    root: string,
    { by }: Analyzed,
    scenarios: readonly string[],
    token: CancellationToken,
  ): Promise<readonly PlacementComparison[] | null> {
    return this.#questions.ask(
      {
        kind: 'placements',
        pose: (id) => ({ kind: 'placements', id, ...this.#about(root, by), scenarios }),
        take: (answer) => expected(answer, 'placements').comparisons,
      },
      token,
    );
  }

  /** Forgets the systems with other roots. */
  keep(roots: ReadonlySet<string>): void {
    for (const root of [...this.#known.keys()]) {
      if (roots.has(root)) continue;
      this.#known.delete(root);
      this.#told.delete(root);
      this.#questions.tell({ kind: 'forget', root });
    }
  }

  /** Ends the worker and cancels all waits for it. */
  dispose(): void {
    this.#questions.dispose();
  }

  /** The subject of a question. A worker that was started since then is told the system again. */
  #about(root: string, by: number) {
    const known = this.#knownOf(root);
    const told = this.#told.get(root);
    if (known.found !== null || told?.by !== by) return { root, analysis: by, told: null };
    const { model, found } = told;
    known.model = model;
    known.found = found;
    return { root, analysis: by, told: { model, found } };
  }

  #knownOf(root: string): Known {
    const known = this.#known.get(root) ?? { model: null, found: null };
    this.#known.set(root, known);
    return known;
  }
}

function expected<K extends Answer['kind']>(
  answer: Answer,
  kind: K,
): Extract<Answer, { readonly kind: K }> {
  if (answer.kind !== kind) throw new Error(`the worker answered ${answer.kind}, not ${kind}`);
  return answer as Extract<Answer, { readonly kind: K }>;
}
