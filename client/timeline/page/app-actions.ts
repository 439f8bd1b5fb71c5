import { noMissInRun } from '../../../messages/page/lanes.ts';
import { type Element, elementKey } from '../../../scheduling/model/element.ts';
import type { AttributeChange } from '../../../server/protocol.ts';
import { clamped, whole } from '../drawing/view.ts';
import { withChange } from '../knobs/changed-model.ts';
import type { FromPage, ViewName } from '../messages.ts';
import type { Simulator } from '../run/simulator.ts';
import type { Actions } from '../state/actions.ts';
import type { ExportKind } from '../state/export-kind.ts';
import type { PageState } from '../state/page-state.ts';
import type { Questioned } from '../state/questioned.ts';
import type { RunChoice } from '../talk/run-messages.ts';
import type { Exports } from './exports.ts';
import { expandedTo, missFrom, toggled } from './navigation.ts';
import type { Page } from './page.ts';

/** The context of the actions. */
export interface ActionContext {
  readonly state: PageState;
  readonly page: Page;
  readonly simulator: Simulator;
  readonly exports: Exports;
  /** Whether the shown verdict belongs to the system that ran last. */
  readonly proven: boolean;
  update(change: Partial<PageState>): void;
  tell(message: FromPage): void;
  /** Runs the text's system with the knobs' values. */
  run(): void;
  /** Asks for the run under the curves while they are visible. */
  askWorst(): void;
}

/** Performs the actions that the parts of the page ask for. */
export class AppActions implements Actions {
  readonly #app: ActionContext;

  constructor(app: ActionContext) {
    this.#app = app;
  }

  choose(choice: RunChoice): void {
    this.#app.update({ choice });
    this.#app.run();
  }

  stop(): void {
    this.#app.simulator.stop();
  }

  align(shift: number | 'best'): void {
    this.#app.simulator.align(shift);
  }

  goTo(element: Element, from: number, to: number): void {
    const { page, state } = this.#app;
    const { data, collapsed } = state;
    if (data === null) return;
    const key = elementKey(element);
    const lane = data.lanes.find((each) => elementKey(each.element) === key);
    const { width } = page.view ?? whole(data.run.end, 1000);
    const scale = (8 * Math.max(to - from, 1)) / width;
    const view = clamped({ start: from - 2 * (to - from), scale, width }, data.run.end);
    page.cursor = from;
    this.#app.update({
      ...{ tab: 'timeline', view, selected: lane?.key ?? null, slice: null },
      collapsed: lane === undefined ? collapsed : expandedTo(lane.key, data.lanes, collapsed),
    });
    if (lane !== undefined) page.scrollTo(lane.key);
  }

  show(tab: ViewName): void {
    this.#app.update({ tab, said: '' });
    this.#app.askWorst();
  }

  select(key: string | null, tellEditor: boolean): void {
    const { data, slice } = this.#app.state;
    const lane = data?.lanes.find((each) => each.key === key);
    this.#app.update({ selected: key, slice: slice?.lane === key ? slice : null });
    if (lane !== undefined && tellEditor)
      this.#app.tell({ type: 'reveal', element: lane.element, focus: false });
  }

  reveal(element: Element): void {
    this.#app.tell({ type: 'reveal', element, focus: true });
  }

  toggleCollapsed(key: string): void {
    this.#app.update({ collapsed: toggled(this.#app.state.collapsed, key) });
  }

  togglePinned(key: string): void {
    this.#app.update({ pinned: toggled(this.#app.state.pinned, key) });
  }

  filter(text: string): void {
    this.#app.update({ filter: text });
  }

  nextMiss(forward: boolean): void {
    const { page, state } = this.#app;
    const { data, collapsed } = state;
    if (data === null) return;
    const view = page.view ?? whole(data.run.end, 1000);
    const found = missFrom(data, view, page.cursor ?? view.start, forward);
    if (found === null) {
      this.say(noMissInRun());
      return;
    }
    const { lane, time, view: near, words } = found;
    page.cursor = time;
    this.#app.update({
      tab: 'timeline',
      view: near,
      selected: lane.key,
      collapsed: expandedTo(lane.key, data.lanes, collapsed),
      slice: null,
      said: words,
    });
    page.scrollTo(lane.key);
    this.#app.tell({ type: 'reveal', element: lane.element, focus: false });
  }

  turn(change: AttributeChange): void {
    this.#app.update({ changes: withChange(this.#app.state.changes, change), said: '' });
    this.#app.run();
  }

  apply(): void {
    this.#app.tell({ type: 'apply', changes: this.#app.state.changes });
  }

  reset(): void {
    this.#app.update({ changes: [] });
    this.#app.run();
  }

  toggleKnobs(): void {
    this.#app.update({ knobs: !this.#app.state.knobs });
  }

  toggleHelp(): void {
    this.#app.update({ help: !this.#app.state.help });
  }

  clearRange(): void {
    this.#app.update({ range: null });
  }

  copy(text: string): void {
    this.#app.tell({ type: 'copy', text });
    this.say('Copied.');
  }

  save(name: string, content: string | ArrayBuffer): void {
    this.#app.tell({ type: 'save', name, content });
  }

  say(text: string): void {
    this.#app.update({ said: text });
  }

  exportAs(kind: ExportKind): void {
    this.#app.exports.begin(kind);
  }

  cancelExport(): void {
    this.#app.exports.cancel();
  }

  startAgain(): void {
    this.#app.simulator.restart();
    // The extension hands a run that has been over once more.
    if (this.#app.state.isRecorded) this.#app.tell({ type: 'ready' });
    else this.#app.run();
  }

  dismiss(): void {
    this.#app.update({ failure: null });
  }

  ask(subject: Questioned): void {
    this.#app.update({ questioned: subject });
    this.#app.askWorst();
  }
}
