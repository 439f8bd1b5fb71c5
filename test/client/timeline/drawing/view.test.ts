import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tickText } from '../../../../client/timeline/drawing/axis/tick-text.ts';
import { tickStep, ticks } from '../../../../client/timeline/drawing/axis/ticks.ts';
import {
  centered,
  panned,
  pixelOf,
  resized,
  showing,
  timeAt,
  type View,
  viewEnd,
  whole,
  zoomed,
} from '../../../../client/timeline/drawing/view.ts';

const end = 10_000_000_000;
const somewhere = fc
  .tuple(
    fc.double({ min: 0, max: 0.99, noNaN: true }),
    fc.double({ min: 1e-7, max: 1, noNaN: true }),
  )
  .map(
    ([from, share]): View =>
      showing(whole(end, 1200), from * end, (from + share * (1 - from)) * end, end, 0),
  );

describe('the view', () => {
  test('stays within the run and on whole pixels, whatever is done to it', () => {
    const moves = [
      (view: View, by: number) => zoomed(view, 0.5 + by / 100, by * 12, end),
      (view: View, by: number) => panned(view, by * 40 - 2000, end),
      (view: View, by: number) => centered(view, (by / 100) * end, end),
      (view: View, by: number) => resized(view, 200 + by * 10, end),
    ];
    fc.assert(
      fc.property(
        somewhere,
        fc.array(fc.tuple(fc.nat(3), fc.nat(100)), { maxLength: 20 }),
        (first, steps) => {
          const view = steps.reduce((at, [move, by]) => moves[move]?.(at, by) ?? at, first);
          expect(view.start).toBeGreaterThanOrEqual(0);
          expect(viewEnd(view)).toBeLessThanOrEqual(end + view.scale);
          const pixel = view.start / view.scale;
          expect(Math.abs(pixel - Math.round(pixel))).toBeLessThan(1e-3);
        },
      ),
    );
  });

  test('keeps the time under the cursor when it zooms', () => {
    fc.assert(
      fc.property(somewhere, fc.nat(1200), (view, x) => {
        const closer = zoomed(view, 0.8, x, end);
        expect(Math.abs(timeAt(closer, x) - timeAt(view, x))).toBeLessThanOrEqual(closer.scale);
      }),
    );
  });

  test('shows the whole run on the whole width', () => {
    const view = whole(end, 800);
    expect(pixelOf(view, 0)).toBe(0);
    expect(pixelOf(view, end)).toBeCloseTo(800);
  });
});

describe('the axis', () => {
  test.each([
    [1, 100, 100],
    [1, 101, 200],
    [3, 100, 500],
    [0.001, 100, 1],
    [12345, 90, 2_000_000],
  ])('at %d ns a pixel and %d pixels apart has a tick every %d ns', (scale, apart, step) => {
    expect(tickStep({ start: 0, scale, width: 1000 }, apart)).toBe(step);
  });

  test('has its ticks at multiples of the step', () => {
    expect(ticks({ start: 150, scale: 1, width: 300 }, 100)).toEqual([200, 300, 400]);
  });

  test.each([
    [0, 1_000_000, '0 ms'],
    [15_000_000, 5_000_000, '15 ms'],
    [1_250_000_000, 50_000_000, '1250 ms'],
    [1_200_000_000, 200_000_000, '1.2 s'],
    [1_002_500, 500, '1002.5 µs'],
    [12, 1, '12 ns'],
  ])('labels %d at a step of %d with %s', (ns, step, text) => {
    expect(tickText(ns, step)).toBe(text);
  });
});
