import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { FormatOf } from '../../../formats/formats.ts';
import { runOf } from '../../../messages/client/panel.ts';
import { bar } from '../controls/bar.ts';
import { help } from '../controls/help.ts';
import { actOnKey } from '../controls/key-actions.ts';
import type { Theme } from '../drawing/look/theme.ts';
import type { View } from '../drawing/view.ts';
import { exportPicture } from '../export/export-picture.ts';
import { knobPanel } from '../knobs/knob-panel.ts';
import { layout, type Row } from '../lanes/layout.ts';
import { opening } from '../lanes/opening.ts';
import type { Sorting } from '../numbers/numbers-view.ts';
import { numbersView } from '../numbers/numbers-view.ts';
import { Inputs } from '../stage/inputs.ts';
import { Pointer } from '../stage/pointer.ts';
import type { Scene } from '../stage/scene.ts';
import { Stage } from '../stage/stage.ts';
import type { Actions } from '../state/actions.ts';
import { baseOf } from '../state/export-kind.ts';
import type { PageState } from '../state/page-state.ts';
import { vcpuInQuestion } from '../why/question.ts';
import { innerWidth, whyView } from '../why/why-view.ts';
import { shownSpan } from '../why/worst-question.ts';
import { WorstRun } from '../why/worst-run.ts';
import { placeLanes, scrollToLane, timelineView } from './timeline-view.ts';

/** The page in the window: draws states, and turns keys and the mouse into changes of them. */
export class Page {
  readonly #root: HTMLElement;
  readonly #actions: Actions;
  readonly #update: (change: Partial<PageState>) => void;
  readonly #worstRun = new WorstRun();
  #state: PageState | undefined;
  #theme: Theme | undefined;
  #rows: readonly Row[] = [];
  #stage: Stage | undefined;
  #pointer: Pointer | undefined;
  #lanes: HTMLCanvasElement | null = null;
  #sorting: Sorting = new Map();
  readonly #laidOut = new Inputs();
  #placed: readonly Row[] | undefined;
  #frame = 0;
  #scroll = 0;
  #drawn = false;
  #panelWidth = 800;
  #after: (() => void)[] = [];
  /** The instant for keys: the last one under the mouse, or that of the last miss jumped to. */
  cursor: number | null = null;

  constructor(root: HTMLElement, actions: Actions, update: (change: Partial<PageState>) => void) {
    this.#root = root;
    this.#actions = actions;
    this.#update = update;
    document.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#schedule()).observe(root);
  }

  render(state: PageState, theme: Theme): void {
    this.#state = state;
    this.#theme = theme;
    this.#schedule();
  }

  /** Calls back after the current rendering is painted. */
  afterPaint(callback: () => void): void {
    this.#after.push(callback);
    this.#schedule();
  }

  /** The visible part of the run; `null` without a run, or while the timeline is hidden. */
  get view(): View | null {
    return this.#state === undefined ? null : this.#view(this.#state);
  }

  scrollTo(key: string): void {
    this.afterPaint(() => {
      const top = scrollToLane(this.#root, this.#rows, key);
      if (top !== null) this.#scrolled(top);
    });
  }

  /** The visible run as a file's content; `null` without a run. */
  async exportAs(
    kind: FormatOf<'view' | 'report'>,
    state: PageState,
  ): Promise<string | ArrayBuffer | null> {
    const scene = this.#scene(state);
    if (this.#theme === undefined || scene === null) return null;
    return exportPicture(kind, baseOf(state.name), state, scene, this.#theme);
  }

  /** Draws the next frame's content now, so that a drag's change is in the current frame. */
  flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#draw();
    for (const callback of this.#after.splice(0)) callback();
  }

  #schedule(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.flush());
  }

  #draw(): void {
    const state = this.#state;
    const theme = this.#theme;
    if (state === undefined || theme === undefined) return;
    this.#layOut(state);
    render(this.#template(state, theme), this.#root);
    if (!this.#drawn) {
      // The first frame lays the page out, so that later answers of the worker need not wait for
      // it.
      this.#drawn = true;
      this.#schedule();
      return;
    }
    this.#attach();
    const dialog = this.#root.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
    if (state.tab === 'timeline') this.#drawTimeline(state, theme);
    if (state.tab === 'why') this.#drawWhy(state, theme);
  }

  /**
   * Rows keep their array while nothing moves them, so that the list of lanes is not rendered anew.
   */
  #layOut(state: PageState): void {
    const { data, collapsed, pinned, filter } = state;
    if (!this.#laidOut.changed(data?.lanes, collapsed, pinned, filter)) return;
    this.#rows = data === null ? [] : layout(data.lanes, state);
  }

  #drawTimeline(state: PageState, theme: Theme): void {
    if (this.#placed !== this.#rows) placeLanes(this.#root, this.#rows);
    this.#placed = this.#rows;
    const scene = this.#scene(state);
    if (scene === null) this.#stage?.prepare(theme);
    else this.#stage?.draw(scene, theme);
  }

  #scene(state: PageState): Scene | null {
    if (state.data === null) return null;
    const view = this.#view(state) ?? opening(state.data.run, usualWidth);
    const scroll = this.#scroll;
    const range =
      this.#pointer?.range ??
      (state.range === null ? null : ([state.range.from, state.range.to] as const));
    const { data, selected, marks, slice } = state;
    return {
      data,
      rows: this.#rows,
      view,
      scroll,
      selected,
      marks,
      range,
      cursor: this.cursor,
      slice,
    };
  }

  #view({ data, view }: PageState): View | null {
    if (data === null) return null;
    return this.#stage === undefined ? view : this.#stage.fitted(view, data.run);
  }

