import type { Overlay } from '../drawing/overlay.ts';
import type { View } from '../drawing/view.ts';
import type { Row } from '../lanes/layout.ts';
import type { RunData } from '../lanes/run-data.ts';
import type { SliceChoice } from '../lanes/slice-choice.ts';

/** The visible part of a run. */
export interface Scene {
  readonly data: RunData;
  readonly rows: readonly Row[];
  readonly view: View;
  readonly scroll: number;
  readonly selected: string | null;
  readonly marks: readonly number[];
  readonly range: readonly [from: number, to: number] | null;
  readonly cursor: number | null;
  readonly slice: SliceChoice | null;
}

/** The marks over the lanes of a scene. */
export function overlayOf({ rows, scroll, range, marks, cursor, slice }: Scene): Overlay {
  const row = rows.find(({ lane }) => lane.key === slice?.lane);
  return {
    range,
    marks,
    cursor,
    slice:
      slice === null || row === undefined
        ? null
        : { start: slice.start, end: slice.end, top: row.top - scroll, height: row.height },
  };
}
