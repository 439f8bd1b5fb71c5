import type { Palette } from '../look/paint.ts';
import { type Band, paintRow } from './pixel-row.ts';

/**
 * The last drawn row of each band. Panning keeps the pixels in view and paints only those that come
 * in.
 */
export class RowCache {
  readonly #rows = new WeakMap<Band, Row>();

  row(band: Band, palette: Palette, first: number, scale: number, width: number): Uint32Array {
    const known = this.#rows.get(band);
    if (known === undefined || known.pixels.length !== width) {
      const pixels = new Uint32Array(width);
      paintRow(band, palette, first, scale, pixels, 0, width);
      this.#rows.set(band, { pixels, first, scale, palette });
      return pixels;
    }
    const { pixels } = known;
    const moved = known.scale === scale && known.palette === palette ? first - known.first : width;
    if (moved === 0) return pixels;
    if (moved > 0 && moved < width) {
      pixels.copyWithin(0, moved);
      paintRow(band, palette, first, scale, pixels, width - moved, width);
    } else if (moved < 0 && -moved < width) {
      pixels.copyWithin(-moved, 0);
      paintRow(band, palette, first, scale, pixels, 0, -moved);
    } else {
      paintRow(band, palette, first, scale, pixels, 0, width);
    }
    this.#rows.set(band, { pixels, first, scale, palette });
    return pixels;
  }
}

interface Row {
  readonly pixels: Uint32Array;
  readonly first: number;
  readonly scale: number;
  readonly palette: Palette;
}
