import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Palette,
  paintCount,
  palette,
  type Rgb,
} from '../../../../client/timeline/drawing/look/paint.ts';
import { bandOf } from '../../../../client/timeline/drawing/rows/band.ts';
import { paintRow } from '../../../../client/timeline/drawing/rows/pixel-row.ts';
import { backgroundPixel, rasterize } from '../../../../client/timeline/drawing/rows/raster.ts';
import { RowCache } from '../../../../client/timeline/drawing/rows/row-cache.ts';
import {
  firstEndingAfter,
  firstStartingAt,
  type Slices,
  sliceAt,
} from '../../../../client/timeline/drawing/rows/slices.ts';
import { eachMarker } from '../../../../client/timeline/drawing/shapes/markers.ts';

const colors = Array.from(
  { length: paintCount },
  (_, at): Rgb => [at * 15, 255 - at * 15, (at * 40) % 256],
);
const background: Rgb = [10, 20, 30];
const everyColor: Palette = palette(colors, background);

/** Stretches with gaps, as an engine would leave them. */
const anySlices = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 90 }),
      fc.nat(paintCount - 1),
    ),
    {
      maxLength: 300,
    },
  )
  .map((parts): Slices => {
    let now = 0;
    const placed = parts.map(([gap, length, paint]) => {
      const start = now + gap;
      now = start + length;
      return { start, end: now, paint };
    });
    return {
      count: placed.length,
      start: Float64Array.from(placed, ({ start }) => start),
      end: Float64Array.from(placed, ({ end }) => end),
      paint: Uint8Array.from(placed, ({ paint }) => paint),
    };
  });

/** The mean color of `[from, to)`, slice by slice. */
function meanColor(
  { count, start, end, paint }: Slices,
  from: number,
  to: number,
): number[] | null {
  const sums = [0, 0, 0];
  let covered = 0;
  for (let at = 0; at < count; at++) {
    const length = Math.min(end[at] as number, to) - Math.max(start[at] as number, from);
    if (length <= 0) continue;
    covered += length;
    const color = colors[paint[at] as number] ?? background;
    color.forEach((value, channel) => {
      sums[channel] = (sums[channel] as number) + value * length;
    });
  }
  if (covered === 0) return null;
  const shown = Math.min(Math.max(covered / (to - from), 0.25), 1);
  return sums.map(
    (sum, channel) => (sum / covered) * shown + (background[channel] as number) * (1 - shown),
  );
}

describe('a row of pixels', () => {
  test('shows in every pixel the mean color of the time behind it, at any zoom', () => {
    fc.assert(
      fc.property(
        anySlices,
        fc.double({ min: 0.3, max: 900, noNaN: true }),
        fc.nat(50),
        (slices, scale, first) => {
          const out = new Uint32Array(40);
          paintRow(bandOf(slices, everyColor), everyColor, first, scale, out, 0, out.length);
          out.forEach((pixel, x) => {
            const expected = meanColor(slices, (first + x) * scale, (first + x + 1) * scale);
            if (expected === null) {
              expect(pixel).toBe(0);
              return;
            }
            expect(pixel >>> 24).toBe(255);
            for (const channel of [0, 1, 2]) {
              expect(
                Math.abs(((pixel >>> (8 * channel)) & 255) - (expected[channel] as number)),
              ).toBeLessThan(1.01);
            }
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is the same whether it was panned to or drawn anew', () => {
    fc.assert(
      fc.property(
        anySlices,
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(200), { minLength: 2, maxLength: 8 }),
        (slices, scale, firsts) => {
          const cache = new RowCache();
          const band = bandOf(slices, everyColor);
          for (const first of firsts) {
            const fresh = new Uint32Array(64);
            paintRow(band, everyColor, first, scale, fresh, 0, 64);
            expect([...cache.row(band, everyColor, first, scale, 64)]).toEqual([...fresh]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the raster', () => {
  const one = (start: number, end: number, paint: number) =>
    bandOf(
      {
        count: 1,
        start: Float64Array.of(start),
        end: Float64Array.of(end),
        paint: Uint8Array.of(paint),
      },
      everyColor,
    );
  const pixel = ([red, green, blue]: Rgb) => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;

  test('lets what is below show through the gaps of what is above, and cuts at its edges', () => {
    const pixels = new Uint32Array(4 * 3);
    const strips = [
      { band: one(0, 40, 1), top: -2, height: 4 },
      { band: one(20, 30, 2), top: 0, height: 9 },
    ];
    rasterize(strips, { start: 0, scale: 10, width: 4 }, everyColor, new RowCache(), pixels, 3);
    const [under, over, back] = [
      pixel(colors[1] as Rgb),
      pixel(colors[2] as Rgb),
      backgroundPixel(everyColor),
    ];
    expect([...pixels]).toEqual([
      ...[under, under, over, under],
      ...[under, under, over, under],
      ...[back, back, over, back],
    ]);
  });
});

describe('finding slices', () => {
  test('agrees with looking at each', () => {
    fc.assert(
      fc.property(anySlices, fc.nat(5000), (slices, time) => {
        const { start, end, count } = slices;
        const ending = [...end].findIndex((value) => value > time);
        const starting = [...start].findIndex((value) => value >= time);
        expect(firstEndingAfter(slices, time)).toBe(ending < 0 ? count : ending);
        expect(firstStartingAt(slices, time)).toBe(starting < 0 ? count : starting);
        expect(sliceAt(slices, time)).toBe(
          [...start].findIndex((value, at) => value <= time && time < (end[at] as number)),
        );
      }),
    );
  });
});

describe('markers', () => {
  test('never stand closer than asked, and none is left out that has room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { maxLength: 200 }),
        fc.integer({ min: 1, max: 9 }),
        (values, apart) => {
          const times = Float64Array.from([...values].sort((a, b) => a - b));
          const view = { start: 100, scale: 2.5, width: 200 };
          const drawn: number[] = [];
          eachMarker(times, view, apart, (x, index) => {
            drawn.push(x);
            expect(Math.round(((times[index] as number) - 100) / 2.5)).toBe(x);
          });
          drawn.forEach((x, at) => {
            if (at > 0) expect(x - (drawn[at - 1] as number)).toBeGreaterThanOrEqual(apart);
          });
          for (const time of times) {
            if (time < 100 || time > 600) continue;
            expect(drawn.some((x) => Math.abs(x - (time - 100) / 2.5) <= apart + 0.5)).toBe(true);
          }
        },
      ),
    );
  });
});
