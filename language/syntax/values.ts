import {
  finerThanNanosecond,
  hasComma,
  hasExponent,
  hasSign,
  noDecimal,
  noPercentage,
  noTime,
  noUnit,
  noUnitOfTime,
  noWholeNumber,
  tooLong,
} from '../../messages/syntax/numbers.ts';

/** The longest time that may be written, in ns. */
export const longestDuration = 1_000_000_000_000_000;

/** The result of reading a value's text: the value, or the problem with it. */
export type Read<T> = { readonly value: T } | { readonly code: string; readonly problem: string };

const duration = /^(\d+)(?:\.(\d+))?[ \t]*(ns|us|\u00b5s|\u03bcs|ms|s)$/;
const plainNumber = /^(\d+)(?:\.(\d+))?$/;
const decimals: Readonly<Record<string, number>> = {
  ns: 0,
  us: 3,
  '\u00b5s': 3,
  '\u03bcs': 3,
  ms: 6,
  s: 9,
};

/** Reads a duration in whole nanoseconds by its digits alone, without floating point. */
export function readDuration(text: string): Read<number> {
  const plain = plainDuration(text);
  if (plain >= 0) return { value: plain };
  const match = duration.exec(text);
  if (match === null) return malformedDuration(text);
  const [, whole = '', fraction = '', unit = ''] = match;
  const places = decimals[unit] ?? 0;
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > places) {
    return {
      code: 'duration/too-fine',
      problem: finerThanNanosecond({ text, unit, decimals: places }),
    };
  }
  const digits = (whole + significant.padEnd(places, '0')).replace(/^0+(?=\d)/, '');
  // At most 16 digits, so the number holds them exactly.
  if (digits.length > 16 || Number(digits) > longestDuration) {
    return {
      code: 'duration/too-long',
      problem: tooLong(shortened(text)),
    };
  }
  return { value: Number(digits) };
}

const [zero, nine, n, u, m, s] = [48, 57, 110, 117, 109, 115];
const mostPlainDigits = 9;

/**
 * Reads a few digits with a unit, the form of nearly all times, without a regular expression: the
 * language reads every time of a file at every keystroke. Returns −1 for any other text.
 */
function plainDuration(text: string): number {
  const { length } = text;
  let value = 0;
  let at = 0;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) break;
    value = value * 10 + code - zero;
  }
  if (at === 0 || at > mostPlainDigits || text.charCodeAt(length - 1) !== s) return -1;
  if (at === length - 1) value *= 1_000_000_000;
  else if (at === length - 2) {
    const unit = text.charCodeAt(at);
    if (unit === m) value *= 1_000_000;
    else if (unit === u) value *= 1_000;
    else if (unit !== n) return -1;
  } else return -1;
  return value <= longestDuration ? value : -1;
}

function malformedDuration(text: string): Read<never> {
  const shown = shortened(text);
  const code = 'duration/malformed';
  if (plainNumber.test(text)) {
    return {
      code: 'duration/no-unit',
      problem: noUnit(shown),
    };
  }
  if (/^[+-]/.test(text))
    return {
      code,
      problem: hasSign({ text: shown, unsigned: shown.replace(/^[+-]/, '') }),
    };
  if (/^\d+,\d/.test(text)) {
    return { code, problem: hasComma({ text: shown, pointed: shown.replace(',', '.') }) };
  }
  if (/^\d+(\.\d+)?[eE][+-]?\d+/.test(text)) {
    return {
      code,
      problem: hasExponent(shown),
    };
  }
  const unit = /^[\d.]+[ \t]*([A-Za-z]+)$/.exec(text)?.[1];
  if (unit !== undefined && !Object.hasOwn(decimals, unit)) {
    return { code, problem: noUnitOfTime(unit) };
  }
  return {
    code,
    problem: noTime(shown),
  };
}

/** Reads a whole number within a range. */
export function readWhole(text: string, least: number, most: number): Read<number> {
  const digits = text.replace(/^0+(?=\d)/, '');
  if (/^\d+$/.test(digits) && digits.length <= 15) {
    const value = Number(digits);
    if (value >= least && value <= most) return { value };
  }
  return {
    code: 'number/out-of-range',
    problem: noWholeNumber({
      text: shortened(text),
      least,
      most: most === Number.MAX_SAFE_INTEGER ? null : most,
    }),
  };
}

/** An exact fraction. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Reads a decimal number without a sign, exactly. */
export function readDecimal(text: string): Read<Rational> {
  const match = plainNumber.exec(text);
  if (match === null || text.length > 40) {
    return {
      code: 'number/malformed',
      problem: noDecimal(shortened(text)),
    };
  }
  const [, whole = '', fraction = ''] = match;
  return {
    value: { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) },
  };
}

/**
 * The time of cycles at a clock in GHz, in ns, rounded up; undefined where it exceeds the longest
 * time.
 */
export function cyclesToNs(cycles: Rational, clock: Rational): number | undefined {
  const numerator = cycles.numerator * clock.denominator;
  const denominator = cycles.denominator * clock.numerator;
  if (denominator === 0n) return undefined;
  const ns = (numerator + denominator - 1n) / denominator;
  return ns > BigInt(longestDuration) ? undefined : Number(ns);
}

/** Reads a percentage as a ratio, 0 … 1. */
export function readPercentage(text: string): Read<number> {
  if (plainNumber.test(text)) {
    const value = Number(text);
    if (value <= 100) return { value: value / 100 };
  }
  return {
    code: 'number/out-of-range',
    problem: noPercentage(shortened(text)),
  };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
