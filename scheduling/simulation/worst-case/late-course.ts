import type { LateCourse } from '../../model/analysis.ts';
import { WindowsFrom } from '../../supply/changing-supply.ts';
import type { CalendarWindow } from '../host/calendar.ts';
import { missesOf } from '../run/export-trace.ts';
import { prepare, type WorstCase, type WorstCaseOptions } from './worst-case.ts';

/** The window of time of a miss across changes of plan, in ns of the scenario. */
export interface LateWindow {
  /** The instant at which the run begins that shows it. */
  readonly origin: number;
  /** The instant at which the tasks are released. */
  readonly from: number;
  /** The instant by which one of them has missed. */
  readonly due: number;
}

/**
 * The window of time in which a VCPU fails across changes of plan. Its tasks are released together
 * at its start, after their longest jitter. Aligned releases have the window of their own run.
 */
export function lateWindow(course: LateCourse): LateWindow {
  const start = startOf(course);
  const from = course.from + start;
  const origin = from - gapOf(course, start);
  return { origin, from, due: from + course.witness.time };
}

/**
 * Prepares the run that a refused change of plan is about: the VCPU in its windows, old ones up to
 * the end of the frame and new ones from there, alone on its core.
 */
export function lateCourseRun(course: LateCourse, options: WorstCaseOptions): WorstCase {
  return runFrom(course, startOf(course), options);
}

function runFrom(course: LateCourse, start: number, options: WorstCaseOptions): WorstCase {
  const { vcpu, witness, machine, domain, windows } = course;
  const vcpus = domain.vcpus.filter(({ name }) => domain.global || name === vcpu.vcpu);
  const gap = gapOf(course, start);
  const calendars = vcpus.flatMap((own, index) => {
    const given = windows[domain.vcpus.indexOf(own)];
    if (given === undefined) return [];
    const by = gap - start;
    const once = given.once.map(({ at, length }) => ({ vcpu: index, at: at + by, length }));
    const cycle = given.windows.map((each): CalendarWindow => ({ vcpu: index, ...each }));
    return [{ once, cycleStart: given.begin + by, frame: given.frame, cycle }];
  });
  const supply = { calendars, gap: isInRun(course) ? 0 : gap };
  return prepare(machine, domain, vcpus, supply, witness, options);
}

/** Whether the releases are aligned, so that the window is one of the run itself. */
function isInRun({ witness }: LateCourse): boolean {
  return witness.from !== undefined;
}

/** The time from the start of the run to that of the window: the longest jitter lies before it. */
function gapOf(course: LateCourse, start: number): number {
  if (isInRun(course)) return start;
  return Math.max(start, ...course.domain.tasks.map(({ jitter }) => jitter));
}

/**
 * The start of the window, in ns of the course: the first with a miss, those with the least supply
 * before the others. Under fixed priorities it also matters when the supply comes.
 */
function startOf(course: LateCourse): number {
  const { witness } = course;
  if (witness.from !== undefined) return witness.from;
  const starts = startsBySupply(course);
  const fails = (start: number): boolean => {
    const horizon = gapOf(course, start) + witness.time + 1;
    const { engine } = runFrom(course, start, { horizon, seed: 1, keepTrace: true });
    while (!engine.run(horizon, EVENTS_AT_ONCE));
    return missesOf(engine).length > 0;
  };
  return starts.find(fails) ?? starts[0] ?? 0;
}

const EVENTS_AT_ONCE = 1_000_000;

/** The starts of windows, 0 and the ends of the VCPU's windows; those with less supply first. */
function startsBySupply({ vcpu, witness, domain, windows }: LateCourse): readonly number[] {
  const own = windows.filter(
    (_, index) => domain.global || domain.vcpus[index]?.name === vcpu.vcpu,
  );
  const courses = own.map((each) => new WindowsFrom({ kind: 'changing-windows', ...each }));
  const ends = own.flatMap(({ once, begin, frame, windows: repeated }) => [
    ...once.map(({ at, length }) => at + length),
    ...[begin, begin + frame].flatMap((by) => repeated.map(({ at, length }) => by + at + length)),
  ]);
  const starts = [...new Set([0, ...ends])];
  const supplied = (at: number): number =>
    courses.reduce((sum, course) => sum + course.given(at + witness.time) - course.given(at), 0);
  const supplies = new Map(starts.map((at) => [at, supplied(at)]));
  return starts.sort((a, b) => (supplies.get(a) ?? 0) - (supplies.get(b) ?? 0));
}
