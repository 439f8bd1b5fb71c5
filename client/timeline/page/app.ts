import * as v from 'valibot';
import {
  messageNotUnderstood,
  numbersNotWritten,
  numbersWritten,
} from '../../../messages/page/edges.ts';
import { savedAs } from '../../../messages/page/exports.ts';
import type { LateRun } from '../../../scheduling/host/run/late-run.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { Element as ModelElement } from '../../../scheduling/model/element.ts';
import { elementKey } from '../../../scheduling/model/element.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { isUndecided, withSearched } from '../../../scheduling/undecided.ts';
import { parseDuration } from '../controls/parse-duration.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { whole } from '../drawing/view.ts';
import { changedModel } from '../knobs/changed-model.ts';
import { RunData } from '../lanes/run-data.ts';
import type { FromPage, LaneAction, ToPage, ViewName } from '../messages.ts';
import { type Loss, Simulator } from '../run/simulator.ts';
import { chosenLate } from '../state/late-runs.ts';
import { emptyState, type PageState } from '../state/page-state.ts';
import { keptKeys, restored, saved } from '../state/restore.ts';
import type { FromWorker } from '../talk/run-messages.ts';
import { toPageSchema } from '../talk/to-page-schema.ts';
import { vcpuOf } from '../why/question.ts';
import { worstQuestion } from '../why/worst-question.ts';
import { type ActionContext, AppActions } from './app-actions.ts';
import { currentTheme, onThemeChange } from './current-theme.ts';
import { Exports } from './exports.ts';
import { expandedTo, laneOf } from './navigation.ts';
import { Page } from './page.ts';

/** The API that VS Code gives a webview. */
export interface Host {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export interface AppParts {
  /** Starts a worker; resolves when it listens. */
  startWorker(): Promise<Worker>;
  /** The address of the simulated file. */
  readonly uri: string;
  /** The length of a run until the person chooses another; empty where the run decides. */
  readonly horizon: string;
}

/** The time in ms without a turn of a number after which open verdicts are searched for. */
const REST_MS = 300;

/**
 * The center of the page: holds the state, hears the extension and the worker, and redraws changes.
 */
export class App implements ActionContext {
  readonly page: Page;
  readonly simulator: Simulator;
  readonly #host: Host;
  readonly #uri: string;
  readonly exports = new Exports(this);
  readonly #actions = new AppActions(this);
  #state: PageState;
  #theme: Theme;
  /** Whether the shown verdict belongs to the system that ran last. */
  proven = false;
  #worstKey = '';
  /** The run of a late budget that was asked for last. */
  #late: LateRun | null = null;
  /** Waits to have the worker search for what is open. */
  #search: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #painted = false;
  #opened = false;

  constructor(root: HTMLElement, host: Host, { startWorker, uri, horizon }: AppParts) {
    this.#host = host;
    this.#uri = uri;
    const length = parseDuration(horizon);
    const choice = length === null ? {} : { horizon: length };
    this.#state = restored({ ...emptyState, choice }, host.getState());
    this.#theme = currentTheme();
    this.page = new Page(root, this.#actions, (change) => this.update(change));
    this.simulator = new Simulator({
      start: startWorker,
      hear: (answer) => this.#answer(answer),
      lost: (lost) => this.#lose(lost),
    });
  }

  start(): void {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = v.safeParse(toPageSchema, data);
      if (message.success) this.#hear(message.output);
      else this.update({ failure: messageNotUnderstood() });
    });
    onThemeChange(() => {
      this.#theme = currentTheme();
      this.#render();
    });
    this.#keep();
    this.tell({ type: 'ready' });
    setTimeout(() => this.#open(), patience);
  }

  get state(): PageState {
    return this.#state;
  }

