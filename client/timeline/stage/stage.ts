import { tickStep, ticks } from '../drawing/axis.ts';
import { Picture } from '../drawing/picture.ts';
import type { Theme } from '../drawing/theme.ts';
import { tickText } from '../drawing/tick-text.ts';
import { clamped, pixelOf, resized, type View, viewEnd } from '../drawing/view.ts';
import type { Row } from '../lanes/layout.ts';
import { opening } from '../lanes/opening.ts';
import type { RunColumns } from '../lanes/run-columns.ts';
import type { RunData } from '../lanes/run-data.ts';
import { Inputs } from './inputs.ts';
import { Minimap } from './minimap.ts';

/**
 * The canvases of one timeline: axis, minimap, lanes, and over the lanes what moves with the mouse.
 */
export interface Canvases {
  readonly lanes: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  readonly axis: HTMLCanvasElement;
  readonly minimap: HTMLCanvasElement;
}

/** What is to be seen. */
export interface Scene {
  readonly data: RunData;
  readonly rows: readonly Row[];
  readonly view: View;
  readonly scroll: number;
  readonly selected: string | null;
  readonly marks: readonly number[];
  readonly range: readonly [from: number, to: number] | null;
  readonly cursor: number | null;
  readonly slice: SliceChoice | null;
}

/** A slice that is selected: its lane, and its times. */
export interface SliceChoice {
  readonly lane: string;
  readonly start: number;
  readonly end: number;
  readonly row: number;
}

/**
 * Draws scenes. Sizes are CSS pixels; the canvases follow their boxes and the zoom of the window.
 */
export class Stage {
  readonly #canvases: Canvases;
  readonly #picture = new Picture();
  readonly #minimap = new Minimap();
  readonly #axis = new Inputs();
  readonly #lanes = new Inputs();
  /** The overlay is as large as the lanes: while nothing is on it, it is left alone. */
  #overlaid = false;

  constructor(canvases: Canvases) {
    this.#canvases = canvases;
  }

  get width(): number {
    return this.#canvases.lanes.clientWidth;
  }

  get height(): number {
    return this.#canvases.lanes.clientHeight;
  }

  /**
   * The view on the width that there is now, within the run; the beginning of the run where there
   * was none.
   */
  fitted(view: View | null, run: RunColumns): View {
    const width = Math.max(this.width, 1);
    return view === null ? opening(run, width) : clamped(resized(view, width, run.end), run.end);
  }

