import type { Theme } from '../look/theme.ts';
import type { Pen } from '../pens/pen.ts';
import { pixelOf, type View, viewEnd } from '../view.ts';
import { tickText } from './tick-text.ts';
import { tickStep, ticks } from './ticks.ts';

export const axisHeight = 24;

/** The axis of time, above the lanes. */
export function drawAxis(pen: Pen, view: View, theme: Theme): void {
  const { width } = view;
  pen.rectangle({ x: 0, y: 0, width, height: axisHeight }, theme.background);
  const step = tickStep(view, 90);
  for (const tick of ticks(view, step)) {
    const x = Math.round(pixelOf(view, tick));
    pen.rectangle({ x, y: axisHeight - 6, width: 1, height: 6 }, theme.grid);
    const text = tickText(tick, step);
    const isLast = tick + step > viewEnd(view);
    if (isLast || x + 4 + pen.textWidth(text) <= width)
      pen.text(x + 4, axisHeight / 2, text, theme.text);
  }
  pen.rectangle({ x: 0, y: axisHeight - 1, width, height: 1 }, theme.grid);
}
