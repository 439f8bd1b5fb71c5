import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cyclesToNs,
  longestDuration,
  type Read,
  readDecimal,
  readDuration,
  readPercentage,
  readWhole,
} from '../../../language/syntax/values.ts';

const nsPerUnit = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
} as const;
const unit = fc.constantFrom(...(Object.keys(nsPerUnit) as (keyof typeof nsPerUnit)[]));
const digits = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most })
    .map((all) => all.join(''));

function codeOf(read: Read<unknown>): string | undefined {
  return 'value' in read ? undefined : read.code;
}

describe('durations are exact', () => {
  test('as many nanoseconds as rational arithmetic says, or the error that it says', () => {
    const written = fc.record({
      whole: digits(18),
      fraction: fc.option(digits(14)),
      blank: fc.constantFrom('', ' ', '\t', '  '),
      unit,
    });
    fc.assert(
      fc.property(written, ({ whole, fraction, blank, unit: name }) => {
        const read = readDuration(
          `${whole}${fraction === null ? '' : `.${fraction}`}${blank}${name}`,
        );
        const scale = 10n ** BigInt(fraction?.length ?? 0);
        const scaled = BigInt(whole + (fraction ?? '')) * nsPerUnit[name];
        if (scaled % scale !== 0n) expect(codeOf(read)).toBe('duration/too-fine');
        else if (scaled / scale > BigInt(longestDuration))
          expect(codeOf(read)).toBe('duration/too-long');
        else expect(read).toEqual({ value: Number(scaled / scale) });
      }),
      { numRuns: 5000 },
    );
  });

  test('what is written of any whole number of nanoseconds is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: longestDuration }), unit, (ns, name) => {
        const places = String(nsPerUnit[name]).length - 1;
        const padded = String(ns).padStart(places + 1, '0');
        const text = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`;
        expect(readDuration(`${text}${name}`)).toEqual({ value: ns });
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['2.3ms', 2_300_000],
    ['50 us', 50_000],
    ['0.1us', 100],
    ['1000000s', longestDuration],
    ['1000000.000000000s', longestDuration],
    ['0.000000001s', 1],
    ['0000000000000000000000000001ns', 1],
    ['1.10ns', undefined],
    ['1000000000000001ns', undefined],
  ])('%s', (text, ns) => {
    const read = readDuration(text);
    expect('value' in read ? read.value : undefined).toBe(ns);
  });

  test.each([
    ['10', 'duration/no-unit', '10 has no unit: write ns, us, ms or s after it, as in 10ms.'],
    [
      '1e3ms',
      'duration/malformed',
      '1e3ms has an exponent: write the number out, as in 2.3ms or 50us.',
    ],
    ['10min', 'duration/malformed', '`min` is no unit of time here: write ns, us, ms or s.'],
    ['-5ms', 'duration/malformed', '-5ms has a sign: a time has none, write 5ms.'],
    ['5\nms', 'duration/malformed', /is not a time/],
    ['.5ms', 'duration/malformed', /is not a time/],
    ['', 'duration/malformed', /is not a time/],
  ])('%j is told what is wrong', (text, code, problem) => {
    const read = readDuration(text);
    expect(codeOf(read)).toBe(code);
    expect('problem' in read ? read.problem : '').toMatch(problem);
  });

  test('any text at all is a time or has a problem, also one of a million digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readDuration(text);
        expect('value' in read ? Number.isSafeInteger(read.value) : read.problem.length > 0).toBe(
          true,
        );
      }),
    );
    expect(codeOf(readDuration(`${'9'.repeat(1_000_000)}s`))).toBe('duration/too-long');
    expect(readDuration(`${'0'.repeat(1_000_000)}1s`)).toEqual({ value: 1_000_000_000 });
  });
});

describe('cycles', () => {
  function ns(cycles: string, clock: string): number | undefined {
    const read = [readDecimal(cycles), readDecimal(clock)] as const;
    return 'value' in read[0] && 'value' in read[1]
      ? cyclesToNs(read[0].value, read[1].value)
      : undefined;
  }

  test.each([
    ['84472', '2.66', 31_757],
    ['124451', '2.66', 46_787],
    ['266', '2.66', 100],
    ['267', '2.66', 101],
    ['1', '3', 1],
    ['0', '3', 0],
    ['3', '0.1', 30],
    ['1', '0.3', 4],
    ['0.5', '1', 1],
    ['1', '0', undefined],
    ['99999999999999999999', '0.001', undefined],
  ])('%s at %s GHz', (cycles, clock, expected) => {
    expect(ns(cycles, clock)).toBe(expected);
  });

  test('are rounded up: the least whole number of nanoseconds that covers them', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        (cycles, mhz) => {
          const read = readDecimal(`${mhz / 1000n}.${String(mhz % 1000n).padStart(3, '0')}`);
          const clock = 'value' in read ? read.value : { numerator: 0n, denominator: 1n };
          const time = cyclesToNs({ numerator: cycles, denominator: 1n }, clock);
          // time · mhz / 1000 cycles pass in that time.
          if (time !== undefined) {
            expect(BigInt(time) * mhz >= cycles * 1000n).toBe(true);
            expect((BigInt(time) - 1n) * mhz < cycles * 1000n).toBe(true);
          } else {
            expect(cycles * 1000n > mhz * BigInt(longestDuration)).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['0', 0, 10, 0],
  ['10', 0, 10, 10],
  ['010', 0, 10, 10],
  ['11', 0, 10, undefined],
  ['0', 1, 10, undefined],
  ['1.0', 0, 10, undefined],
  ['-1', 0, 10, undefined],
  ['9007199254740993', 0, Number.MAX_SAFE_INTEGER, undefined],
])('%s as a whole number of %d … %d', (text, least, most, expected) => {
  const read = readWhole(text, least, most);
  expect('value' in read ? read.value : undefined).toBe(expected);
});

test.each([
  ['1', 0.01],
  ['100', 1],
  ['0.5', 0.005],
  ['100.1', undefined],
  ['-1', undefined],
])('%s percent', (text, expected) => {
  const read = readPercentage(text);
  expect('value' in read ? read.value : undefined).toBe(expected);
});
