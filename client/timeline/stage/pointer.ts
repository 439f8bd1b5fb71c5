import { outcomeNotes } from '../../../messages/scenario/step-notes.ts';
import { centered, panned, timeAt, type View, zoomed } from '../drawing/view.ts';
import { laneContext } from '../lanes/lane-context.ts';
import type { Row } from '../lanes/layout.ts';
import { rangeStatistics } from '../lanes/range-statistics.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { type Hit, hitAt } from './hit.ts';

/** The state and the actions that the pointer acts on. */
export interface PointerContext {
  state(): PageState | null;
  view(): View | null;
  rows(): readonly Row[];
  scroll(): number;
  update(change: Partial<PageState>): void;
  /** The mouse moved to another instant. */
  moved(time: number | null): void;
  readonly actions: Actions;
}

/** A drag shorter than this is a click, in pixels. */
const still = 4;

/** Handles the mouse on the lanes and on the minimap. */
export class Pointer {
  readonly #root: HTMLElement;
  readonly #overlay: HTMLElement;
  readonly #minimap: HTMLElement;
  readonly #context: PointerContext;
  readonly #stop = new AbortController();
  #drag: { readonly x: number; readonly view: View; readonly pan: boolean; moved: boolean } | null =
    null;
  /** The range during a drag. */
  range: readonly [number, number] | null = null;

  constructor(
    root: HTMLElement,
    overlay: HTMLElement,
    minimap: HTMLElement,
    context: PointerContext,
  ) {
    this.#root = root;
    this.#overlay = overlay;
    this.#minimap = minimap;
    this.#context = context;
    const { signal } = this.#stop;
    overlay.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    overlay.addEventListener('pointermove', (event) => this.#move(event), { signal });
    overlay.addEventListener('pointerup', (event) => this.#up(event), { signal });
    overlay.addEventListener('pointerleave', () => this.#leave(), { signal });
    overlay.addEventListener('contextmenu', (event) => this.#menu(event), { signal });
    overlay.addEventListener('dblclick', (event) => this.#open(event), { signal });
    overlay.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    minimap.addEventListener('pointerdown', (event) => this.#jump(event), { signal });
    minimap.addEventListener('pointermove', (event) => this.#jump(event), { signal });
  }

  dispose(): void {
    this.#stop.abort();
  }

  #hit({ offsetX, offsetY }: MouseEvent): Hit | null {
    const state = this.#context.state();
    const view = this.#context.view();
    if (state?.data == null || view === null) return null;
    const steps = state.statistics?.scenario ?? [];
    const action = (index: number) => {
      const step = steps.find((each) => each.index === index);
      if (step === undefined) return '';
      const notes = step.admitted ? outcomeNotes(step) : [step.reason];
      return notes.length === 0 ? step.action : `${step.action} (${notes.join(', ')})`;
    };
    return hitAt(
      state.data,
      this.#context.rows(),
      view,
      offsetX,
      offsetY + this.#context.scroll(),
      action,
    );
  }

  #down(event: PointerEvent): void {
    const view = this.#context.view();
    // The other buttons open menus or go back.
    if (view === null || event.button > 1) return;
    this.#overlay.setPointerCapture(event.pointerId);
    this.#drag = {
      x: event.offsetX,
      view,
      pan: event.shiftKey || event.button === 1,
      moved: false,
    };
  }

  #move(event: PointerEvent): void {
    const { state, update, moved } = this.#context;
    const view = this.#context.view();
    const end = state()?.data?.run.end ?? 1;
    if (view === null) return;
    const drag = this.#drag;
    if (drag === null) {
      const hit = this.#hit(event);
      update({ hover: hit?.lines ?? null });
      this.#placeHover(event);
      moved(timeAt(view, event.offsetX));
      return;
    }
    if (Math.abs(event.offsetX - drag.x) > still) drag.moved = true;
    if (!drag.moved) return;
    if (drag.pan) update({ view: panned(drag.view, drag.x - event.offsetX, end), hover: null });
    else {
      this.range = [timeAt(drag.view, drag.x), timeAt(drag.view, event.offsetX)];
      moved(null);
    }
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag;
    this.#drag = null;
    const { state, update, actions } = this.#context;
    const data = state()?.data ?? null;
    if (drag === null || data === null) return;
    if (drag.moved) {
      const range = this.range;
      this.range = null;
      if (range === null) return;
      const from = Math.max(0, Math.min(...range));
      const to = Math.min(data.run.end, Math.max(...range));
      update({ range: rangeStatistics(data, from, to), hover: null });
      return;
    }
    const hit = this.#hit(event);
    if (hit === null) return;
    update({ slice: hit.slice, range: null });
    actions.select(hit.row.lane.key, true);
  }

  #open(event: MouseEvent): void {
    const hit = this.#hit(event);
    if (hit !== null) this.#context.actions.reveal(hit.row.lane.element);
  }

  /** Tells VS Code, whose listener follows, which lane the menu is for. */
  #menu(event: MouseEvent): void {
    const hit = this.#hit(event);
    if (hit === null) delete this.#overlay.dataset.vscodeContext;
    else this.#overlay.dataset.vscodeContext = laneContext(hit.row.lane);
  }

  #leave(): void {
    this.#context.update({ hover: null });
    this.#context.moved(null);
  }

  #wheel(event: WheelEvent): void {
    const view = this.#context.view();
    const end = this.#context.state()?.data?.run.end ?? 1;
    if (view === null) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#context.update({
        view: zoomed(view, 1.0018 ** event.deltaY, event.offsetX, end),
        hover: null,
      });
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.#context.update({ view: panned(view, event.deltaX || event.deltaY, end), hover: null });
    }
  }

  #jump(event: PointerEvent): void {
    const view = this.#context.view();
    const end = this.#context.state()?.data?.run.end ?? 1;
    if (view === null || event.buttons === 0) return;
    const time = (event.offsetX / Math.max(this.#minimap.clientWidth, 1)) * end;
    this.#context.update({ view: centered(view, time, end) });
  }

  #placeHover({ clientX, clientY }: MouseEvent): void {
    requestAnimationFrame(() => {
      const hover = this.#root.querySelector<HTMLElement>('.hover');
      if (hover === null) return;
      const left =
        clientX + 16 + hover.offsetWidth > window.innerWidth
          ? clientX - 16 - hover.offsetWidth
          : clientX + 16;
      const top =
        clientY + 16 + hover.offsetHeight > window.innerHeight
          ? clientY - 16 - hover.offsetHeight
          : clientY + 16;
      hover.style.left = `${Math.max(left, 0)}px`;
      hover.style.top = `${Math.max(top, 0)}px`;
    });
  }
}
