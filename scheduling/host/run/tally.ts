/** Counts what a search has followed, also one that its limit of steps ends. */
export interface Tally {
  tried: number;
}

export function newTally(): Tally {
  return { tried: 0 };
}
