/**
 * What tells the time, in ns. Whoever needs it on the way of every event reads it here: handed over
 * it would be boxed.
 */
export interface Clock {
  readonly now: number;
}
