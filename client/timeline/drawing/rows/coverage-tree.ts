import type { Palette } from '../look/paint.ts';
import type { Slices } from './slices.ts';

/**
 * Sums of covered time and color over blocks of 4, 16, 64, … slices. They let a pixel that hides
 * thousands of slices be summed from a few blocks. Each block has four floats: time × red, × green,
 * × blue, time.
 */
export interface CoverageTree {
  readonly levels: readonly Float32Array[];
}

const fanOut = 4;
const shift = 2;

export function coverageTree(slices: Slices, { red, green, blue }: Palette): CoverageTree {
  const { count, start, end, paint } = slices;
  const leaves = new Float32Array((count >> shift) * 4);
  for (let block = 0, at = 0; block < leaves.length; block += 4) {
    let r = 0;
    let g = 0;
    let b = 0;
    let covered = 0;
    for (const last = at + fanOut; at < last; at++) {
      const length = (end[at] as number) - (start[at] as number);
      const color = paint[at] as number;
      r += length * (red[color] as number);
      g += length * (green[color] as number);
      b += length * (blue[color] as number);
      covered += length;
    }
    leaves[block] = r;
    leaves[block + 1] = g;
    leaves[block + 2] = b;
    leaves[block + 3] = covered;
  }
  const levels = [leaves];
  for (let below = leaves; below.length >= fanOut * 4; ) {
    below = parents(below);
    levels.push(below);
  }
  return { levels };
}

/** A level keeps whole blocks only; the level below sums the rest at the end. */
function parents(below: Float32Array): Float32Array<ArrayBuffer> {
  const above = new Float32Array((below.length >> (shift + 2)) * 4);
  for (let block = 0, at = 0; block < above.length; block += 4) {
    for (const last = at + fanOut * 4; at < last; at += 4) {
      for (let channel = 0; channel < 4; channel++) {
        above[block + channel] =
          (above[block + channel] as number) + (below[at + channel] as number);
      }
    }
  }
  return above;
}
