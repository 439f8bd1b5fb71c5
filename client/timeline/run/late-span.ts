import type { LateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';

/** The part of the run that is shown around a window, as a share of the window's length. */
const AROUND = 0.15;

/** The part of the run of a course that is shown, in ns from the start of the run. */
export function lateSpan({ origin, from, due }: LateWindow): {
  readonly start: number;
  readonly end: number;
} {
  const around = Math.ceil(AROUND * (due - from));
  return { start: Math.max(0, from - around - origin), end: due + around - origin };
}
