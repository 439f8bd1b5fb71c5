import type { Palette } from '../look/paint.ts';
import type { View } from '../view.ts';
import type { RowCache } from './row-cache.ts';
import type { Strip } from './strip.ts';

/** An opaque pixel of the palette's background color, as ABGR. */
export function backgroundPixel({ background: [red, green, blue] }: Palette): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * Draws strips into `pixels`, which has `view.width` × `height` pixels of ABGR. Each strip is one
 * row of pixels, computed once and repeated over its height.
 */
export function rasterize(
  strips: readonly Strip[],
  view: View,
  palette: Palette,
  cache: RowCache,
  pixels: Uint32Array,
  height: number,
): void {
  const { width, scale } = view;
  const first = Math.round(view.start / scale);
  pixels.fill(backgroundPixel(palette));
  strips.forEach(({ band, top, height: tall }, at) => {
    const from = Math.max(top, 0);
    const to = Math.min(top + tall, height);
    if (from >= to) return;
    const row = cache.row(band, palette, first, scale, width);
    let line = from;
    for (const next of edges(strips, at, from, to)) {
      const begin = line * width;
      for (let x = 0; x < width; x++) {
        const pixel = row[x] as number;
        if (pixel !== 0) pixels[begin + x] = pixel;
      }
      for (let y = line + 1; y < next; y++) pixels.copyWithin(y * width, begin, begin + width);
      line = next;
    }
  });
}

/**
 * The lines in `(from, to]` where the strips below strip `at` change, `to` last. All lines between
 * two of them are equal.
 */
function edges(strips: readonly Strip[], at: number, from: number, to: number): readonly number[] {
  const found = new Set<number>([to]);
  for (let below = 0; below < at; below++) {
    const { top, height } = strips[below] as Strip;
    if (top > from && top < to) found.add(top);
    if (top + height > from && top + height < to) found.add(top + height);
  }
  return [...found].sort((a, b) => a - b);
}