  /** The curves are as wide as their panel, whose width is known after rendering. */
  #drawWhy(state: PageState, theme: Theme): void {
    const width = this.#root.querySelector('.panel')?.clientWidth ?? 0;
    if (width > 0 && width !== this.#panelWidth) {
      this.#panelWidth = width;
      this.#schedule();
    }
    const name = vcpuInQuestion(state);
    const box = this.#root.querySelector<HTMLElement>('.worst-run');
    if (box === null || state.worst === null || state.analysis === null || name === null) return;
    const span = shownSpan(state.analysis, name, state.worst.window);
    if (span === null) return;
    this.#worstRun.draw(box, innerWidth(this.#whyWidth), state.worst.data, name, span, theme);
  }

  #template(state: PageState, theme: Theme): TemplateResult {
    return html`
      <h1 class="unseen">${runOf(state.name)}</h1>
      ${bar(state, this.#actions)}
      <div class="body">
        <div id="panel" class="panel" role="tabpanel" aria-labelledby="tab-${state.tab}">
          ${this.#panel(state, theme)}
        </div>
        ${knobPanel(state, turnable(state), this.#actions)}
      </div>
      ${state.help ? help(this.#actions) : nothing}
      <div class="said" role="status" aria-live="polite">${state.said}</div>
    `;
  }

  #panel(state: PageState, theme: Theme): TemplateResult {
    switch (state.tab) {
      case 'timeline':
        return timelineView(state, this.#rows, theme, (top) => this.#scrolled(top), this.#actions);
      case 'why':
        return whyView(state, this.#whyWidth, this.#actions);
      case 'numbers':
        return numbersView(state, this.#sorting, (sorting) => this.#sort(sorting), this.#actions);
    }
  }

  /** Attaches the rendered canvases where they are new. */
  #attach(): void {
    const find = (name: string) => this.#root.querySelector<HTMLCanvasElement>(`canvas.${name}`);
    const [lanes, overlay, axis, minimap] = [
      find('picture'),
      find('overlay'),
      find('axis'),
      find('minimap'),
    ];
    if (lanes === this.#lanes) return;
    this.#lanes = lanes;
    this.#placed = undefined;
    this.#pointer?.dispose();
    this.#pointer = undefined;
    this.#stage?.dispose();
    this.#stage = undefined;
    if (lanes === null || overlay === null || axis === null || minimap === null) return;
    this.#scrolled(this.#root.querySelector('.scroller')?.scrollTop ?? 0);
    this.#stage = new Stage({ lanes, overlay, axis, minimap }, () => this.flush());
    this.#pointer = new Pointer(this.#root, overlay, minimap, {
      state: () => this.#state ?? null,
      view: () => this.view,
      rows: () => this.#rows,
      scroll: () => this.#scroll,
      update: this.#update,
      actions: this.#actions,
      moved: (time) => {
        this.cursor = time;
        const scene = this.#state === undefined ? null : this.#scene(this.#state);
        if (scene !== null && this.#theme !== undefined)
          this.#stage?.drawOverlay(scene, this.#theme);
      },
    });
  }

  get #whyWidth(): number {
    return Math.max(this.#panelWidth - 48, 160);
  }

  /** The lanes are scrolled down by so many pixels. */
  #scrolled(top: number): void {
    if (top === this.#scroll) return;
    this.#scroll = top;
    this.#schedule();
  }

  #sort(sorting: Sorting): void {
    this.#sorting = sorting;
    this.#schedule();
  }

  #key(event: KeyboardEvent): void {
    const state = this.#state;
    // An open menu keeps the keys to itself.
    if (state === undefined || this.#root.querySelector(':popover-open') !== null) return;
    const done = actOnKey(event, {
      state,
      view: this.#view(state),
      rows: this.#rows,
      cursor: this.cursor,
      setCursor: (time) => {
        this.cursor = time;
      },
      update: this.#update,
      actions: this.#actions,
      scrollTo: (key) => this.scrollTo(key),
      focus: (selector) => {
        // The flush is immediate, since the next key may be a letter for the focused field.
        this.flush();
        this.#root.querySelector<HTMLElement>(selector)?.focus();
      },
    });
    if (done) event.preventDefault();
  }
}

/** The width of a timeline that is exported before it was ever visible. */
const usualWidth = 1200;

/** The element whose numbers can be turned: the subject of *Why*, else the selection. */
function turnable(state: PageState) {
  const lanes = state.data?.lanes ?? [];
  if (state.tab !== 'why') return lanes.find(({ key }) => key === state.selected)?.element ?? null;
  const name = vcpuInQuestion(state);
  const own = lanes.find(
    ({ element }) =>
      element.kind === 'vcpu' && element.domain === name?.domain && element.vcpu === name.vcpu,
  );
  return own?.element ?? null;
}
