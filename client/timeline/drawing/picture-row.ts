import type { Band } from './rows/pixel-row.ts';
import type { Strip } from './rows/strip.ts';
import type { Markers } from './shapes/markers.ts';
import type { View } from './view.ts';

/** One lane of the picture, in CSS pixels of the picture. */
export interface PictureRow {
  readonly top: number;
  readonly height: number;
  /** The slices over the full height. */
  readonly main: Band | null;
  /** The slices in the lower part, under `main`. */
  readonly low: Band | null;
  readonly markers: readonly Markers[];
  /** The remaining budget over time, 0 … 1; `null` where there is none or too much is in view. */
  readonly budget: ((view: View) => readonly BudgetPoint[]) | null;
  /** The label of slice `index` of `main`. */
  readonly label: (index: number) => string;
  /** The plans in force in the lane of their machine, in order of time. */
  readonly plans: readonly { readonly plan: string; readonly from: number }[];
  /** The shares of a core that a VCPU's interfaces are, in order of time; empty if it has one. */
  readonly shares: readonly BudgetPoint[];
  readonly selected: boolean;
}

export interface BudgetPoint {
  readonly time: number;
  readonly share: number;
}

/** The gap between a lane's slices and its edges. */
export const rowMargin = 3;

/** The top of a lane's lower part. */
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
