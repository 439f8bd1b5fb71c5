import type { Supply } from '../../../../scheduling/supply/supply.ts';
import type { UnitSupply } from './edf.ts';
import { framePattern, supplies } from './unit-time.ts';

/** A supply in units of time; static windows have one pattern for each start within the frame. */
export function unitSupply(supply: Supply): UnitSupply {
  switch (supply.kind) {
    case 'full':
      return { patterns: [() => true], frame: 1, perFrame: 1, settled: 0 };
    case 'budget': {
      const { period, budget } = supply;
      return {
        patterns: [(t) => supplies(supply, t)],
        frame: period,
        perFrame: budget,
        settled: 2 * period,
      };
    }
    case 'windows': {
      const frame = Array.from({ length: supply.frame }, (_, t) => {
        return supply.windows.some(({ at, length }) => t >= at && t < at + length);
      });
      return {
        patterns: frame.map((_, start) => framePattern(frame, start)),
        frame: supply.frame,
        perFrame: frame.filter((unit) => unit).length,
        settled: supply.frame,
      };
    }
    case 'changing-windows': {
      const { once, begin, frame, windows } = supply;
      const isOpen = (t: number) =>
        t < begin
          ? once.some(({ at, length }) => t >= at && t < at + length)
          : windows.some(({ at, length }) => {
              const phase = (t - begin) % frame;
              return phase >= at && phase < at + length;
            });
      return {
        patterns: Array.from({ length: begin + frame }, (_, start) => (t) => isOpen(start + t)),
        frame,
        perFrame: windows.reduce((sum, { length }) => sum + length, 0),
        settled: begin + frame,
      };
    }
    case 'mixed':
      throw new Error('a mixture is held against its own runs');
    case 'none':
      throw new Error('there is no run without a supply');
  }
}
