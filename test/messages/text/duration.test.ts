import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, writeDuration } from '../../../messages/text/duration.ts';

describe('durations for people', () => {
  test.each([
    [0, '0 ms'],
    [1, '1 ns'],
    [999, '999 ns'],
    [50_000, '50 µs'],
    [1_500, '1.5 µs'],
    [99_999, '99.999 µs'],
    [100_000, '0.1 ms'],
    [850_000, '0.85 ms'],
    [2_513_000, '2.513 ms'],
    [15_000_000, '15 ms'],
    [2_535_632, '2.535632 ms'],
    [1_000_000_000, '1 s'],
    [1_000_000_000_000_000, '1000000 s'],
    [-450_000, '−0.45 ms'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('%s ns: %s', (nanoseconds, text) => {
    expect(formatDuration(nanoseconds)).toBe(text);
  });
});

describe('durations as written', () => {
  test.each([
    [1, '1ns'],
    [1_500, '1.5us'],
    [250_000, '250us'],
    [2_513_000, '2.513ms'],
    [3_000_000_000, '3s'],
  ])('%s ns: %s', (nanoseconds, text) => {
    expect(writeDuration(nanoseconds)).toBe(text);
  });
  test('are exact', () => {
    const units = { ns: 1n, us: 1_000n, ms: 1_000_000n, s: 1_000_000_000n };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e15 }), (nanoseconds) => {
        const match = /^(\d+)(?:\.(\d+))?(ns|us|ms|s)$/.exec(writeDuration(nanoseconds));
        const [, whole = '', fraction = '', unit = 'ns'] = match ?? [];
        const digits = BigInt(whole + fraction) * units[unit as keyof typeof units];
        expect(digits).toBe(BigInt(nanoseconds) * 10n ** BigInt(fraction.length));
      }),
    );
  });
});
