import { type FormatOf, formats, isFormatOf } from '../../../formats/formats.ts';
import {
  exportCanceled,
  exportFailed,
  exportTitles,
  nothingToExport,
} from '../../../messages/page/exports.ts';
import { changedModel } from '../knobs/changed-model.ts';
import { type ExportKind, fileOf } from '../state/export-kind.ts';
import type { Exporting } from '../state/exporting.ts';
import { chosenLate } from '../state/late-runs.ts';
import type { PageState } from '../state/page-state.ts';
import type { ActionContext } from './app-actions.ts';

/**
 * Performs one export at a time. An early export waits for its run or verdict, and a person can
 * cancel it.
 */
export class Exports {
  readonly #app: ActionContext;
  /** The number of the current export; a cancellation changes it. */
  #made = 0;

  constructor(app: ActionContext) {
    this.#app = app;
  }

  begin(kind: ExportKind): void {
    this.#drop();
    this.#app.update({ exporting: { kind, stage: 'run', share: null }, failure: null });
    this.goOn();
  }

  cancel(): void {
    if (this.#app.state.exporting === null) return;
    this.#drop();
    this.#app.update({ exporting: null, said: exportCanceled() });
  }

  /** Handles a change that an export may wait for. */
  goOn(): void {
    const { exporting, model, changes, choice, unavailable, data } = this.#app.state;
    if (exporting === null || exporting.stage === 'making') return;
    const { kind } = exporting;
    if (unavailable !== null && data === null) {
      this.fail(nothingToExport());
      return;
    }
    const { simulator, proven } = this.#app;
    const stage = stageOf(kind, this.#app.state, simulator.running, proven);
    if (stage !== exporting.stage) this.#show({ ...exporting, stage });
    if (stage !== 'making') return;
    if (isFormatOf(kind, 'run')) {
      const late = chosenLate(this.#app.state);
      const shown = model === null ? null : changedModel(model, changes);
      if (shown !== null) this.#app.simulator.export({ model: shown, choice, late }, kind);
    } else this.#make(kind);
  }

  /** Shows the progress of the worker's export. */
  progress(share: number): void {
    const { exporting } = this.#app.state;
    if (exporting !== null) this.#show({ ...exporting, share });
  }

  finish(content: string | ArrayBuffer): void {
    const { exporting, name } = this.#app.state;
    if (exporting === null) return;
    this.#app.update({ exporting: null });
    this.#app.tell({ type: 'save', name: fileOf(name, exporting.kind), content });
  }

  /** Handles the failure of the run or the verdict. */
  failWaiting(reason: string): void {
    if (this.#app.state.exporting?.stage !== 'making') this.fail(reason);
  }

  /** Ends an export whose run or verdict does not come. */
  fail(reason: string): void {
    const { exporting } = this.#app.state;
    if (exporting === null) return;
    const failure = exportFailed(exportTitles[exporting.kind](), reason);
    this.#drop();
    this.#app.update({ exporting: null, failure });
  }

  #make(kind: FormatOf<'view' | 'report'>): void {
    const own = ++this.#made;
    this.#app.page.exportAs(kind, this.#app.state).then(
      (content) => {
        if (own !== this.#made) return;
        if (content === null) this.fail(nothingToExport());
        else this.finish(content);
      },
      (error: unknown) => {
        if (own === this.#made) this.fail(error instanceof Error ? error.message : String(error));
      },
    );
  }

  #show(exporting: Exporting): void {
    this.#app.update({ exporting });
  }

  #drop(): void {
    this.#made++;
    this.#app.simulator.cancelExport();
  }
}

/** The stage that an export waits for. */
function stageOf(
  kind: ExportKind,
  state: PageState,
  running: boolean,
  proven: boolean,
): Exporting['stage'] {
  return stages[formats[kind].of](state, running, proven);
}

/** The same by what the format holds. */
const stages: Readonly<
  Record<
    (typeof formats)[ExportKind]['of'],
    (state: PageState, running: boolean, proven: boolean) => Exporting['stage']
  >
> = {
  run: ({ model }) => (model === null ? 'run' : 'making'),
  view: ({ data }) => (data === null ? 'run' : 'making'),
  report: ({ data, analysis }, running, proven) => {
    if (data === null || running) return 'run';
    return analysis === null || !proven ? 'verdict' : 'making';
  },
};
