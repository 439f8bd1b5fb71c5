import { html, nothing, render, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { Theme } from '../drawing/theme.ts';
import type { View } from '../drawing/view.ts';
import type { ExportKind } from '../export/export-kind.ts';
import { exportPicture } from '../export/export-picture.ts';
import { knobPanel } from '../knobs/knob-panel.ts';
import { layout, layoutHeight, type Row } from '../lanes/layout.ts';
import type { Sorting } from '../numbers/numbers-view.ts';
import { numbersView } from '../numbers/numbers-view.ts';
import type { PageState } from '../state/page-state.ts';
import { supplyAndDemand } from '../why/supply-and-demand.ts';
import { vcpuInQuestion, whyMargin, whyView } from '../why/why-view.ts';
import { WorstRun } from '../why/worst-run.ts';
import type { Actions } from './actions.ts';
import { bar } from './bar.ts';
import { details } from './details.ts';
import { help } from './help.ts';
import { actOnKey } from './key-actions.ts';
import { laneList } from './lane-list.ts';
import { legend } from './legend.ts';
import { Pointer } from './pointer.ts';
import { type Scene, Stage } from './stage.ts';

/** The page as it stands in the window: draws states, and turns what keys and mouse do into changes of them. */
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
  #laidOut: readonly unknown[] = [];
  #placed: readonly Row[] | undefined;
  #frame = 0;
  #panelWidth = 800;
  #after: (() => void)[] = [];
  /** The instant that keys act on: where the mouse was last, or the miss that was jumped to. */
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

  /** Calls back once what is rendered now has been painted. */
  afterPaint(callback: () => void): void {
    this.#after.push(callback);
    this.#schedule();
  }

  /** What is seen of the run; `null` while there is none, or the timeline is not shown. */
  get view(): View | null {
    return this.#state === undefined ? null : this.#view(this.#state);
  }

  scrollTo(key: string): void {
    this.afterPaint(() => {
      const row = this.#rows.find(({ lane }) => lane.key === key);
      const scroller = this.#root.querySelector('.scroller');
      if (row === undefined || scroller === null) return;
      if (row.top < scroller.scrollTop) scroller.scrollTop = row.top;
      else if (row.top + row.height > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = row.top + row.height - scroller.clientHeight;
      }
    });
  }

  exportAs(kind: Exclude<ExportKind, 'csv' | 'perfetto'>, name: string, state: PageState, theme: Theme) {
    return exportPicture(kind, name, { state, theme, rows: this.#rows, view: this.#view(state) });
  }

  /** Draws now what would be drawn with the next frame: what a drag asked for is then in that frame. */
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
    this.#attach();
    this.#fitWhy(state);
    const dialog = this.#root.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
    if (state.tab === 'timeline') this.#drawTimeline(state, theme);
    if (state.tab === 'why') this.#drawWorst(state, theme);
  }

  /** Rows stay the same array while nothing moves them, so that the list of lanes is not rendered anew. */
  #layOut(state: PageState): void {
    const { data, collapsed, pinned, filter } = state;
    const inputs = [data, collapsed, pinned, filter];
    if (inputs.every((input, at) => input === this.#laidOut[at])) return;
    this.#laidOut = inputs;
    this.#rows = data === null ? [] : layout(data.lanes, state);
  }

  #drawTimeline(state: PageState, theme: Theme): void {
    if (this.#placed !== this.#rows) placeLanes(this.#root, this.#rows);
    this.#placed = this.#rows;
    coverSeen(this.#root);
    const scene = this.#scene(state);
    if (scene !== null) this.#stage?.draw(scene, theme);
  }

  /** The curves are as wide as their panel, whose width is known once it is rendered. */
  #fitWhy(state: PageState): void {
    const width = this.#root.querySelector('.panel')?.clientWidth ?? 0;
    if (state.tab === 'why' && width > 0 && width !== this.#panelWidth) {
      this.#panelWidth = width;
      this.#schedule();
    }
  }

  #scene(state: PageState): Scene | null {
    const view = this.#view(state);
    if (state.data === null || view === null) return null;
    const scroll = this.#root.querySelector('.scroller')?.scrollTop ?? 0;
    const range =
      this.#pointer?.range ?? (state.range === null ? null : ([state.range.from, state.range.to] as const));
    const { data, selected, marks, slice } = state;
    return { data, rows: this.#rows, view, scroll, selected, marks, range, cursor: this.cursor, slice };
  }

  #view({ data, view }: PageState): View | null {
    if (data === null) return null;
    return this.#stage === undefined ? view : this.#stage.fitted(view, data.run.end);
  }

  #drawWorst(state: PageState, theme: Theme): void {
    const name = vcpuInQuestion(state, state.questioned);
    const canvas = this.#root.querySelector<HTMLCanvasElement>('canvas.worst');
    if (canvas === null || state.worst === null || state.analysis === null || name === null) return;
    const curves = supplyAndDemand(state.analysis, name);
    canvas.style.marginLeft = `${whyMargin}px`;
    const width = Math.max(this.#whyParts(state).width - whyMargin, 100);
    if (curves !== null) this.#worstRun.draw(canvas, width, state.worst.data, name, curves.end, theme);
  }

  #template(state: PageState, theme: Theme): TemplateResult {
    const selected = state.data?.lanes.find(({ key }) => key === state.selected)?.element ?? null;
    const turned = state.tab === 'why' ? questioned(state) : selected;
    return html`
      ${bar(state, this.#actions)}
      <div class="body">
        <div id="panel" class="panel" role="tabpanel" aria-labelledby="tab-${state.tab}">
          ${
            state.tab === 'timeline'
              ? this.#timeline(state, theme)
              : state.tab === 'numbers'
                ? numbersView(state, this.#sorting, (sorting) => this.#sort(sorting), this.#actions)
                : whyView(state, this.#whyParts(state), this.#actions)
          }
        </div>
        ${knobPanel(state, turned, this.#actions)}
      </div>
      ${state.help ? help(this.#actions) : nothing}
      <div class="said" role="status" aria-live="polite">${state.said}</div>
    `;
  }

  #timeline(state: PageState, theme: Theme): TemplateResult {
    return html`
      <div class="top">
        <div class="corner">
          <input type="search" placeholder="Filter lanes" aria-label="Filter lanes" .value=${state.filter}
            @input=${(event: Event) => {
              if (event.target instanceof HTMLInputElement) this.#actions.filter(event.target.value);
            }}>
        </div>
        <div class="strips">
          <canvas class="minimap" role="img" aria-label="The whole run"></canvas>
          <canvas class="axis" aria-hidden="true"></canvas>
        </div>
      </div>
      <div class="scroller" @scroll=${() => this.#schedule()}>
        <div class="content">
          ${guard([this.#rows, state.selected, state.statistics], () => laneList(state, this.#rows, this.#actions))}
          <div class="stage">
            <canvas class="picture" role="img" aria-label=${describe(state)}></canvas>
            <canvas class="overlay" aria-hidden="true"></canvas>
          </div>
        </div>
        ${state.hover === null ? nothing : html`<div class="hover" role="tooltip">${state.hover.map((line) => html`<div>${line}</div>`)}</div>`}
      </div>
      ${details(state, this.#actions)}
      ${legend(theme)}
    `;
  }

  /** Takes the canvases that were rendered, when they are others than before. */
  #attach(): void {
    const find = (name: string) => this.#root.querySelector<HTMLCanvasElement>(`canvas.${name}`);
    const [lanes, overlay, axis, minimap] = [find('picture'), find('overlay'), find('axis'), find('minimap')];
    if (lanes === this.#lanes) return;
    this.#lanes = lanes;
    this.#placed = undefined;
    this.#pointer?.dispose();
    this.#pointer = undefined;
    this.#stage = undefined;
    if (lanes === null || overlay === null || axis === null || minimap === null) return;
    this.#stage = new Stage({ lanes, overlay, axis, minimap });
    this.#pointer = new Pointer(this.#root, overlay, minimap, {
      state: () => this.#state ?? null,
      view: () => this.view,
      rows: () => this.#rows,
      scroll: () => this.#root.querySelector('.scroller')?.scrollTop ?? 0,
      update: this.#update,
      actions: this.#actions,
      moved: (time) => {
        this.cursor = time;
        const scene = this.#state === undefined ? null : this.#scene(this.#state);
        if (scene !== null && this.#theme !== undefined) this.#stage?.drawOverlay(scene, this.#theme);
      },
    });
  }

  #whyParts(state: PageState) {
    return {
      width: Math.max(this.#panelWidth - 48, 160),
      vcpu: state.questioned,
      pick: (vcpu: NonNullable<PageState['questioned']>) => this.#actions.pickVcpu(vcpu),
    };
  }

  #sort(sorting: Sorting): void {
    this.#sorting = sorting;
    this.#schedule();
  }

  #key(event: KeyboardEvent): void {
    const state = this.#state;
    if (state === undefined) return;
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
      focus: (selector) => this.afterPaint(() => this.#root.querySelector<HTMLElement>(selector)?.focus()),
    });
    if (done) event.preventDefault();
  }
}

