/** A selected slice: its lane, its times, and the row of the segment behind it. */
export interface SliceChoice {
  readonly lane: string;
  readonly start: number;
  readonly end: number;
  readonly row: number;
}
