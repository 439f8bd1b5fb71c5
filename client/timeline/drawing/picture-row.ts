import type { Band } from './rows/pixel-row.ts';
import type { Strip } from './rows/strip.ts';
import type { Markers } from './shapes/markers.ts';
import type { View } from './view.ts';

/** One lane as it is drawn, in CSS pixels of the picture. */
export interface PictureRow {
  readonly top: number;
  readonly height: number;
  /** Over the full height. */
  readonly main: Band | null;
  /** Under `main`, in the lower part. */
  readonly low: Band | null;
  readonly markers: readonly Markers[];
  /**
   * Remaining budget, 0 … 1, over time; `null` where there is none to show or too much is in view.
   */
  readonly budget: ((view: View) => readonly BudgetPoint[]) | null;
  /** What is written on slice `index` of `main`. */
  readonly label: (index: number) => string;
  readonly selected: boolean;
}

export interface BudgetPoint {
  readonly time: number;
  readonly share: number;
}

/** Between a lane's slices and its edges. */
export const rowMargin = 3;

/** Where the lower part of a lane begins. */
const lowPart = 0.6;

export function stripsOf(rows: readonly PictureRow[]): Strip[] {
  return rows.flatMap(({ top, height, main, low }) => {
    const first = top + rowMargin;
    const tall = height - 2 * rowMargin;
    return [
      ...(low === null
        ? []
        : [{ band: low, top: first + tall * lowPart, height: tall * (1 - lowPart) }]),
      ...(main === null ? [] : [{ band: main, top: first, height: tall }]),
    ];
  });
}
