import type { Steps } from '../../arithmetic/steps.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { GuestPolicy } from '../../model/model.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import type { GlobalProblem } from '../problem.ts';
import { type GlobalTask, globalTasks } from './global-tasks.ts';
import { workDueWithin, workWithin } from './interference.ts';

/** The tasks of a domain that schedules globally and their supplies. */
export interface GlobalSystem {
  readonly policy: GuestPolicy;
  readonly tasks: readonly GlobalTask[];
  readonly supplies: readonly SupplyFunction[];
  readonly kernelLatency: number;
  readonly taskSwitch: number;
}

export function globalSystem(
  problem: GlobalProblem,
  supplies: readonly SupplyFunction[],
): GlobalSystem {
  const { policy, kernelLatency, taskSwitch } = problem;
  return { policy, kernelLatency, taskSwitch, supplies, tasks: globalTasks(problem) };
}

/**
 * Whether {@link globalResponses} has a bound for every task. Whole windows are checked first in
 * each round: shorter bounds keep no task from being done that is done with longer ones.
 */
export function allRespond(system: GlobalSystem, steps: Steps): boolean {
  const { tasks } = system;
  const allDone = (bounds: readonly number[]): boolean =>
    tasks.every(({ due, jitter }, task) => doneWithin(system, task, due - jitter, bounds, steps));
  const bounds = tasks.map((task) => task.due);
  if (allDone(bounds)) return true;
  // No bound is below these values.
  if (!allDone(tasks.map(({ due, cost, jitter }) => Math.min(due, cost + jitter)))) return false;
  for (let round = 1; round < ROUNDS; round++) {
    if (!shorten(bounds, responsesWithin(system, bounds, steps))) return false;
    if (allDone(bounds)) return true;
  }
  return false;
}

/**
 * A bound of each task's response time from the nominal release, in ns; `null` if the test does not
 * accept the task.
 *
 * The test of Bini, Bertogna & Baruah (Virtual Multiprocessor Platforms, RTSS 2009): a job that is
 * not done at the end of its window was kept from running whenever supply came in, `∀i ∃k: k·C_i +
 * Σ W_j ≤ Y_k(D_i)`, with the parallel supply `Y_k(t)` the sum of the `k` largest supply bounds. It
 * is sharpened by the limits of Bertogna, Cirinei & Lipari (ECRTS 2005; IEEE TPDS 20(4), 2009), and
 * equals their test on whole processors: no task can interfere for longer than the job waits, `X =
 * L − C_i + 1`, so a miss needs `Σ min(W_j, X) ≥ Σ_l max(0, sbf_l(L) − C_i + 1)`. (Whenever supply
 * comes with the parallelism `p`, `p` other jobs run. The time with at least `l` VCPUs supplied has
 * partial sums over `l` of at least those of the supply bounds, largest first, and `max(0, · − C_i
 * + 1)` is convex: the sum is least if every VCPU's supply falls into the same time.) The bounds
 * found for some tasks shorten their carry-in for the others, round by round.
 *
 * Domain: no two jobs of a task overlap. A task with a deadline above its period is thus tested
 * against its period.
 */
export function globalResponses(system: GlobalSystem, steps: Steps): readonly (number | null)[] {
  const bounds = system.tasks.map((task) => task.due);
  let found = responsesWithin(system, bounds, steps);
  for (let round = 1; round < ROUNDS && shorten(bounds, found); round++)
    found = responsesWithin(system, bounds, steps);
  return proven(system, found);
}

const ROUNDS = 16;

function responsesWithin(
  system: GlobalSystem,
  bounds: readonly number[],
  steps: Steps,
): readonly (number | null)[] {
  return system.tasks.map((_, task) => leastWindow(system, task, bounds, steps));
}

/** Takes over the shorter bounds; whether there are any. */
function shorten(bounds: number[], found: readonly (number | null)[]): boolean {
  let shorter = false;
  found.forEach((response, task) => {
    if (response === null || response >= (bounds[task] ?? 0)) return;
    bounds[task] = response;
    shorter = true;
  });
  return shorter;
}

/**
 * Keeps the bounds that are sound: a task's bound holds only if the tasks that interfere meet
 * theirs.
 */
function proven({ tasks }: GlobalSystem, found: readonly (number | null)[]) {
  const result = [...found];
  let again = true;
  while (again) {
    again = false;
    tasks.forEach(({ interfering }, task) => {
      if (result[task] === null || !interfering.some((other) => result[other] === null)) return;
      result[task] = null;
      again = true;
    });
  }
  return result;
}

/**
 * A window from the nominal release by whose end the test finds the task done, as short as halving
 * finds; `null` if not even the limit suffices.
 */
function leastWindow(
  system: GlobalSystem,
  index: number,
  bounds: readonly number[],
  steps: Steps,
): number | null {
  const task = system.tasks[index];
  if (task === undefined) return null;
  const whole = task.due - task.jitter;
  if (!doneWithin(system, index, whole, bounds, steps)) return null;
  let low = 0;
  let high = whole;
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (doneWithin(system, index, middle, bounds, steps)) high = middle;
    else low = middle;
  }
  return high + task.jitter;
}

/**
 * Whether a job is sure to be done in a window of length `t` from its release, at most its limit.
 */
function doneWithin(
  system: GlobalSystem,
  index: number,
  t: number,
  bounds: readonly number[],
  steps: Steps,
): boolean {
  const { tasks, supplies, kernelLatency, policy } = system;
  const task = tasks[index];
  if (task === undefined || t <= 0) return false;
  steps.spend(task.interfering.length + supplies.length + 1);
  const switches = switchesBySupply(system, t);
  const own = task.cost + task.held + switches;
  const cap = t - own + 1;
  if (cap <= 0) return false;
  let room = 0;
  for (const supply of supplies) room += Math.max(0, supply.sbf(t) - own + 1);
  let asked = supplies.length * Math.min(kernelLatency, cap) + switches;
  const limit = task.due - task.jitter;
  const byDeadline = isEdf(policy) && kernelLatency === 0;
  for (const other of task.interfering) {
    if (asked >= room) return false;
    const one = tasks[other];
    if (one === undefined) continue;
    const response = bounds[other] ?? one.due;
    const lead = one.later + one.due - response - task.later;
    let work = workWithin(one, response, t);
    if (byDeadline && lead >= 0) {
      work = Math.min(work, workDueWithin(one, lead, limit));
    }
    asked += Math.min(work, cap);
  }
  return asked < room;
}

/**
 * The cost of migrations in a window of length `t`, in ns. Tasks move when VCPUs lose or gain
 * supply, and each move can cost two switches: at both ends of each supply that the window can
 * meet.
 */
function switchesBySupply({ supplies, taskSwitch }: GlobalSystem, t: number): number {
  if (taskSwitch === 0) return 0;
  let ends = 0;
  for (const supply of supplies) {
    if (supply.longestGap > 0)
      ends += 2 * (Math.ceil(t / supply.period) + 1) * supply.starts().length;
  }
  return 2 * taskSwitch * ends;
}