  /** There is no run yet: canvases and font are made ready for the first one. */
  prepare({ font }: Theme): void {
    for (const canvas of [this.#canvases.lanes, this.#canvases.axis, this.#canvases.minimap]) {
      const ready = prepared(canvas);
      if (ready === null) continue;
      ready.context.font = `11px ${font}`;
      ready.context.measureText('0 ms');
    }
  }

  /** Draws what changed: of the lanes nothing, while only the mouse moves or a number is turned. */
  draw(scene: Scene, theme: Theme): void {
    const { data, rows, view, scroll, selected } = scene;
    const seen = [theme, view.start, view.scale, view.width, window.devicePixelRatio];
    if (this.#axis.changed(...seen)) this.#drawAxis(scene, theme);
    if (this.#lanes.changed(...seen, data, rows, this.height, scroll, selected))
      this.#drawLanes(scene, theme);
    this.drawOverlay(scene, theme);
  }

  #drawAxis({ view }: Scene, theme: Theme): void {
    const axis = prepared(this.#canvases.axis);
    if (axis !== null) drawAxis(axis.context, axis.ratio, view, axis.width, axis.height, theme);
  }

  #drawLanes({ data, rows, view, scroll, selected }: Scene, theme: Theme): void {
    const height = this.height;
    const lanes = prepared(this.#canvases.lanes);
    if (lanes !== null) {
      const visible = rows.filter(
        ({ top, height: tall }) => top < scroll + height && top + tall > scroll,
      );
      const pictures = visible.map(({ lane, top, height: tall, collapsed }) =>
        data.pictureRow(
          lane,
          theme,
          top - scroll,
          tall,
          collapsed,
          lane.key === selected,
          viewEnd(view),
        ),
      );
      this.#picture.draw(lanes.context, pictures, view, height, lanes.ratio, theme);
    }
    const minimap = prepared(this.#canvases.minimap);
    if (minimap !== null) this.#minimap.draw(minimap, data, view, theme);
  }

  /** What changes with every move of the mouse. */
  drawOverlay({ view, range, marks, cursor, slice, rows, scroll }: Scene, theme: Theme): void {
    const something = range !== null || cursor !== null || slice !== null || marks.length > 0;
    if (!something && !this.#overlaid) return;
    const overlay = prepared(this.#canvases.overlay);
    if (overlay === null) return;
    this.#overlaid = something;
    const { context, ratio, width, height } = overlay;
    context.clearRect(0, 0, width * ratio, height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (range !== null) {
      const from = pixelOf(view, Math.min(...range));
      const to = pixelOf(view, Math.max(...range));
      context.fillStyle = theme.focus;
      context.globalAlpha = 0.2;
      context.fillRect(from, 0, to - from, height);
      context.globalAlpha = 1;
      context.fillRect(from, 0, 1, height);
      context.fillRect(to, 0, 1, height);
    }
    const row = rows.find(({ lane }) => lane.key === slice?.lane);
    if (slice !== null && row !== undefined) {
      const from = Math.max(pixelOf(view, slice.start), -4);
      const to = Math.min(pixelOf(view, slice.end), width + 4);
      context.strokeStyle = theme.text;
      context.lineWidth = 2;
      context.strokeRect(from, row.top - scroll + 2, Math.max(to - from, 2), row.height - 4);
    }
    for (const mark of marks) dashed(context, theme.budget, pixelOf(view, mark), height);
    if (cursor !== null) {
      context.fillStyle = theme.faint;
      context.fillRect(Math.round(pixelOf(view, cursor)), 0, 1, height);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** The time under a pixel of the minimap. */
  minimapTime(x: number, end: number): number {
    return (x / Math.max(this.#canvases.minimap.clientWidth, 1)) * end;
  }
}

export interface Prepared {
  readonly context: CanvasRenderingContext2D;
  readonly ratio: number;
  readonly width: number;
  readonly height: number;
}

/** A canvas as fine as its box on this screen; `null` while it has no size. */
export function prepared(canvas: HTMLCanvasElement): Prepared | null {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0 || height === 0) return null;
  const fine = [Math.round(width * ratio), Math.round(height * ratio)] as const;
  if (canvas.width !== fine[0]) canvas.width = fine[0];
  if (canvas.height !== fine[1]) canvas.height = fine[1];
  const context = canvas.getContext('2d');
  return context === null ? null : { context, ratio, width, height };
}

function drawAxis(
  context: CanvasRenderingContext2D,
  ratio: number,
  view: View,
  width: number,
  height: number,
  theme: Theme,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  context.font = `11px ${theme.font}`;
  context.textBaseline = 'middle';
  const step = tickStep(view, 90);
  for (const tick of ticks(view, step)) {
    const x = Math.round(pixelOf(view, tick));
    context.fillStyle = theme.grid;
    context.fillRect(x, height - 6, 1, 6);
    context.fillStyle = theme.text;
    const text = tickText(tick, step);
    if (x + 4 + context.measureText(text).width <= width || tick + step > viewEnd(view))
      context.fillText(text, x + 4, height / 2);
  }
  context.fillStyle = theme.grid;
  context.fillRect(0, height - 1, width, 1);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

function dashed(context: CanvasRenderingContext2D, color: string, x: number, height: number): void {
  context.save();
  context.setLineDash([4, 3]);
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, 0);
  context.lineTo(Math.round(x) + 0.5, height);
  context.stroke();
  context.restore();
}
