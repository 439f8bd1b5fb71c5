/**
 * The time of a run, in ns. Code on the path of every event reads it here, for a parameter would be
 * boxed.
 */
export interface Clock {
  readonly now: number;
}
