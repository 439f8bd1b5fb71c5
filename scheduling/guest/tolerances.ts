import { gcd, lcm } from '../arithmetic/divisors.ts';
import type { Limits } from '../arithmetic/limits.ts';
import { searchSteps } from '../arithmetic/steps.ts';
import { type GuestOrder, guestOrder } from '../model/guest-policies.ts';
import type { Task } from '../model/model.ts';
import { accepts } from './accepts.ts';
import type { VcpuProblem } from './problem.ts';

/** The longest time that can be written, in ns. */
const LONGEST = 1e15;

/**
 * The largest WCET of a task, a multiple of `grid` in ns, with which its VCPU's tasks are all
 * proven. It exceeds the present WCET if there is room, and is less if a task can miss. `null` if
 * not even one step of the grid passes, or if the search takes too many steps. Halving finds it,
 * for more work never helps; the result is one that the test accepted.
 */
export function largestWcet(
  problem: VcpuProblem,
  task: string,
  grid: number,
  limits?: Limits,
): number | null {
  const changed = changing(problem, task);
  if (changed === null) return null;
  const { index, old } = changed;
  const whole = searchLimits(limits);
  const works = (steps: number) =>
    accepts(changed.with(index, { ...old, wcet: steps * grid }), whole, true);
  const most = Math.floor(Math.min(old.deadline, LONGEST) / grid);
  if (most < 1 || works(1) !== true) return null;
  if (works(most) === true) return most * grid;
  return halve(most, 1, works) * grid;
}

/**
 * The smallest period of a task, a multiple of `grid` in ns, with which its VCPU's tasks are all
 * proven. A deadline equal to the period stays equal to it. `null` if no period passes, or if the
 * search takes too many steps.
 *
 * Another period can change the order of tasks under RM and DM, and the tasks whose declared
 * blocking counts under EDF. The search therefore examines each stretch of periods that keeps both
 * by itself, from the shortest up; within a stretch a longer period never harms. With aligned
 * releases it can, and the search is on the grid of {@link periodGrid} only.
 */
export function smallestPeriod(
  problem: VcpuProblem,
  task: string,
  grid: number,
  limits?: Limits,
): number | null {
  const changed = changing(problem, task);
  if (changed === null) return null;
  const { index, old } = changed;
  const withPeriod = (period: number): Task => {
    return { ...old, period, deadline: old.deadline === old.period ? period : old.deadline };
  };
  const whole = searchLimits(limits);
  const works = (steps: number) => accepts(changed.with(index, withPeriod(steps * grid)), whole);
  if (problem.releases === 'aligned') return smallestOfFew(works, old.wcet, grid);
  let below = Math.max(1, Math.ceil(old.wcet / grid)) - 1;
  for (const last of [...orderChanges(problem, index, grid), Math.floor(LONGEST / grid)]) {
    if (last <= below) continue;
    const answer = works(last);
    if (answer === 'unknown') return null;
    if (answer) return halve(below, last, works) * grid;
    below = last;
  }
  return null;
}

/** The most periods tried of a task whose releases are aligned. */
const MOST_TRIED = 256;

/**
 * The smallest period on a coarse grid. A longer one can harm where releases are aligned, for it
 * shifts them, so each is tried, from the smallest up.
 */
function smallestOfFew(
  works: (steps: number) => boolean | 'unknown',
  wcet: number,
  grid: number,
): number | null {
  const first = Math.max(1, Math.ceil(wcet / grid));
  for (let step = first; step < first + MOST_TRIED; step++) {
    const answer = works(step);
    if (answer === 'unknown') return null;
    if (answer) return step * grid;
  }
  return null;
}

/**
 * The grid on which to search a task's period: with aligned releases the largest on which the frame
 * and the other periods lie, so that the run does not get longer.
 */
export function periodGrid(problem: VcpuProblem, task: string, grid: number): number {
  const { releases, tasks, supply } = problem;
  if (releases !== 'aligned') return grid;
  const others = tasks.filter(({ name }) => name !== task).map(({ period }) => period);
  const frame = supply.safe.kind === 'windows' ? [supply.safe.frame] : [];
  const common = [...frame, ...others].reduce((found, each) => gcd(found, each), 0);
  return common === 0 ? grid : lcm([common, grid], LONGEST);
}

/** The limits of the search as a whole, however many tests it takes. */
function searchLimits(limits: Limits | undefined): Limits {
  return { ...limits, within: searchSteps() };
}

function changing(problem: VcpuProblem, task: string) {
  const index = problem.tasks.findIndex((each) => each.name === task);
  const old = problem.tasks[index];
  if (old === undefined) return null;
  const change = (at: number, changed: Task): VcpuProblem => ({
    ...problem,
    tasks: problem.tasks.with(at, changed),
  });
  return { index, old, with: change };
}

/**
 * The least step that passes, between a failing and a passing one. Both ends keep their results.
 */
function halve(fails: number, works: number, test: (steps: number) => boolean | 'unknown'): number {
  let bad = fails;
  let good = works;
  while (Math.abs(good - bad) > 1) {
    const middle = Math.min(good, bad) + Math.floor(Math.abs(good - bad) / 2);
    if (test(middle) === true) good = middle;
    else bad = middle;
  }
  return good;
}

/**
 * The last steps of the grid before, at and after each other task's place in the order, ascending.
 */
function orderChanges(
  { policy, tasks }: VcpuProblem,
  index: number,
  grid: number,
): readonly number[] {
  const placeOf = placesOf[guestOrder(policy)];
  const places = new Set<number>();
  tasks.forEach((other, position) => {
    if (position === index) return;
    const place = placeOf(other);
    if (place === null) return;
    const step = Math.floor(place / grid);
    places.add(step * grid === place ? step - 1 : step).add(step);
  });
  return [...places].filter((step) => step > 0).sort((a, b) => a - b);
}

/** A task's place in the order, as far as its times decide it. */
const placesOf: Readonly<Record<GuestOrder, (task: Task) => number | null>> = {
  period: (task) => task.period,
  deadline: (task) => task.deadline,
  'absolute-deadline': (task) => task.deadline,
  priority: () => null,
  turns: () => null,
};
