import { commonMultiple, longRun, type UnitTask } from './unit-time.ts';

export interface UnitSupply {
  /** The patterns of supply, one per phase to check: whether the unit at `t` is supplied. */
  readonly patterns: readonly ((t: number) => boolean)[];
  /** The length after which a pattern repeats, and its supply in that length. */
  readonly frame: number;
  readonly perFrame: number;
  /** The time after which each pattern repeats. */
  readonly settled: number;
}

/**
 * Counts due work against supplied units, unit by unit from a gap's start. The result is the first
 * `t` at which the due work (with the longest blocking of a task due by then) exceeds the supply;
 * `null` if there is none.
 */
export function firstShortfall(tasks: readonly UnitTask[], supply: UnitSupply): number | null {
  const end = horizon(tasks, supply);
  let first: number | null = null;
  for (const pattern of supply.patterns) {
    let supplied = 0;
    let due = 0;
    const next = tasks.map((task) => task.deadline - task.jitter);
    let blocking = 0;
    for (let t = 0; t <= end; t++) {
      if (t > 0 && pattern(t - 1)) supplied++;
      tasks.forEach((task, i) => {
        while ((next[i] ?? 0) <= t) {
          due += task.cost;
          blocking = Math.max(blocking, task.blocking);
          next[i] = (next[i] ?? 0) + task.period;
        }
      });
      if (due > 0 && due + blocking > supplied) {
        if (first === null || t < first) first = t;
        break;
      }
    }
  }
  return first;
}

/**
 * The least `supplied − due − blocking` of each task from its first deadline on. Domain:
 * utilization is below the supply.
 */
export function leastSlacks(tasks: readonly UnitTask[], supply: UnitSupply): readonly number[] {
  const slacks = tasks.map(() => Number.POSITIVE_INFINITY);
  const end = horizon(tasks, supply);
  for (const pattern of supply.patterns) {
    let supplied = 0;
    for (let t = 0; t <= end; t++) {
      if (t > 0 && pattern(t - 1)) supplied++;
      let due = 0;
      let blocking = 0;
      for (const task of tasks) {
        for (let d = task.deadline - task.jitter; d <= t; d += task.period) {
          due += task.cost;
          blocking = Math.max(blocking, task.blocking);
        }
      }
      tasks.forEach((task, i) => {
        const spare = supplied - due - blocking;
        if (t >= task.deadline - task.jitter && spare < (slacks[i] ?? 0)) slacks[i] = spare;
      });
    }
  }
  return slacks;
}

/**
 * Whether some job ends after its deadline under EDF, run unit by unit from a gap's start, with
 * ties to the task declared first.
 */
export function edfRunMisses(tasks: readonly UnitTask[], supply: UnitSupply): boolean {
  if (longRun(tasks, supply.perFrame, supply.frame) > 0) return true;
  const end = horizon(tasks, supply);
  return supply.patterns.some((pattern) => {
    const jobs: { due: number; left: number }[] = [];
    const nominal = tasks.map((task) => -task.jitter);
    for (let t = 0; t <= end; t++) {
      if (jobs.some((job) => job.left > 0 && job.due <= t)) return true;
      tasks.forEach((task, i) => {
        while ((nominal[i] ?? 0) <= t) {
          jobs.push({ due: (nominal[i] ?? 0) + task.deadline, left: task.cost });
          nominal[i] = (nominal[i] ?? 0) + task.period;
        }
      });
      if (jobs.some((job) => job.left > 0 && job.due <= t)) return true;
      if (!pattern(t)) continue;
      let chosen: { due: number; left: number } | undefined;
      for (const job of jobs) {
        if (job.left > 0 && (chosen === undefined || job.due < chosen.due)) chosen = job;
      }
      if (chosen !== undefined) chosen.left--;
    }
    return false;
  });
}

/**
 * The time after which everything repeats: the last first deadline, the longest gap, and two common
 * multiples.
 */
function horizon(tasks: readonly UnitTask[], supply: UnitSupply): number {
  const settled = Math.max(supply.settled, ...tasks.map((task) => task.deadline));
  return settled + 2 * commonMultiple([supply.frame, ...tasks.map((task) => task.period)]);
}
