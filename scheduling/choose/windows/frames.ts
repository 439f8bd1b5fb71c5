import { gcd } from '../../arithmetic/divisors.ts';
import type { Task } from '../../model/model.ts';
import type { FramePolicy } from '../../model/policies.ts';

/** The lengths of a major frame that are tried. */
const MOST_FRAMES = 6;

/**
 * Lengths of a major frame worth trying, in ns: a frame serves a task well where it, or a whole
 * part of it, is what the task can wait for. These are the shortest of the tasks' periods and
 * deadlines, the greatest common divisor of all periods, and half of the shortest. All lie on the
 * grid and hold the written windows, which end at `least`.
 */
export function framesToTry(
  tasks: readonly Task[],
  resolution: number,
  least: number,
): readonly number[] {
  const paces = [...new Set(tasks.map(paceOf))].filter((pace) => pace > 0).sort((a, b) => a - b);
  const [shortest = least] = paces;
  const common = tasks.reduce((divisor, { period }) => gcd(period, divisor), 0);
  const wanted = [...paces.slice(0, MOST_FRAMES - 2), common, shortest / 2];
  const floor = Math.max(Math.ceil(least / resolution), 1) * resolution;
  const frames = wanted.map((frame) =>
    Math.max(floor, Math.floor(frame / resolution) * resolution),
  );
  return [...new Set(frames)].sort((a, b) => b - a);
}

/** The shorter of a task's period and the time from its release to its deadline. */
function paceOf({ period, deadline, jitter }: Task): number {
  return Math.min(period, deadline - jitter);
}

/** The end of the last written window in any of the frame's plans, in ns. */
export function endOfWindows({ windows, plans = [] }: FramePolicy): number {
  const all = [...windows, ...plans.flatMap((plan) => plan.windows)];
  return all.reduce((last, { at, length }) => Math.max(last, at + length), 0);
}
