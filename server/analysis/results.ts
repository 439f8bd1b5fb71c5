import { OperationCancelled } from 'langium';
import { CancellationToken } from 'vscode-languageserver-protocol';
import type { AnalyzedSystem } from './analyzed-system.ts';

/** What has been analyzed so far, for those who answer questions about it. */
export class AnalysisResults {
  readonly #systems = new Map<string, AnalyzedSystem>();
  #settled: () => Promise<void> = () => Promise.resolve();

  /** Every system that a document belongs to; first the one it is the root of. */
  systemsWith(uri: string): readonly AnalyzedSystem[] {
    const own = this.#systems.get(uri);
    const others = [...this.#systems.values()].filter(
      (system) => system !== own && system.documents.includes(uri),
    );
    return own === undefined ? others : [own, ...others];
  }

  /** Every system, in the order of the addresses of their roots. */
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
  }

  delete(root: string): void {
    this.#systems.delete(root);
  }

  /** Drops every system but those with these roots. */
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

  /** Tells what {@link settled} waits for. */
  settleBy(settled: () => Promise<void>): void {
    this.#settled = settled;
  }
}
