import type { Cost } from '../generated/ast.ts';
import {
  cyclesToNs,
  longestDuration,
  type Rational,
  readDecimal,
  readDuration,
  readWhole,
} from '../syntax/values.ts';
import type { Flaw } from './flaws.ts';

/** The first of the values that should be at most one. A second value is a flaw. */
export function first<T>(values: readonly T[], flaw: Flaw): T | undefined {
  if (values.length > 1) flaw.found = true;
  return values[0];
}

/**
 * The time of an attribute, in ns; undefined where it is not written or cannot be read. A time that
 * cannot be read is a flaw.
 */
export function time(values: readonly string[], flaw: Flaw, least = 0): number | undefined {
  const text = first(values, flaw);
  return text === undefined ? undefined : timeOf(text, flaw, least);
}

export function timeOf(text: string | undefined, flaw: Flaw, least = 0): number | undefined {
  const read = text === undefined ? undefined : readDuration(text);
  if (read !== undefined && 'value' in read && read.value >= least) return read.value;
  flaw.found = true;
  return undefined;
}

export function whole(
  values: readonly string[],
  flaw: Flaw,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = first(values, flaw);
  if (text === undefined) return undefined;
  const read = readWhole(text, least, most);
  if ('value' in read) return read.value;
  flaw.found = true;
  return undefined;
}

/** A cost in ns. Cycles need the machine's clock and are rounded up. */
export function costOf(
  cost: Cost | undefined,
  clock: Rational | undefined,
  flaw: Flaw,
): number | undefined {
  if (cost?.value === undefined || !cost.cycles) return timeOf(cost?.value, flaw);
  const cycles = readDecimal(cost.value);
  const ns = 'value' in cycles && clock !== undefined ? cyclesToNs(cycles.value, clock) : undefined;
  if (ns === undefined || ns > longestDuration) flaw.found = true;
  return ns;
}
