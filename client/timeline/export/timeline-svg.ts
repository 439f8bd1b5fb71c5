import { tickStep, ticks } from '../drawing/axis.ts';
import { drawMarkers } from '../drawing/marker-shapes.ts';
import { eachMarker, haveRoom } from '../drawing/markers.ts';
import { paintRow } from '../drawing/pixel-row.ts';
import { firstEndingAfter, type Slices } from '../drawing/slices.ts';
import type { Theme } from '../drawing/theme.ts';
import { tickText } from '../drawing/tick-text.ts';
import { pixelOf, type View, viewEnd } from '../drawing/view.ts';
import { fullName, layoutHeight, type Row } from '../lanes/layout.ts';
import type { RunData } from '../lanes/run-data.ts';
import { SvgPen } from './svg-pen.ts';

const names = 190;
const axis = 24;
const margin = 3;

/** The lanes in view as a drawing, their names on the left and the time above. */
export function timelineSvg(data: RunData, rows: readonly Row[], view: View, theme: Theme): string {
  const pen = new SvgPen();
  const height = axis + layoutHeight(rows);
  const step = tickStep(view, 90);
  for (const tick of ticks(view, step)) {
    const x = names + pixelOf(view, tick);
    pen.rectangle(x, axis - 6, 1, height, theme.grid);
    pen.text(x + 4, axis - 8, tickText(tick, step), theme.text);
  }
  for (const row of rows) {
    const top = axis + row.top;
    pen.rectangle(0, top + row.height - 1, names + view.width, 1, theme.grid);
    pen.text(
      8 + 10 * row.lane.depth,
      top + row.height / 2 + 4,
      row.pinned ? fullName(row.lane) : row.lane.label,
      theme.text,
    );
    drawRow(pen, data, row, top, view, theme);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${names + view.width}" height="${height}" viewBox="0 0 ${names + view.width} ${height}" font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="${theme.background}"/><clipPath id="lanes"><rect x="${names}" y="0" width="${view.width}" height="${height}"/></clipPath>${pen.parts.join('')}</svg>
`;
}

function drawRow(
  pen: SvgPen,
  data: RunData,
  { lane, height, collapsed }: Row,
  top: number,
  view: View,
  theme: Theme,
): void {
  const { main, low, markers } = data.pictureRow(lane, theme, top, height, collapsed, false);
  const bottom = top + height - margin;
  const label = (slices: Slices, at: number, x: number, width: number) => {
    if (slices !== main?.slices || width < 60) return;
    const { main: content } = data.content(lane);
    if (content === null) return;
    pen.text(
      x + 4,
      top + height / 2 + 4,
      data.pictureRow(lane, theme, top, height, collapsed, false).label(at),
      theme.background,
    );
  };
  if (low !== null) drawBand(pen, low, top + height * 0.6, bottom, view, theme, () => {});
  if (main !== null) drawBand(pen, main, top + margin, bottom, view, theme, label);
  for (const { kind, times } of markers) {
    if (kind !== 'miss' && !haveRoom(times, view)) continue;
    pen.parts.push('<g clip-path="url(#lanes)">');
    const pixels: number[] = [];
    eachMarker(times, view, 1, (x) => pixels.push(names + x));
    if (pixels.length > 0) drawMarkers[kind](pen, theme, pixels, top, top + height - 1);
    pen.parts.push('</g>');
  }
}

function drawBand(
  pen: SvgPen,
  band: Parameters<typeof paintRow>[0],
  top: number,
  bottom: number,
  view: View,
  theme: Theme,
  label: (slices: Slices, at: number, x: number, width: number) => void,
): void {
  const { slices } = band;
  const from = firstEndingAfter(slices, view.start);
  const to = firstEndingAfter(slices, viewEnd(view));
  if (to - from > view.width) {
    const width = Math.floor(view.width);
    const pixels = new Uint32Array(width);
    paintRow(
      band,
      theme.palette,
      Math.round(view.start / view.scale),
      view.scale,
      pixels,
      0,
      width,
    );
    for (let x = 0, next = 0; x < width; x = next) {
      for (next = x + 1; next < width && pixels[next] === pixels[x]; ) next++;
      const pixel = pixels[x] as number;
      const color = `rgb(${pixel & 255}, ${(pixel >>> 8) & 255}, ${(pixel >>> 16) & 255})`;
      if (pixel !== 0) pen.rectangle(names + x, top, next - x, bottom - top, color);
    }
    return;
  }
  for (let at = from; at <= to && at < slices.count; at++) {
    const left = Math.max(pixelOf(view, slices.start[at] as number), 0);
    const right = Math.min(pixelOf(view, slices.end[at] as number), view.width);
    if (right <= left) continue;
    pen.rectangle(
      names + left,
      top,
      Math.max(right - left, 0.5),
      bottom - top,
      theme.paints[slices.paint[at] as number] ?? theme.text,
    );
    label(slices, at, names + left, right - left);
  }
}
