import type { Theme } from '../look/theme.ts';
import type { Pen } from '../pens/pen.ts';
import type { PictureRow } from '../picture-row.ts';
import type { View } from '../view.ts';
import { drawMarkers } from './marker-shapes.ts';
import { actionMarkers, eachMarker, haveRoom, type MarkerKind } from './markers.ts';

/** Kinds that are drawn in any number, since a person may look for a single one. */
const neverHidden: ReadonlySet<MarkerKind> = new Set(['miss', ...actionMarkers]);

/** Draws the events of a lane: all events of a kind in view, or none where they would blur. */
export function drawEvents(pen: Pen, row: PictureRow, view: View, theme: Theme): void {
  for (const { kind, times } of row.markers) {
    const always = neverHidden.has(kind);
    if (!always && !haveRoom(times, view)) continue;
    const pixels: number[] = [];
    eachMarker(times, view, always ? 2 : 1, (x) => pixels.push(x));
    if (pixels.length > 0) drawMarkers[kind](pen, theme, pixels, row.top, row.top + row.height - 1);
  }
}
