import { WindowsFrom } from '../../supply/changing-supply.ts';
import type { ChangingWindows, StaticWindow, Supply } from '../../supply/supply.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { joinedWindows, windowCourse } from '../../supply/window-course.ts';

/** The supply of a guest's VCPUs from one instant on, in a run that their interfaces permit. */
export interface Course {
  /** The supply of all VCPUs together within `t`, in ns. */
  total(t: number): number;
  /** The largest part of it that one job can use, which runs on one VCPU at a time. */
  alone(t: number): number;
}

/**
 * The courses in which a miss is searched for. Servers may all supply least from one instant on,
 * and those of equal interfaces at the same times. Windows of one frame keep their places relative
 * to each other, so each window's end begins a course.
 */
export function courses(
  supplies: readonly Supply[],
  functions: readonly SupplyFunction[],
): readonly Course[] {
  return windowCourses(supplies) ?? changingCourses(supplies) ?? [leastOfAll(supplies, functions)];
}

/** The courses of windows that change together; `null` if some supply is none. */
function changingCourses(supplies: readonly Supply[]): readonly Course[] | null {
  const all: ChangingWindows[] = [];
  for (const supply of supplies) {
    if (supply.kind !== 'changing-windows') return null;
    all.push(supply);
  }
  const [first] = all;
  if (first === undefined) return null;
  const { frame, begin } = first;
  if (all.some((each) => each.frame !== frame || each.begin !== begin)) return null;
  const own = all.map((each) => new WindowsFrom(each));
  const any = new WindowsFrom({
    ...first,
    once: joinedWindows(all.flatMap(({ once }) => once)),
    windows: joinedWindows(all.flatMap(({ windows }) => windows)),
  });
  const ends = new Set([0]);
  for (const { once, windows } of all) {
    for (const { at, length } of once) ends.add(at + length);
    for (const { at, length } of windows) ends.add(begin + at + length);
  }
  return [...ends].map((start) => {
    const from = (course: WindowsFrom) => (t: number) =>
      course.given(start + t) - course.given(start);
    const each = own.map(from);
    return { total: (t) => each.reduce((sum, course) => sum + course(t), 0), alone: from(any) };
  });
}

function leastOfAll(supplies: readonly Supply[], functions: readonly SupplyFunction[]): Course {
  const distinct = new Map<string, SupplyFunction>();
  functions.forEach((each, index) => {
    distinct.set(JSON.stringify(supplies[index]), each);
  });
  const sum = (t: number, of: Iterable<SupplyFunction>): number => {
    let total = 0;
    for (const each of of) total += each.sbf(t);
    return total;
  };
  return {
    total: (t) => sum(t, functions),
    alone: (t) => Math.min(t, sum(t, distinct.values())),
  };
}

/** The courses of windows of one frame; `null` if some supply is none. */
function windowCourses(supplies: readonly Supply[]): readonly Course[] | null {
  const windows: (readonly StaticWindow[])[] = [];
  const frames = new Set<number>();
  for (const supply of supplies) {
    if (supply.kind !== 'windows') return null;
    frames.add(supply.frame);
    windows.push(supply.windows);
  }
  const [frame, other] = frames;
  if (frame === undefined || other !== undefined) return null;
  const all = windows.flat();
  const ends = new Set(all.map(({ at, length }) => (at + length) % frame));
  return [...(ends.size === 0 ? [0] : ends)].map((start) => {
    const each = windows.map((own) => windowCourse(frame, own, start));
    const any = windowCourse(frame, all, start);
    return { total: (t) => each.reduce((sum, course) => sum + course(t), 0), alone: any };
  });
}
