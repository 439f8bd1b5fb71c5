import { DocumentState, isOperationCancelled, OperationCancelled } from 'langium';
import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver-protocol';
import type { Places } from '../../language/places.ts';
import type { ServerServices } from '../services.ts';
import { TookTooLong } from '../worker/slices.ts';
import type { AnalyzedSystem } from './analyzed-system.ts';
import type { DiagnosticsBoard, FindingsByDocument } from './diagnostics-board.ts';
import { failureDiagnostic } from './failure-diagnostic.ts';
import { type System, systemsOf } from './systems.ts';

/** An analysis that has taken what is written, and goes on without looking at it again. */
export interface BegunAnalysis {
  readonly places: Places;
  readonly analyzed: Promise<AnalyzedSystem>;
}

/** How long, in milliseconds, what the text says waits for what the analysis says. */
const MEANWHILE_MS = 16;

/** What the stage runs, and whom it tells. */
export interface StageParts {
  readonly board: DiagnosticsBoard;
  /** Takes a system as it is written now, to be analyzed until the token is cancelled. */
  begin(system: System, token: CancellationToken): BegunAnalysis;
  /** What findings look like where the elements are written. */
  diagnose(findings: AnalyzedSystem['findings'], places: Places): FindingsByDocument;
  versionOf(uri: string): number | undefined;
  /**
   * A run begins; what it returns is called when the run ends, with the documents of the systems it
   * has analyzed.
   */
  onRun(): (analyzed: ReadonlySet<string>) => void;
  log(message: string, error: unknown): void;
}

/**
 * The analysis as a stage of its own, after the diagnostics of the text: it starts when a build has
 * ended, is cancelled when a document changes, and analyzes the systems that
 * changes have touched since they were last analyzed to the end.
 */
export class AnalysisStage {
  readonly #services: ServerServices;
  readonly #parts: StageParts;
  /** Documents built, changed or deleted since the systems they belong to were analyzed. */
  readonly #dirty = new Set<string>();
  #run: { readonly cancel: () => void; readonly ended: Promise<void> } | undefined;

  constructor(services: ServerServices, parts: StageParts) {
    this.#services = services;
    this.#parts = parts;
    const { builder, results } = services;
    builder.onUpdate((changed, deleted) => {
      this.#run?.cancel();
      const touched = new Set([...changed, ...deleted].map((uri) => uri.toString()));
      for (const uri of touched) this.#dirty.add(uri);
      results.outdate(touched);
      for (const uri of deleted) parts.board.removeText(uri.toString());
    });
    builder.onDocumentPhase(DocumentState.Validated, (document) => {
      this.#dirty.add(document.uri.toString());
      parts.board.setText(document.uri.toString(), document.diagnostics ?? []);
    });
    builder.onBuilt(() => this.#start());
    results.settleBy(
      () => this.#settled(),
      () => this.#run !== undefined,
    );
  }

  /** Resolves once all that was said to the server before has been built and analyzed. */
  async #settled(): Promise<void> {
    const { WorkspaceManager, WorkspaceLock } = this.#services.shared.workspace;
    await WorkspaceManager.ready;
    for (;;) {
      // Reading has its turn when no change is left to be built: a build that has ended has started
      // its run.
      await WorkspaceLock.read(() => {});
      if (this.#run === undefined) return;
      await this.#run.ended;
    }
  }

  #start(): void {
    this.#run?.cancel();
    const source = new CancellationTokenSource();
    const ended = this.#analyze(source.token).catch((error) => {
      if (!isOperationCancelled(error)) this.#parts.log('The analysis stopped', error);
    });
    const run = { cancel: () => source.cancel(), ended };
    this.#run = run;
    ended.finally(() => {
      if (this.#run === run) this.#run = undefined;
    });
  }

  async #analyze(token: CancellationToken): Promise<void> {
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
        await this.#analyzeSystem(system, token);
        for (const { uri } of system.documents) analyzed.add(uri.toString());
      }
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

  async #analyzeSystem(system: System, token: CancellationToken): Promise<void> {
    const { board, begin, diagnose, log } = this.#parts;
    const root = system.root.uri.toString();
    let meanwhile: ReturnType<typeof setTimeout> | undefined;
    try {
      const begun = begin(system, token);
      const { places } = begun;
      meanwhile = setTimeout(() => this.#showMeanwhile(root, places), MEANWHILE_MS);
      const analyzed = await begun.analyzed;
      if (token.isCancellationRequested) throw OperationCancelled;
      this.#services.results.set(root, analyzed);
      board.setFindings(root, diagnose(analyzed.findings, places));
    } catch (error) {
      if (isOperationCancelled(error)) throw OperationCancelled;
      if (!(error instanceof TookTooLong)) log(`The analysis of ${root} failed`, error);
      this.#services.results.delete(root);
      board.setFindings(root, new Map([[root, [failureDiagnostic(error)]]]));
    } finally {
      clearTimeout(meanwhile);
    }
  }

  /**
   * The analysis takes its time: shows what the text says now, and what was found before where that
   * is written now.
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
