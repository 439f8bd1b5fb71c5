import type { Theme } from './look/theme.ts';
import type { Pen } from './pens/pen.ts';
import { pixelOf, type View } from './view.ts';

/** The marks over the lanes. All instants in ns. */
export interface Overlay {
  readonly range: readonly [from: number, to: number] | null;
  readonly marks: readonly number[];
  /** The instant under the mouse. */
  readonly cursor: number | null;
  /** The selected segment; `top` and `height` are those of its lane. */
  readonly slice: {
    readonly start: number;
    readonly end: number;
    readonly top: number;
    readonly height: number;
  } | null;
}

export function isEmpty({ range, marks, cursor, slice }: Overlay): boolean {
  return range === null && marks.length === 0 && cursor === null && slice === null;
}

export function drawOverlay(
  pen: Pen,
  { range, marks, cursor, slice }: Overlay,
  view: View,
  height: number,
  theme: Theme,
): void {
  if (range !== null) {
    const from = pixelOf(view, Math.min(...range));
    const to = pixelOf(view, Math.max(...range));
    pen.rectangle({ x: from, y: 0, width: to - from, height }, theme.focus, 0.2);
    pen.rectangle({ x: from, y: 0, width: 1, height }, theme.focus);
    pen.rectangle({ x: to, y: 0, width: 1, height }, theme.focus);
  }
  if (slice !== null) {
    const from = Math.max(pixelOf(view, slice.start), -4);
    const to = Math.min(pixelOf(view, slice.end), view.width + 4);
    const box = { x: from, y: slice.top + 2, width: Math.max(to - from, 2) };
    pen.frame({ ...box, height: slice.height - 4 }, { color: theme.text, width: 2 });
  }
  for (const mark of marks) {
    const x = Math.round(pixelOf(view, mark)) + 0.5;
    pen.stroke({ color: theme.budget, width: 1.5, dash: [4, 3] }, (path) => {
      path.moveTo(x, 0);
      path.lineTo(x, height);
    });
  }
  if (cursor !== null) {
    const x = Math.round(pixelOf(view, cursor));
    pen.rectangle({ x, y: 0, width: 1, height }, theme.faint);
  }
}
