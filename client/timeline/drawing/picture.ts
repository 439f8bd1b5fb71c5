import type { Markers } from '../lanes/lane-content.ts';
import { tickStep, ticks } from './axis.ts';
import { drawMarkers } from './marker-shapes.ts';
import { eachMarker, haveRoom } from './markers.ts';
import type { Band } from './pixel-row.ts';
import { rasterize, type Strip } from './raster.ts';
import { RowCache } from './row-cache.ts';
import { firstEndingAfter } from './slices.ts';
import type { Theme } from './theme.ts';
import { pixelOf, type View, viewEnd } from './view.ts';

/** One lane as it is drawn, in CSS pixels of the picture. */
export interface PictureRow {
  readonly top: number;
  readonly height: number;
  /** Over the full height. */
  readonly main: Band | null;
  /** Under `main`, in the lower part. */
  readonly low: Band | null;
  readonly markers: readonly Markers[];
  /**
   * Remaining budget, 0 … 1, over time; `null` where there is none to show or too much is in view.
   */
  readonly budget: ((view: View) => readonly BudgetPoint[]) | null;
  /** What is written on slice `index` of `main`. */
  readonly label: (index: number) => string;
  readonly selected: boolean;
}

export interface BudgetPoint {
  readonly time: number;
  readonly share: number;
}

const margin = 3;

/**
 * Draws the lanes. The slices of all lanes are one raster, computed row by row and put on the
 * canvas at once; markers, labels and budgets are few, and drawn over it. `view` is in CSS pixels,
 * `ratio` device pixels are one of them; the grid counts from `origin`.
 */
export class Picture {
  readonly #cache = new RowCache();
  #image: ImageData | undefined;

  draw(
    context: CanvasRenderingContext2D,
    rows: readonly PictureRow[],
    view: View,
    height: number,
    ratio: number,
    theme: Theme,
    origin = 0,
  ): void {
    const width = Math.round(view.width * ratio);
    const tall = Math.round(height * ratio);
    if (width <= 0 || tall <= 0) return;
    const used = Math.min(Math.ceil(bottomOf(rows) * ratio), tall);
    context.fillStyle = theme.background;
    context.fillRect(0, used, width, tall - used);
    if (used > 0) {
      const image = this.#imageOf(width, used);
      const fine: View = { start: view.start, scale: view.scale / ratio, width };
      const pixels = new Uint32Array(image.data.buffer, 0, width * used);
      rasterize(strips(rows, ratio), fine, theme.palette, this.#cache, pixels, used);
      context.putImageData(image, 0, 0, 0, 0, width, used);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawGrid(context, rows, { ...view, start: view.start - origin }, height, theme);
    for (const row of rows) {
      drawLabels(context, row, view, theme);
      drawBudget(context, row, view, theme);
      drawEvents(context, row, view, theme);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** At least so large: it is kept from picture to picture. */
  #imageOf(width: number, height: number): ImageData {
    if (this.#image?.width !== width || this.#image.height < height)
      this.#image = new ImageData(width, height);
    return this.#image;
  }
}

function bottomOf(rows: readonly PictureRow[]): number {
  return rows.reduce((bottom, { top, height }) => Math.max(bottom, top + height), 0);
}

function strips(rows: readonly PictureRow[], ratio: number): Strip[] {
  const result: Strip[] = [];
  for (const { top, height, main, low } of rows) {
    const from = Math.round((top + margin) * ratio);
    const to = Math.round((top + height - margin) * ratio);
    if (low !== null) {
      const middle = Math.round(from + (to - from) * 0.6);
      result.push({ band: low, top: middle, height: to - middle });
    }
    if (main !== null) result.push({ band: main, top: from, height: to - from });
  }
  return result;
}

function drawGrid(
  context: CanvasRenderingContext2D,
  rows: readonly PictureRow[],
  view: View,
  height: number,
  { grid, focus, highContrast }: Theme,
): void {
  context.fillStyle = grid;
  context.globalAlpha = highContrast ? 0.5 : 0.7;
  for (const tick of ticks(view, tickStep(view, 90))) {
    context.fillRect(Math.round(pixelOf(view, tick)), 0, 1, height);
  }
  context.globalAlpha = 1;
  for (const { top, height: tall } of rows) context.fillRect(0, top + tall - 1, view.width, 1);
  context.strokeStyle = focus;
  context.lineWidth = 1;
  for (const { selected, top, height: tall } of rows) {
    if (selected) context.strokeRect(0.5, top + 0.5, view.width - 1, tall - 2);
  }
}

const labelRoom = 36;

function drawLabels(
  context: CanvasRenderingContext2D,
  row: PictureRow,
  view: View,
  theme: Theme,
): void {
  const slices = row.main?.slices;
  if (slices === undefined) return;
  const last = viewEnd(view);
  const from = firstEndingAfter(slices, view.start);
  const to = firstEndingAfter(slices, last);
  if (to - from > view.width / 8) return;
  context.font = `11px ${theme.font}`;
  context.textBaseline = 'middle';
  for (let at = from; at <= to && at < slices.count; at++) {
    const left = Math.max(pixelOf(view, slices.start[at] as number), 0);
    const right = Math.min(pixelOf(view, slices.end[at] as number), view.width);
    if (right - left < 3) continue;
    const paint = slices.paint[at] as number;
    const { red, green, blue } = theme.palette;
    context.fillStyle = theme.background;
    context.fillRect(Math.round(left), row.top + margin, 1, row.height - 2 * margin);
    if (right - left < labelRoom) continue;
    const light =
      0.299 * (red[paint] ?? 0) + 0.587 * (green[paint] ?? 0) + 0.114 * (blue[paint] ?? 0);
    context.fillStyle = light > 125 ? '#000' : '#fff';
    const text = fitted(context, row.label(at), right - left - 8);
    context.fillText(text, left + 5, row.top + row.height / 2);
  }
}

/** Fewer letters than this say nothing. */
const fewest = 6;

function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  for (let length = text.length - 1; length >= fewest; length--) {
    const shorter = `${text.slice(0, length)}…`;
    if (context.measureText(shorter).width <= width) return shorter;
  }
  return '';
}

function drawBudget(
  context: CanvasRenderingContext2D,
  row: PictureRow,
  view: View,
  { budget }: Theme,
): void {
  const points = row.budget?.(view) ?? [];
  if (points.length < 2) return;
  const bottom = row.top + row.height - margin;
  const tall = row.height - 2 * margin;
  context.strokeStyle = budget;
  context.lineWidth = 1.5;
  context.beginPath();
  points.forEach(({ time, share }, at) => {
    const x = pixelOf(view, time);
    const y = bottom - share * tall;
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.stroke();
}

function drawEvents(
  context: CanvasRenderingContext2D,
  row: PictureRow,
  view: View,
  theme: Theme,
): void {
  for (const { kind, times } of row.markers) {
    const always = kind === 'miss' || kind === 'refuse' || kind === 'admit';
    if (!always && !haveRoom(times, view)) continue;
    const pixels: number[] = [];
    eachMarker(times, view, always ? 2 : 1, (x) => pixels.push(x));
    if (pixels.length > 0)
      drawMarkers[kind](context, theme, pixels, row.top, row.top + row.height - 1);
  }
}
