import type { Theme } from './look/theme.ts';
import type { Pen } from './pens/pen.ts';
import { type PictureRow, stripsOf } from './picture-row.ts';
import { drawBudget } from './shapes/budget.ts';
import { drawEvents } from './shapes/events.ts';
import { drawGrid } from './shapes/grid.ts';
import { drawLabels } from './shapes/labels.ts';
import { drawPlans } from './shapes/plans.ts';
import { drawShares } from './shapes/shares.ts';
import type { View } from './view.ts';

/** Draws the lanes. `height` is the picture's height; the grid counts from `origin`, in ns. */
export function drawPicture(
  pen: Pen,
  rows: readonly PictureRow[],
  view: View,
  height: number,
  theme: Theme,
  origin = 0,
): void {
  pen.slices(stripsOf(rows), view, height, theme);
  drawGrid(pen, rows, { ...view, start: view.start - origin }, height, theme);
  for (const row of rows) {
    drawLabels(pen, row, view, theme);
    drawBudget(pen, row, view, theme);
    drawPlans(pen, row, view, theme);
    drawShares(pen, row, view, theme);
    drawEvents(pen, row, view, theme);
  }
}
