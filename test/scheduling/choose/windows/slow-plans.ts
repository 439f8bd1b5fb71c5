import type { Task } from '../../../../scheduling/model/model.ts';
import { commonMultiple, longRun } from '../../guest/brute-force/unit-time.ts';

/** A partition of a small frame. Times are in ticks. */
export interface SlowPartition {
  readonly policy: 'EDF' | 'RM';
  readonly tasks: readonly Pick<Task, 'period' | 'wcet' | 'deadline'>[];
  /** The ticks of the frame that are written; `null` if they are chosen. */
  readonly written: readonly boolean[] | null;
}

export interface SlowProblem {
  readonly frame: number;
  readonly partitions: readonly SlowPartition[];
  /** The ticks that each switch into a window takes. */
  readonly cost: number;
}

/** The best plan among all, by number of windows and then by sum; `null` if none serves all. */
export function bestOfAllPlans(
  problem: SlowProblem,
): { readonly windows: number; readonly sum: number } | null {
  const { frame, partitions } = problem;
  const known = partitions.map(() => new Map<string, boolean>());
  const served = (who: number, plan: readonly number[]): boolean => {
    const ticks = netTicks(problem, plan, who);
    const key = ticks.map(Number).join('');
    const before = known[who]?.get(key);
    if (before !== undefined) return before;
    const partition = partitions[who];
    const found = partition !== undefined && servesAll(partition, ticks);
    known[who]?.set(key, found);
    return found;
  };
  let best: { windows: number; sum: number } | null = null;
  const plan: number[] = Array.from({ length: frame }, () => -1);
  const visit = (tick: number): void => {
    if (tick === frame) {
      const size = sizeOf(problem, plan);
      const better =
        best === null ||
        size.windows < best.windows ||
        (size.windows === best.windows && size.sum < best.sum);
      if (better && partitions.every((_, who) => served(who, plan))) best = size;
      return;
    }
    const owner = partitions.findIndex(({ written }) => written?.[tick] === true);
    if (owner >= 0) {
      plan[tick] = owner;
      visit(tick + 1);
      return;
    }
    for (let who = -1; who < partitions.length; who++) {
      if (who >= 0 && partitions[who]?.written !== null) continue;
      plan[tick] = who;
      visit(tick + 1);
    }
  };
  visit(0);
  return best;
}

/** The lines that a plan needs for chosen windows, and their ticks. */
function sizeOf({ partitions }: SlowProblem, plan: readonly number[]) {
  let [windows, sum] = [0, 0];
  plan.forEach((who, tick) => {
    if (who < 0 || partitions[who]?.written !== null) return;
    sum++;
    if (plan[tick - 1] !== who) windows++;
  });
  return { windows, sum };
}

/** The ticks in which a partition runs: each stretch of its own less the switch into it. */
export function netTicks(
  { frame, cost }: SlowProblem,
  plan: readonly number[],
  who: number,
): boolean[] {
  const net = plan.map((each) => each === who);
  plan.forEach((each, tick) => {
    if (each !== who || plan[(tick + frame - 1) % frame] === who) return;
    for (let k = 0; k < cost; k++) {
      if (plan[(tick + k) % frame] !== who) break;
      net[(tick + k) % frame] = false;
    }
  });
  return net;
}

/** Whether no task misses, whenever the tasks begin and however they are released. */
export function servesAll({ policy, tasks }: SlowPartition, ticks: readonly boolean[]): boolean {
  if (tasks.length === 0) return true;
  const work = tasks.map(({ period, wcet }) => ({ period, cost: wcet }));
  // Backlog that grows may take longer than a span to make a job late.
  if (longRun(work, ticks.filter((tick) => tick).length, ticks.length) > 0) return false;
  const span = spanOf(ticks.length, tasks);
  for (let start = 0; start < ticks.length; start++) {
    const fits =
      policy === 'EDF' ? demandFits(tasks, ticks, start, span) : jobsFit(tasks, ticks, start, span);
    if (!fits) return false;
  }
  return true;
}

/** In every window the jobs released and due in it need no more than is supplied. */
function demandFits(
  tasks: SlowPartition['tasks'],
  ticks: readonly boolean[],
  start: number,
  span: number,
): boolean {
  let supplied = 0;
  for (let t = 1; t <= span; t++) {
    if (ticks[(start + t - 1) % ticks.length] === true) supplied++;
    let demand = 0;
    for (const { period, wcet, deadline } of tasks)
      for (let release = 0; release + deadline <= t; release += period) demand += wcet;
    if (demand > supplied) return false;
  }
  return true;
}

/** All tasks are released together at `start` and then as often as they may; RM, as declared. */
function jobsFit(
  tasks: SlowPartition['tasks'],
  ticks: readonly boolean[],
  start: number,
  span: number,
): boolean {
  const order = tasks.map((_, index) => index);
  const periodOf = (index: number) => tasks[index]?.period ?? 1;
  order.sort((a, b) => periodOf(a) - periodOf(b) || a - b);
  const jobs = tasks.map((): { due: number; left: number }[] => []);
  for (let t = 0; t < span; t++) {
    for (const index of order) {
      const task = tasks[index];
      if (task !== undefined && t % task.period === 0)
        jobs[index]?.push({ due: t + task.deadline, left: task.wcet });
    }
    if (ticks[(start + t) % ticks.length] === true) {
      const next = order.find((index) => (jobs[index]?.length ?? 0) > 0);
      const job = next === undefined ? undefined : jobs[next]?.[0];
      if (next !== undefined && job !== undefined && --job.left === 0) {
        if (t + 1 > job.due) return false;
        jobs[next]?.shift();
      }
    }
    if (jobs.some((own) => own.some(({ due, left }) => left > 0 && due <= t + 1 && due < span)))
      return false;
  }
  return true;
}

function spanOf(frame: number, tasks: SlowPartition['tasks']): number {
  const all = commonMultiple([frame, ...tasks.map(({ period }) => period)]);
  const latest = Math.max(...tasks.map(({ deadline }) => deadline));
  return 2 * all + latest + 1;
}
