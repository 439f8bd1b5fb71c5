import type { Steps } from './steps.ts';

/** A sum of variables, each times a coefficient, is at most `most`, which is not negative. */
export interface AtMost {
  readonly terms: readonly (readonly [variable: number, coefficient: number])[];
  readonly most: number;
}

/** A difference that rounding can have made. */
const ROUNDING = 1e-9;

/**
 * Variables that are not negative, keep all constraints and make their sum all but the largest, by
 * the simplex method (Dantzig 1951) in doubles: the result is near an optimum and proves nothing.
 * It spends steps; once too many pivots change nothing, it ends with what it has.
 */
export function largestSum(
  variables: number,
  constraints: readonly AtMost[],
  steps: Steps,
): readonly number[] {
  const width = variables + constraints.length + 1;
  const rows = constraints.map(({ terms, most }, index) => {
    const row = new Float64Array(width);
    for (const [variable, coefficient] of terms) row[variable] = (row[variable] ?? 0) + coefficient;
    row[variables + index] = 1;
    row[width - 1] = most;
    return row;
  });
  const basis = constraints.map((_, index) => variables + index);
  const gain = new Float64Array(width).fill(1, 0, variables);
  const mostPivots = 4 * (variables + constraints.length);
  for (let pivots = 0; pivots < mostPivots; pivots++) {
    const entering = indexOfLargest(gain, width - 1);
    if ((gain[entering] ?? 0) <= ROUNDING) break;
    const leaving = leavingRow(rows, basis, entering, width);
    const row = rows[leaving];
    if (row === undefined) break;
    steps.spend(rows.length);
    divide(row, row[entering] ?? 1);
    for (const other of rows) if (other !== row) subtract(other, row, entering, steps);
    subtract(gain, row, entering, steps);
    basis[leaving] = entering;
  }
  const found = new Array<number>(variables).fill(0);
  for (const [index, variable] of basis.entries())
    if (variable < variables) found[variable] = Math.max(0, rows[index]?.[width - 1] ?? 0);
  return found;
}

function indexOfLargest(values: Float64Array, end: number): number {
  let largest = 0;
  for (let i = 1; i < end; i++) if ((values[i] ?? 0) > (values[largest] ?? 0)) largest = i;
  return largest;
}

/** The row that limits the entering variable first; of equal ones that of the lowest variable. */
function leavingRow(
  rows: readonly Float64Array[],
  basis: readonly number[],
  entering: number,
  width: number,
): number {
  let leaving = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    const by = row[entering] ?? 0;
    if (by <= ROUNDING) continue;
    const ratio = (row[width - 1] ?? 0) / by;
    const earlier = (basis[index] ?? 0) < (basis[leaving] ?? 0);
    if (ratio < least - ROUNDING || (ratio <= least + ROUNDING && earlier)) {
      leaving = index;
      least = ratio;
    }
  }
  return leaving;
}

function divide(row: Float64Array, by: number): void {
  for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) / by;
}

function subtract(from: Float64Array, row: Float64Array, entering: number, steps: Steps): void {
  const times = from[entering] ?? 0;
  if (times === 0) return;
  steps.spend(row.length >> 3);
  for (let i = 0; i < row.length; i++) from[i] = (from[i] ?? 0) - times * (row[i] ?? 0);
}
