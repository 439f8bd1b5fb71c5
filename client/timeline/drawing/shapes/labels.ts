import type { Theme } from '../look/theme.ts';
import type { Pen } from '../pens/pen.ts';
import { type PictureRow, rowMargin } from '../picture-row.ts';
import { firstEndingAfter } from '../rows/slices.ts';
import { pixelOf, type View, viewEnd } from '../view.ts';

/** A slice narrower than this has no label, in pixels. */
const labelRoom = 36;
/** A label with fewer letters than this is left out. */
const fewest = 6;
/** A slice narrower than this has no edge to the one before it, in pixels. */
const narrow = 3;
/** A lane with more slices per pixel than this has no edges. */
const crowd = 1 / 8;

/** Draws the label of each slice that has room, and the edge where each begins. */
export function drawLabels(pen: Pen, row: PictureRow, view: View, theme: Theme): void {
  const slices = row.main?.slices;
  if (slices === undefined) return;
  const from = firstEndingAfter(slices, view.start);
  const to = firstEndingAfter(slices, viewEnd(view));
  if (to - from > view.width * crowd) return;
  for (let at = from; at <= to && at < slices.count; at++) {
    const left = Math.max(pixelOf(view, slices.start[at] as number), 0);
    const right = Math.min(pixelOf(view, slices.end[at] as number), view.width);
    if (right - left < narrow) continue;
    const edge = {
      x: Math.round(left),
      y: row.top + rowMargin,
      width: 1,
      height: row.height - 2 * rowMargin,
    };
    pen.rectangle(edge, theme.background);
    if (right - left < labelRoom) continue;
    const text = fitted(pen, row.label(at), right - left - 8);
    const color = readableOn(slices.paint[at] as number, theme);
    pen.text(left + 5, row.top + row.height / 2, text, color);
  }
}

/** Black or white, with the greater contrast to a paint. */
function readableOn(paint: number, { palette: { red, green, blue } }: Theme): string {
  const light =
    0.299 * (red[paint] ?? 0) + 0.587 * (green[paint] ?? 0) + 0.114 * (blue[paint] ?? 0);
  return light > 125 ? '#000' : '#fff';
}

function fitted(pen: Pen, text: string, width: number): string {
  if (pen.textWidth(text) <= width) return text;
  for (let length = text.length - 1; length >= fewest; length--) {
    const shorter = `${text.slice(0, length)}…`;
    if (pen.textWidth(shorter) <= width) return shorter;
  }
  return '';
}
