import { DocumentState, isOperationCancelled, OperationCancelled } from 'langium';
import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver-protocol';
import type { Places } from '../../language/places.ts';
import { isUndecided } from '../../scheduling/undecided.ts';
import type { FaultLog } from '../fault-log.ts';
import type { ServerServices } from '../services.ts';
import { TookTooLong } from '../worker/slices.ts';
import type { AnalyzedSystem } from './analyzed-system.ts';
import type { DiagnosticsBoard, FindingsByDocument } from './diagnostics-board.ts';
import { failureDiagnostic } from './failure-diagnostic.ts';
import { type System, systemsOf } from './systems.ts';

/** A begun analysis, which needs no further look at the text. */
export interface BegunAnalysis {
  readonly places: Places;
  readonly analyzed: Promise<AnalyzedSystem>;
}

/** The time in milliseconds that the text's diagnostics wait for those of the analysis. */
const MEANWHILE_MS = 16;

/** The work of the stage and its listeners. */
export interface StageParts {
  readonly board: DiagnosticsBoard;
  /** Reads the present text of a system, for an analysis until the token is canceled. */
  begin(system: System, token: CancellationToken): BegunAnalysis;
  /** The patience of the settings with each machine, in ns. */
  patience(): number;
  /**
   * Searches on for verdicts that are left open, until the token is canceled, with a patience in ns
   * for each machine.
   */
  decide(
    system: AnalyzedSystem,
    patience: number,
    token: CancellationToken,
  ): Promise<AnalyzedSystem>;
  /** Findings as diagnostics at the places of their elements. */
  diagnose(findings: AnalyzedSystem['findings'], places: Places): FindingsByDocument;
  versionOf(uri: string): number | undefined;
  /**
   * A callback for the start of a run. Its result is called at the end of the run with the
   * documents of the analyzed systems.
   */
  onRun(): (analyzed: ReadonlySet<string>) => void;
  readonly log: FaultLog;
}

/**
 * The analysis as a separate stage, which a change cancels. It analyzes the systems changed since
 * their last analysis. The worker begins when the names of a build are linked, while the text is
 * checked; the results wait for the diagnostics of the text.
 */
export class AnalysisStage {
  readonly #services: ServerServices;
  readonly #parts: StageParts;
  /** Documents that were built, changed or deleted since their systems were analyzed. */
  readonly #dirty = new Set<string>();
  /** The tokens of the run and of the searches after it, which a change ends. */
  readonly #sources = new Set<CancellationTokenSource>();
  #run: { readonly ended: Promise<void> } | undefined;
  /** The latest search for what the runs left open. */
  #searching: { readonly patience: number; readonly source: CancellationTokenSource } | undefined;

  constructor(services: ServerServices, parts: StageParts) {
    this.#services = services;
    this.#parts = parts;
    const { builder, results } = services;
    builder.onUpdate((changed, deleted) => {
      this.#cancel();
      const touched = new Set([...changed, ...deleted].map((uri) => uri.toString()));
      for (const uri of touched) this.#dirty.add(uri);
      results.outdate(touched);
      for (const uri of deleted) parts.board.removeText(uri.toString());
    });
    builder.onDocumentPhase(DocumentState.IndexedReferences, (document) => {
      this.#dirty.add(document.uri.toString());
    });
    builder.onDocumentPhase(DocumentState.Validated, (document) => {
      parts.board.setText(document.uri.toString(), document.diagnostics ?? []);
    });
    builder.onLinked((built) => this.#start(built));
    results.settleBy(
      () => this.#settled(),
      () => this.#run !== undefined,
    );
  }

  /** Resolves once all earlier messages to the server have been built and analyzed. */
  async #settled(): Promise<void> {
    const { WorkspaceManager, WorkspaceLock } = this.#services.shared.workspace;
    await WorkspaceManager.ready;
    for (;;) {
      // A read waits until all changes have been built, and each build has started its run.
      await WorkspaceLock.read(() => {});
      if (this.#run === undefined) return;
      await this.#run.ended;
    }
  }

  #begin(): CancellationTokenSource {
    const source = new CancellationTokenSource();
    this.#sources.add(source);
    return source;
  }

  #cancel(): void {
    for (const source of this.#sources) source.cancel();
    this.#sources.clear();
  }

  #start(built: Promise<void>): void {
    this.#cancel();
    const source = this.#begin();
    const ended = this.#logged(this.#analyze(built, source.token));
    const run = { ended };
    this.#run = run;
    ended.finally(() => {
      if (this.#run !== run) return;
      this.#run = undefined;
      if (!source.token.isCancellationRequested) this.#searchOn();
    });
  }

