import { OperationCancelled } from 'langium';
import { CancellationToken } from 'vscode-languageserver-protocol';
import type { AnalyzedSystem } from './analyzed-system.ts';

/** What has been analyzed so far, for those who answer questions about it. */
export class AnalysisResults {
  readonly #systems = new Map<string, AnalyzedSystem>();
  /** Roots of systems whose text has changed since. */
  readonly #outdated = new Set<string>();
  #settled: () => Promise<void> = () => Promise.resolve();
  #isBusy: () => boolean = () => false;

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
    this.#outdated.delete(root);
  }

  /** The text of these documents has changed: what is known of their systems holds no more. */
  outdate(uris: ReadonlySet<string>): void {
    for (const [root, { documents }] of this.#systems) {
      if (documents.some((uri) => uris.has(uri))) this.#outdated.add(root);
    }
  }

  /** Whether all that is known of a document holds for its text as it is now. */
  isCurrent(uri: string): boolean {
    const systems = this.systemsWith(uri);
    return (
      systems.length > 0 && systems.every(({ root }) => !this.#outdated.has(root.uri.toString()))
    );
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

  /**
   * Resolves when all is analyzed, or after that many milliseconds.
   *
   * @throws OperationCancelled as soon as the token is cancelled.
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

  /** Whether something is being analyzed. */
  isBusy(): boolean {
    return this.#isBusy();
  }

  /** Tells what {@link settled} waits for, and whether there is anything to wait for. */
  settleBy(settled: () => Promise<void>, isBusy: () => boolean): void {
    this.#settled = settled;
    this.#isBusy = isBusy;
  }
}
