import { tickStep, ticks } from '../axis/ticks.ts';
import type { Theme } from '../look/theme.ts';
import type { Pen } from '../pens/pen.ts';
import type { PictureRow } from '../picture-row.ts';
import { pixelOf, type View } from '../view.ts';

/** Draws the lines of time, the edges of lanes, and the selected lane. */
export function drawGrid(
  pen: Pen,
  rows: readonly PictureRow[],
  view: View,
  height: number,
  { grid, focus, highContrast }: Theme,
): void {
  const opacity = highContrast ? 0.5 : 0.7;
  for (const tick of ticks(view, tickStep(view, 90))) {
    const x = Math.round(pixelOf(view, tick));
    pen.rectangle({ x, y: 0, width: 1, height }, grid, opacity);
  }
  for (const { top, height: tall } of rows)
    pen.rectangle({ x: 0, y: top + tall - 1, width: view.width, height: 1 }, grid);
  for (const { selected, top, height: tall } of rows) {
    if (!selected) continue;
    const box = { x: 0.5, y: top + 0.5, width: view.width - 1, height: tall - 2 };
    pen.frame(box, { color: focus, width: 1 });
  }
}
