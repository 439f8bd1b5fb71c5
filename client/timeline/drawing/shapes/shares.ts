import type { Theme } from '../look/theme.ts';
import type { Pen } from '../pens/pen.ts';
import { type PictureRow, rowMargin } from '../picture-row.ts';
import { pixelOf, type View } from '../view.ts';

/**
 * Draws the share of a core that a VCPU's interface is, as a line with a step where a scenario
 * changes it. A whole core is as high as the slices.
 */
export function drawShares(pen: Pen, row: PictureRow, view: View, { focus }: Theme): void {
  const { shares, top, height } = row;
  if (shares.length === 0) return;
  const bottom = top + height - rowMargin;
  const tall = height - 2 * rowMargin;
  const yOf = (share: number): number => bottom - Math.min(1, share) * tall;
  pen.stroke({ color: focus, width: 2 }, (path) => {
    for (const [at, { time, share }] of shares.entries()) {
      const x = Math.max(0, Math.min(view.width, pixelOf(view, time)));
      if (at === 0) path.moveTo(x, yOf(share));
      else path.lineTo(x, yOf(share));
      const end = shares[at + 1]?.time;
      const until = end === undefined ? view.width : pixelOf(view, end);
      path.lineTo(Math.max(0, Math.min(view.width, until)), yOf(share));
    }
  });
}
