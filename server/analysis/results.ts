import { OperationCancelled } from 'langium';
import { CancellationToken } from 'vscode-languageserver-protocol';
import type { AnalyzedSystem } from './analyzed-system.ts';

/** The results of the analysis so far, for the answers to questions about them. */
export class AnalysisResults {
  readonly #systems = new Map<string, AnalyzedSystem>();
  /** Roots of systems whose text has changed since their analysis. */
  readonly #outdated = new Set<string>();
  #settled: () => Promise<void> = () => Promise.resolve();
  #isBusy: () => boolean = () => false;

  /** All systems that a document belongs to. The one that it is the root of comes first. */
  systemsWith(uri: string): readonly AnalyzedSystem[] {
    const own = this.#systems.get(uri);
    const others = [...this.#systems.values()].filter(
      (system) => system !== own && system.documents.includes(uri),
    );
    return own === undefined ? others : [own, ...others];
  }

  /** All systems, in the order of their roots' addresses. */
  all(): readonly AnalyzedSystem[] {
    return [...this.#systems]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, system]) => system);
  }

  get(root: string): AnalyzedSystem | undefined {
    return this.#systems.get(root);
  }

  set(root: string, system: AnalyzedSystem): void {
    this.#systems.set(root, system);
    this.#outdated.delete(root);
  }

  /** Marks the results of these documents' systems as outdated, for their text has changed. */
  outdate(uris: ReadonlySet<string>): void {
    for (const [root, { documents }] of this.#systems) {
      if (documents.some((uri) => uris.has(uri))) this.#outdated.add(root);
    }
  }

  /** Whether all results for a document hold for its present text. */
  isCurrent(uri: string): boolean {
    const systems = this.systemsWith(uri);
    return (
      systems.length > 0 && systems.every(({ root }) => !this.#outdated.has(root.uri.toString()))
    );
  }

  delete(root: string): void {
    this.#systems.delete(root);
  }

  /** Drops all systems with other roots. */
  keep(roots: ReadonlySet<string>): void {
    for (const root of [...this.#systems.keys()]) if (!roots.has(root)) this.#systems.delete(root);
  }

  /**
   * Resolves once all text that the server knows now has been analyzed.
   *
   * @throws OperationCancelled as soon as the token is canceled.
   */
  async settled(token: CancellationToken = CancellationToken.None): Promise<void> {
    let stopWaiting: { dispose(): void } | undefined;
    const canceled = new Promise<never>((_, reject) => {
      stopWaiting = token.onCancellationRequested(() => reject(OperationCancelled));
    });
    try {
      await Promise.race([this.#settled(), canceled]);
    } finally {
      stopWaiting?.dispose();
    }
    if (token.isCancellationRequested) throw OperationCancelled;
  }

  /**
   * Resolves when everything is analyzed, or after this number of milliseconds.
   *
   * @throws OperationCancelled as soon as the token is canceled.
   */
  async settledWithin(milliseconds: number, token: CancellationToken): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    try {
      await Promise.race([this.settled(token), over]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether an analysis is running. */
  isBusy(): boolean {
    return this.#isBusy();
  }

  /** Sets the wait of {@link settled} and the test for work to wait for. */
  settleBy(settled: () => Promise<void>, isBusy: () => boolean): void {
    this.#settled = settled;
    this.#isBusy = isBusy;
  }
}
