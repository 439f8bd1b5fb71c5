import type { Random } from './random.ts';

export const US = 1_000;
export const MS = 1_000_000;
/** The longest time of the language, in ns. */
export const LONGEST = 1e15;

/** A time from `least` to `most` ns: mostly round and of ordinary length, rarely any other. */
export function aTime(random: Random, least = 1, most = LONGEST): number {
  const ordinary = !random.rarely(0.06);
  const low = ordinary ? Math.max(least, 20 * US) : least;
  const high = ordinary ? Math.min(most, 1_000 * MS) : most;
  if (low >= high) return Math.min(most, Math.max(least, low));
  if (random.rarely(0.02)) return random.pick([least, most]);
  const time = low * (high / low) ** random.next();
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(time)) - random.pick([0, 1, 1, 2, 9]));
  return Math.min(most, Math.max(least, Math.round(time / digits) * digits));
}

/** The shortest and the longest period of tasks that stand beside each other, in ns. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** Periods that differ by at most a hundred times; rarely all ordinary ones. */
export function aSpan(random: Random): Span {
  if (random.rarely(0.3)) return { least: 20 * US, most: 1_000 * MS };
  const least = random.pick([20 * US, 200 * US, MS, 2 * MS, 10 * MS]);
  return { least, most: 100 * least };
}

/** The longest period that a VCPU may have under a policy. */
export function longestPeriod(policy: string): number {
  return policy === 'RTDS' ? 2_147_483_647 * US : LONGEST;
}

/** A VCPU's time from `least` to `most` ns: whole microseconds from 10 on under RTDS. */
export function aServerTime(random: Random, policy: string, least: number, most: number): number {
  const [step, shortest] = policy === 'RTDS' ? [US, 10 * US] : [1, 1];
  const from = Math.max(shortest, least);
  return Math.min(most, Math.max(from, Math.floor(aTime(random, from, most) / step) * step));
}

const UNITS = [
  ['s', 1e9],
  ['ms', 1e6],
  ['us', 1e3],
] as const;

/** A time as the language writes it, exactly, in one of its spellings. */
export function written(random: Random, time: number): string {
  const blank = random.maybe(0.05, () => ' ');
  for (const [unit, length] of UNITS) {
    if (time % length === 0 && time > 0) return `${time / length}${blank}${unit}`;
    const tenth = time / (length / 10);
    if (time > length && Number.isSafeInteger(tenth) && random.chance(0.5))
      return `${Math.floor(tenth / 10)}.${tenth % 10}${blank}${unit}`;
  }
  return `${time}${blank}ns`;
}
