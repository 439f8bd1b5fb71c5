import type { StaticWindow } from './supply.ts';

/**
 * The time for which some window is open within `t` of an instant of the frame, in ns: the course
 * of the frame from there, not the least over all instants. Windows may overlap; overlapping time
 * counts once.
 */
export function windowCourse(
  frame: number,
  windows: readonly StaticWindow[],
  start: number,
): (t: number) => number {
  const open = joinedWindows(windows);
  const total = open.reduce((sum, { length }) => sum + length, 0);
  const before = (instant: number): number => {
    const whole = Math.floor(instant / frame);
    const rest = instant - whole * frame;
    let sum = whole * total;
    for (const { at, length } of open) sum += Math.min(length, Math.max(0, rest - at));
    return sum;
  };
  const skipped = before(start);
  return (t) => before(start + t) - skipped;
}

/** The windows in the order of their starts. Those that overlap or touch are joined. */
export function joinedWindows(windows: readonly StaticWindow[]): readonly StaticWindow[] {
  const found: StaticWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.at - b.at)) {
    const last = found.at(-1);
    if (last === undefined || last.at + last.length < window.at) found.push(window);
    else {
      const end = Math.max(last.at + last.length, window.at + window.length);
      found[found.length - 1] = { at: last.at, length: end - last.at };
    }
  }
  return found;
}
