import type { Theme } from '../look/theme.ts';
import type { Pen } from '../pens/pen.ts';
import { type PictureRow, rowMargin } from '../picture-row.ts';
import { pixelOf, type View } from '../view.ts';

/** Draws the remaining budget over time. A full budget is as high as the slices. */
export function drawBudget(pen: Pen, row: PictureRow, view: View, { budget }: Theme): void {
  const points = row.budget?.(view) ?? [];
  if (points.length < 2) return;
  const bottom = row.top + row.height - rowMargin;
  const tall = row.height - 2 * rowMargin;
  pen.stroke({ color: budget, width: 1.5 }, (path) => {
    points.forEach(({ time, share }, at) => {
      const x = pixelOf(view, time);
      const y = bottom - share * tall;
      if (at === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
  });
}