  /** Changes the state and redraws it. */
  update(change: Partial<PageState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    if (keptKeys.some((key) => this.#state[key] !== before[key])) this.#keep();
    this.#render();
  }

  /** For the window's next start. */
  #keep(): void {
    this.#host.setState({ uri: this.#uri, ...saved(this.#state) });
  }

  tell(message: FromPage): void {
    this.#host.postMessage(message);
  }

  run(): void {
    const model = this.#model();
    const { choice, changes, completed, progress } = this.#state;
    const late = chosenLate(this.#state);
    this.#late = late;
    this.#asked = performance.now();
    // Runs follow each other while a person turns a knob, unless one takes long.
    if (model === null || this.#state.isRecorded) return;
    const known = changes.length === 0 ? completed : null;
    this.proven = false;
    this.simulator.run(
      { model, completed: known, choice, late },
      changes.length > 0 && progress === null,
    );
  }

  askWorst(): void {
    const model = this.#model();
    const question = model === null ? null : worstQuestion(this.#state, model);
    if (question === null || question.key === this.#worstKey) return;
    this.#worstKey = question.key;
    this.simulator.worst(question);
  }

  /** Handles a message of the extension. */
  #hear(message: ToPage): void {
    switch (message.type) {
      case 'system': {
        const { name, model, completed, searched, errors } = message;
        const told = { name, model, completed, searched, errors };
        this.update({ ...told, unavailable: null, failure: null });
        this.run();
        // Questions to the worker pass through this thread, so the page is laid out while the
        // worker works on an answer.
        void this.simulator.ready.then(() => this.#open());
        return;
      }
      case 'searched': {
        const { analysis } = this.#state;
        this.update({ searched: message.machines });
        if (analysis !== null) this.#judge(analysis);
        return;
      }
      case 'recorded': {
        const { name, runs, system: model } = message;
        const runNames = runs.map((run) => run.name);
        this.update({ name, isRecorded: true, runNames, model, unavailable: null, failure: null });
        this.proven = false;
        this.simulator.read(runs, model);
        void this.simulator.ready.then(() => this.#open());
        return;
      }
      case 'unavailable':
        this.update({ unavailable: message.reason });
        this.exports.goOn();
        this.#open();
        return;
      case 'select':
        this.#select(message.element);
        return;
      case 'show':
        this.#showView(message.view, message.element);
        return;
      case 'lane':
        this.#act(message.action, message.element);
        return;
      case 'applied':
        if (message.done) this.update({ changes: [], said: numbersWritten(), failure: null });
        else this.update({ failure: numbersNotWritten() });
        return;
      case 'saved':
        if (message.path !== null) this.#actions.say(savedAs(message.path));
        return;
      case 'failed':
        this.update({ failure: message.reason });
        return;
    }
    message satisfies never;
  }

  /** Handles an answer of the worker. */
  #answer(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
      case 'alive':
        return;
      case 'analyzed':
        this.proven = true;
        this.#judge(message.analysis);
        this.exports.goOn();
        return;
      case 'decided':
        this.#judge(message.analysis);
        return;
      case 'progress':
        this.update({ progress: message.now / Math.max(message.horizon, 1) });
        return;
      case 'ran':
        this.#take(message);
        return;
      case 'worst':
        this.update({
          worst: { key: this.#worstKey, data: new RunData(message.run), window: message.window },
        });
        return;
      case 'exporting':
        this.exports.progress(message.share);
        return;
      case 'exported':
        this.exports.finish(message.content);
        return;
      case 'failed':
        this.#fail(message);
        return;
    }
    message satisfies never;
  }

  #fail({ question, reason }: Extract<FromWorker, { type: 'failed' }>): void {
    if (question === 'export') {
      this.exports.fail(reason);
      return;
    }
    this.update(
      question === 'run' || question === 'read' || question === 'align'
        ? { failure: reason, progress: null }
        : { failure: reason },
    );
    if (question === 'worst') this.#worstKey = '';
    else this.exports.failWaiting(reason);
  }

  /** The worker is lost, so its open questions get no answer any more. */
  #lose(lost: Loss | null): void {
    this.update(lost?.dead ? { lost, progress: null } : { lost });
    if (!lost?.dead) return;
    this.#worstKey = '';
    this.exports.fail(lost.words);
    this.#open();
  }

  /**
   * Takes a verdict, with what the extension's search has told of the text, or the worker's of
   * turned numbers. A run that it tells is run again where it is another one.
   */
  #judge(analysis: Analysis): void {
    const { changes, searched, isRecorded } = this.#state;
    this.update({ analysis: changes.length > 0 ? analysis : withSearched(analysis, searched) });
    this.#searchOn(analysis);
    this.askWorst();
    const late = chosenLate(this.#state);
    if (!isRecorded && JSON.stringify(late) !== JSON.stringify(this.#late)) this.run();
  }

  /** Has the worker search for what is open after the turn of a number, once they are at rest. */
  #searchOn(analysis: Analysis): void {
    clearTimeout(this.#search);
    const model = this.#model();
    if (this.#state.changes.length === 0 || model === null || !isUndecided(analysis)) return;
    this.#search = setTimeout(() => {
      if (!this.simulator.running) this.simulator.decide(model);
    }, REST_MS);
  }

  /** Replaces the shown run. The view and the selection stay where they still exist. */
  #take({ run, statistics, analysis, comparison }: Extract<FromWorker, { type: 'ran' }>): void {
    const { view, selected, data: before } = this.#state;
    const data = new RunData(run, before?.lanes);
    this.update({
      data,
      statistics,
      comparison: comparison ?? null,
      progress: null,
      slice: null,
      range: null,
      selected: data.lanes.some(({ key }) => key === selected) ? selected : null,
      view: view !== null && view.start < run.end ? view : null,
      ...(analysis === null ? {} : { failure: null }),
    });
    if (analysis !== null) {
      this.proven = true;
      this.#judge(analysis);
    } else this.askWorst();
    this.#open();
    this.#reportPainted();
    this.page.flush();
    this.exports.goOn();
    if (!this.proven && this.#state.model !== null)
      requestIdleCallback(() => this.#askVerdict(), { timeout: 200 });
  }

  /**
   * Asks for the verdict after the first picture, since the worker would take time from drawing it.
   */
  #askVerdict(): void {
    const model = this.#model();
    if (model !== null && !this.proven) this.simulator.analyze(model);
  }

  /** Shows a view of the given element, else of the selection. */
  #showView(view: ViewName, element: ModelElement | undefined): void {
    const { data, selected, choice } = this.#state;
    if (element?.kind === 'scenario' && choice.scenario !== element.scenario) {
      this.#actions.choose({ ...choice, scenario: element.scenario });
    }
    if (element !== undefined) this.#select(element);
    const about = element ?? data?.lanes.find(({ key }) => key === selected)?.element;
    const questioned = about === undefined ? null : vcpuOf(about, this.#state);
    if (questioned !== null) this.update({ questioned });
    this.#actions.show(view);
  }

  /** Does what a person chose in the context menu of a lane. */
  #act(action: LaneAction, element: ModelElement): void {
    const key = laneOf(element, this.#state.data?.lanes ?? [])?.key;
    switch (action) {
      case 'goToSource':
        this.#actions.reveal(element);
        return;
      case 'showWhy':
        this.#showView('why', element);
        return;
      case 'whole': {
        const { view } = this.page;
        const end = this.#state.data?.run.end;
        if (view !== null && end !== undefined) this.update({ view: whole(end, view.width) });
        return;
      }
      case 'pin':
        if (key !== undefined) this.#actions.togglePinned(key);
        return;
    }
    action satisfies never;
  }

  #select(element: ModelElement): void {
    const { data, collapsed } = this.#state;
    const lanes = data?.lanes ?? [];
    const lane = laneOf(element, lanes);
    if (lane === undefined) {
      // There are no lanes before the first run.
      this.update({ selected: elementKey(element) });
      return;
    }
    this.update({ collapsed: expandedTo(lane.key, lanes, collapsed) });
    this.#actions.select(lane.key, false);
    this.page.scrollTo(lane.key);
  }

  /** The system with the knobs' values. */
  #model(): SystemModel | null {
    const { model, changes } = this.#state;
    return model === null ? null : changedModel(model, changes);
  }

  #reportPainted(): void {
    this.page.afterPaint(() => {
      const now = performance.now();
      document.body.dataset.paintedAt = now.toFixed(1);
      if (!this.#painted) this.tell({ type: 'painted', milliseconds: now - this.#asked });
      this.#painted = true;
    });
  }

  /** Shows the page for the first time. */
  #open(): void {
    if (this.#opened) return;
    this.#opened = true;
    this.#render();
    this.page.flush();
  }

  #render(): void {
    if (this.#opened) this.page.render(this.#state, this.#theme);
  }
}

/** The time in ms that an empty page waits for something to run. */
const patience = 200;
