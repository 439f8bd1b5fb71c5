import type { Ratio } from '../arithmetic/ratio.ts';
import type { TaskColumns } from './task-columns.ts';

/** The columns that utilization depends on. */
type Costs = Pick<TaskColumns, 'count' | 'cost' | 'period'>;

/**
 * The sign of `Σ C/T − bandwidth` over the first `count` rows, exact. Rounded sums decide if they
 * are far enough apart, big integers otherwise.
 */
export function compareUtilization(
  columns: Costs,
  bandwidth: Ratio,
  count = columns.count,
  rounded = roundedUtilization(columns, count),
): -1 | 0 | 1 {
  const difference = rounded - bandwidth.numerator / bandwidth.denominator;
  if (Math.abs(difference) > roundingError(count) * (1 + rounded)) return difference > 0 ? 1 : -1;
  const sum = exactUtilization(columns, count);
  const exact =
    sum.numerator * BigInt(bandwidth.denominator) - BigInt(bandwidth.numerator) * sum.denominator;
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

/**
 * `Σ C/T` over the first `count` rows, rounded. The relative error is less than {@link
 * roundingError}.
 */
export function roundedUtilization({ cost, period }: Costs, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (cost[i] ?? 0) / (period[i] ?? 1);
  return sum;
}

/** A bound of the relative error of a rounded sum of `count` quotients and one comparison. */
export function roundingError(count: number): number {
  return (count + 4) * 2 ** -50;
}

interface BigRatio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `Σ C/T` over the first `count` rows. */
export function exactUtilization({ cost, period }: Costs, count: number): BigRatio {
  return sumOfRatios(count, (i) => [cost[i] ?? 0, period[i] ?? 1]);
}

/**
 * `Σ numerator/denominator`, not reduced. Equal denominators are summed first, the rest in pairs.
 */
export function sumOfRatios(
  count: number,
  ratio: (index: number) => readonly [number | bigint, number],
): BigRatio {
  const byDenominator = new Map<number, bigint>();
  for (let i = 0; i < count; i++) {
    const [numerator, denominator] = ratio(i);
    byDenominator.set(denominator, (byDenominator.get(denominator) ?? 0n) + BigInt(numerator));
  }
  let terms = Array.from(byDenominator, ([denominator, numerator]): BigRatio => {
    return { numerator, denominator: BigInt(denominator) };
  });
  while (terms.length > 1) {
    const sums: BigRatio[] = [];
    for (let i = 0; i < terms.length; i += 2) {
      const [a, b] = [terms[i], terms[i + 1]];
      if (a === undefined) continue;
      sums.push(b === undefined ? a : add(a, b));
    }
    terms = sums;
  }
  return terms[0] ?? { numerator: 0n, denominator: 1n };
}

function add(a: BigRatio, b: BigRatio): BigRatio {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}
