import type { TaskColumns } from '../demand/task-columns.ts';
import { exactUtilization, roundedUtilization, roundingError } from '../demand/utilization.ts';
import type { OpenResource } from '../supply/budget-for.ts';

/**
 * The least permitted budget on the grid, in ns, whose bandwidth is not below the utilization of
 * the first `count` rows. It may exceed the largest that fits. The result is exact: big integers
 * decide if the rounded quotient is too close to the grid.
 */
export function leastBudgetByUtilization(
  columns: TaskColumns,
  { period, resolution, least = 0 }: OpenResource,
  count: number,
): number {
  const quotient = (roundedUtilization(columns, count) * period) / resolution;
  const error = quotient * roundingError(count);
  const low = Math.ceil(quotient - error);
  if (low === Math.ceil(quotient + error)) return Math.max(least, Math.max(1, low) * resolution);
  const { numerator, denominator } = exactUtilization(columns, count);
  const [dividend, divisor] = [numerator * BigInt(period), denominator * BigInt(resolution)];
  const steps = Number((dividend + divisor - 1n) / divisor);
  return Math.max(least, Math.max(1, steps) * resolution);
}
