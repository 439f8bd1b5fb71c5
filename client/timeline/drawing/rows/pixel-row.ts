import type { Palette } from '../look/paint.ts';
import type { CoverageTree } from './coverage-tree.ts';
import { firstEndingAfter, type Slices } from './slices.ts';

/**
 * The least share of its color that a covered pixel shows, so that nothing vanishes when zoomed
 * out.
 */
export const leastCoverage = 0.25;

/** Up to this number of slices per pixel, a plain sum costs little. */
const fewSlices = 4;

/** A lane's slices with the sums that drawing at any zoom needs. */
export interface Band {
  readonly slices: Slices;
  /** The sums, made on first use. */
  tree(): CoverageTree;
}

/**
 * Computes one row of pixels of one band into `out[from … to)`. Pixel `x` shows the mean color of
 * `[(first + x)·scale, (first + x + 1)·scale)` as ABGR, 0 where nothing lies. `scale` is in ns per
 * pixel.
 */
export function paintRow(
  band: Band,
  { red, green, blue, background }: Palette,
  first: number,
  scale: number,
  out: Uint32Array,
  from: number,
  to: number,
): void {
  const { slices } = band;
  const { count, start, end, paint } = slices;
  const [backRed, backGreen, backBlue] = background;
  let left = (first + from) * scale;
  let at = firstEndingAfter(slices, left);
  const span = (end[count - 1] ?? 0) - (start[0] ?? 0);
  // A pixel with few slices sums them one by one.
  const crowded = count * scale > fewSlices * span;
  const levels = crowded ? band.tree().levels : [];
  const top = levels.length - 1;
  for (let x = from; x < to; x++) {
    const right = (first + x + 1) * scale;
    let r = 0;
    let g = 0;
    let b = 0;
    let covered = 0;
    while (at < count) {
      const begin = start[at] as number;
      if (begin >= right) break;
      if (
        crowded &&
        (at & 3) === 0 &&
        begin >= left &&
        at + 4 <= count &&
        (end[at + 3] as number) <= right
      ) {
        let level = 0;
        let size = 4;
        while (
          level < top &&
          at % (size * 4) === 0 &&
          at + size * 4 <= count &&
          (end[at + size * 4 - 1] as number) <= right
        ) {
          level++;
          size *= 4;
        }
        const sums = levels[level] as Float32Array;
        const block = (at / size) * 4;
        r += sums[block] as number;
        g += sums[block + 1] as number;
        b += sums[block + 2] as number;
        covered += sums[block + 3] as number;
        at += size;
        continue;
      }
      const finish = end[at] as number;
      const length = Math.min(finish, right) - Math.max(begin, left);
      const color = paint[at] as number;
      r += length * (red[color] as number);
      g += length * (green[color] as number);
      b += length * (blue[color] as number);
      covered += length;
      if (finish > right) break;
      at++;
    }
    if (covered > 0) {
      const share = covered / scale;
      const shown = share < leastCoverage ? leastCoverage : Math.min(share, 1);
      const weight = shown / covered;
      const rest = 1 - shown;
      out[x] =
        0xff000000 |
        ((b * weight + backBlue * rest) << 16) |
        ((g * weight + backGreen * rest) << 8) |
        (r * weight + backRed * rest);
    } else {
      out[x] = 0;
    }
    left = right;
  }
}
