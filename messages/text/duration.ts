interface Unit {
  readonly name: string;
  readonly nanoseconds: number;
  readonly digits: number;
}

const SECONDS: Unit = { name: 's', nanoseconds: 1_000_000_000, digits: 9 };
const MILLISECONDS: Unit = { name: 'ms', nanoseconds: 1_000_000, digits: 6 };
const MICROSECONDS: Unit = { name: 'µs', nanoseconds: 1_000, digits: 3 };
const NANOSECONDS: Unit = { name: 'ns', nanoseconds: 1, digits: 0 };

/**
 * A duration for people, exact: `2.513 ms`, `15 ms`, `0.85 ms`, `50 µs`, `3 s`. Milliseconds are
 * kept from a tenth of one on, so that the numbers of one sentence can be compared; a value that is
 * not finite is `∞`.
 */
export function formatDuration(nanoseconds: number): string {
  if (!Number.isFinite(nanoseconds)) return nanoseconds < 0 ? '−∞' : '∞';
  const size = Math.abs(nanoseconds);
  const unit = unitFor(size);
  return `${nanoseconds < 0 ? '−' : ''}${decimal(size, unit)} ${unit.name}`;
}

function unitFor(size: number): Unit {
  if (size >= 1_000_000_000) return SECONDS;
  if (size >= 100_000 || size === 0) return MILLISECONDS;
  return size >= 1_000 ? MICROSECONDS : NANOSECONDS;
}

/**
 * A duration as the language writes it, exact and in its largest unit of at least one: `2.513ms`,
 * `250us`.
 */
export function writeDuration(nanoseconds: number): string {
  for (const unit of [SECONDS, MILLISECONDS, MICROSECONDS]) {
    if (nanoseconds >= unit.nanoseconds) {
      return `${decimal(nanoseconds, unit)}${unit === MICROSECONDS ? 'us' : unit.name}`;
    }
  }
  return `${nanoseconds}ns`;
}

/** Whole nanoseconds as a decimal fraction of a unit, without trailing zeros. */
function decimal(nanoseconds: number, unit: Unit): string {
  const rest = nanoseconds % unit.nanoseconds;
  const whole = String((nanoseconds - rest) / unit.nanoseconds);
  if (rest === 0) return whole;
  return `${whole}.${String(rest).padStart(unit.digits, '0').replace(/0+$/, '')}`;
}

/** The units of the language, from the smallest. */
export const durationUnits = ['ns', 'us', 'ms', 's'] as const;

const unitsByWord = {
  ns: NANOSECONDS,
  us: MICROSECONDS,
  ms: MILLISECONDS,
  s: SECONDS,
} as const satisfies Record<(typeof durationUnits)[number], Unit>;

/** A duration as the language writes it in a unit, exact. */
export function durationIn(nanoseconds: number, unit: (typeof durationUnits)[number]): string {
  return `${decimal(nanoseconds, unitsByWord[unit])}${unit}`;
}
