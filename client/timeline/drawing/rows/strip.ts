import type { Band } from './pixel-row.ts';

/**
 * A band at its place in the picture. A later strip covers an earlier one where both have slices.
 */
export interface Strip {
  readonly band: Band;
  readonly top: number;
  readonly height: number;
}

/** Scales strips to whole pixels, `ratio` for each CSS pixel. */
export function inPixels(strips: readonly Strip[], ratio: number): Strip[] {
  return strips.map(({ band, top, height }) => {
    const first = Math.round(top * ratio);
    return { band, top: first, height: Math.round((top + height) * ratio) - first };
  });
}

/** The bottom of the lowest strip. */
export function bottomOf(strips: readonly Strip[]): number {
  return strips.reduce((bottom, { top, height }) => Math.max(bottom, top + height), 0);
}
