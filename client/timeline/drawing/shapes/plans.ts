import type { Theme } from '../look/theme.ts';
import type { Pen } from '../pens/pen.ts';
import type { PictureRow } from '../picture-row.ts';
import { pixelOf, type View } from '../view.ts';

/** The distance of a name from the instant where its plan begins, in pixels. */
const gap = 16;

/** Draws the name of each plan in force, and a line where it begins. */
export function drawPlans(pen: Pen, { plans, top, height }: PictureRow, view: View, theme: Theme) {
  for (const [index, { plan, from }] of plans.entries()) {
    const begins = pixelOf(view, from);
    const ends = Math.min(pixelOf(view, plans[index + 1]?.from ?? Infinity), view.width);
    if (ends <= 0 || begins >= view.width) continue;
    if (begins >= 0)
      pen.rectangle({ x: Math.round(begins), y: top, width: 2, height }, theme.focus);
    const left = Math.max(begins, 0) + gap;
    if (left + pen.textWidth(plan) + 4 <= ends) pen.text(left, top + height / 2, plan, theme.text);
  }
}