  #logged(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      if (!isOperationCancelled(error)) this.#parts.log('The analysis stopped', error);
    });
  }

  /**
   * Searches on with the present patience of the settings, where it has changed. Decided verdicts
   * stay; a search with the patience before ends.
   */
  followPatience(): void {
    // A search follows by itself where a text is still to be analyzed.
    if (this.#run !== undefined || this.#dirty.size > 0) return;
    if (this.#searching === undefined || this.#searching.patience === this.#parts.patience())
      return;
    this.#searching.source.cancel();
    this.#searchOn();
  }

  /** Decides what the first analyses left open. Their verdicts are shown meanwhile. */
  #searchOn(): void {
    const source = this.#begin();
    const patience = this.#parts.patience();
    this.#searching = { patience, source };
    const searched = this.#searchAll(patience, source.token);
    this.#logged(searched).finally(() => this.#sources.delete(source));
  }

  async #searchAll(patience: number, token: CancellationToken): Promise<void> {
    const { results } = this.#services;
    for (const { root } of results.all()) {
      if (token.isCancellationRequested) return;
      const system = results.get(root.uri.toString());
      if (system !== undefined && isUndecided(system.analysis, patience))
        await this.#search(system, patience, token);
    }
  }

  /**
   * Searches on in a system with this patience, in ns, and shows what it tells. A change of the
   * text ends the search, as the token does.
   *
   * @throws OperationCancelled once it is ended.
   */
  async searchLonger(
    system: AnalyzedSystem,
    patience: number,
    token: CancellationToken,
  ): Promise<AnalyzedSystem | null> {
    const source = this.#begin();
    const asked = token.onCancellationRequested(() => source.cancel());
    if (token.isCancellationRequested) source.cancel();
    try {
      return await this.#search(system, patience, source.token);
    } finally {
      asked.dispose();
      this.#sources.delete(source);
    }
  }

  /** Searches on in one system; `null` if it leaves the first verdict. */
  async #search(
    system: AnalyzedSystem,
    patience: number,
    token: CancellationToken,
  ): Promise<AnalyzedSystem | null> {
    const { board, decide, diagnose, onRun, versionOf } = this.#parts;
    const onEnd = onRun();
    let decided: AnalyzedSystem | null = null;
    try {
      const found = await decide(system, patience, token);
      if (token.isCancellationRequested) throw OperationCancelled;
      decided = found;
      const root = system.root.uri.toString();
      this.#services.results.set(root, decided);
      board.setFindings(root, diagnose(decided.findings, decided.places));
      board.publish(versionOf);
    } catch (error) {
      // A search that must not hold up everything else leaves the first verdict.
      if (!(error instanceof TookTooLong)) throw error;
    } finally {
      onEnd(new Set(decided?.documents ?? []));
    }
    return decided;
  }

  async #analyze(built: Promise<void>, token: CancellationToken): Promise<void> {
    const { board, onRun, versionOf } = this.#parts;
    const systems = systemsOf(this.#services.shared.workspace.LangiumDocuments);
    const roots = new Set(systems.map(({ root }) => root.uri.toString()));
    board.keepSystems(roots);
    this.#services.results.keep(roots);
    this.#services.worker.keep(roots);
    const stale = systems.filter((system) => this.#isStale(system));
    const analyzed = new Set<string>();
    const onEnd = onRun();
    try {
      for (const system of stale) {
        await this.#analyzeSystem(system, built, token);
        for (const { uri } of system.documents) analyzed.add(uri.toString());
      }
      await built;
      this.#dirty.clear();
      board.publish(versionOf);
    } finally {
      onEnd(token.isCancellationRequested ? new Set() : analyzed);
    }
  }

  #isStale({ root, documents }: System): boolean {
    const known = this.#services.results.get(root.uri.toString());
    return (
      known === undefined ||
      known.documents.length !== documents.length ||
      documents.some(
        ({ uri }, index) =>
          known.documents[index] !== uri.toString() || this.#dirty.has(uri.toString()),
      )
    );
  }

  async #analyzeSystem(
    system: System,
    built: Promise<void>,
    token: CancellationToken,
  ): Promise<void> {
    const { board, begin, diagnose, log } = this.#parts;
    const root = system.root.uri.toString();
    let meanwhile: ReturnType<typeof setTimeout> | undefined;
    try {
      const { places, analyzed: answered } = begin(system, token);
      built.then(
        () => {
          meanwhile = setTimeout(() => this.#showMeanwhile(root, places), MEANWHILE_MS);
        },
        () => {},
      );
      const analyzed = await answered.finally(() => built);
      if (token.isCancellationRequested) throw OperationCancelled;
      this.#services.results.set(root, analyzed);
      board.setFindings(root, diagnose(analyzed.findings, places));
    } catch (error) {
      if (isOperationCancelled(error)) throw OperationCancelled;
      await built;
      if (!(error instanceof TookTooLong)) log(`The analysis of ${root} failed`, error);
      this.#services.results.delete(root);
      board.setFindings(root, new Map([[root, [failureDiagnostic(error)]]]));
    } finally {
      clearTimeout(meanwhile);
    }
  }

  /**
   * Shows the diagnostics of the present text, and earlier findings at their present places, while
   * the analysis takes its time.
   */
  #showMeanwhile(root: string, places: Places): void {
    const { board, diagnose, versionOf } = this.#parts;
    const before = this.#services.results.get(root);
    if (before !== undefined && before.places !== places) {
      board.setFindings(root, diagnose(before.findings, places));
    }
    board.publish(versionOf);
  }
}