function questioned(state: PageState) {
  const name = vcpuInQuestion(state, state.questioned);
  if (name === null) return null;
  const lane = state.data?.lanes.find(
    ({ element }) => element.kind === 'vcpu' && element.domain === name.domain && element.vcpu === name.vcpu,
  );
  return lane?.element ?? null;
}

/** A page with a strict policy may not have styles in its text: places are set here. */
function placeLanes(root: HTMLElement, rows: readonly Row[]): void {
  const lanes = root.querySelectorAll<HTMLElement>('.lane');
  rows.forEach(({ height }, at) => {
    const lane = lanes[at];
    if (lane !== undefined && lane.style.height !== `${height}px`) lane.style.height = `${height}px`;
  });
  const content = root.querySelector<HTMLElement>('.content');
  if (content !== null) content.style.minHeight = `${layoutHeight(rows)}px`;
}

/** What is seen of the list is what the canvas covers; it stays in place while the list scrolls below it. */
function coverSeen(root: HTMLElement): void {
  const stage = root.querySelector<HTMLElement>('.stage');
  const seen = root.querySelector('.scroller')?.clientHeight ?? 0;
  if (stage !== null) stage.style.height = `${seen}px`;
}

function describe({ data, statistics }: PageState): string {
  if (data === null || statistics === null) return 'The timeline; nothing has been simulated yet';
  const { tasks, vcpus, cores } = data.run.names;
  return `The timeline of ${cores.length} cores, ${vcpus.length} VCPUs and ${tasks.length} tasks, ${data.misses.length} missed deadlines; the table Numbers says the same in words`;
}
