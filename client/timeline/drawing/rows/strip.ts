import type { Band } from './pixel-row.ts';

/**
 * A band at its place in the picture. Later strips cover earlier ones where both have something.
 */
export interface Strip {
  readonly band: Band;
  readonly top: number;
  readonly height: number;
}

/** Strips in whole pixels, `ratio` of which are one of theirs. */
export function inPixels(strips: readonly Strip[], ratio: number): Strip[] {
  return strips.map(({ band, top, height }) => {
    const first = Math.round(top * ratio);
    return { band, top: first, height: Math.round((top + height) * ratio) - first };
  });
}

/** Where the lowest strip ends. */
export function bottomOf(strips: readonly Strip[]): number {
  return strips.reduce((bottom, { top, height }) => Math.max(bottom, top + height), 0);
}
