import type { ServerKind } from '../../../scheduling/model/model.ts';

/** A VCPU of one core; all times are whole ticks. */
interface SteppedServer {
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  /** The first replenishment. */
  readonly phase: number;
  /** Whether its guest has work at a tick; the server under test has tasks instead. */
  readonly works?: (tick: number) => boolean;
  /** The work that a guest with a task of its own brings, besides. */
  readonly brings?: { readonly period: number; readonly wcet: number; readonly phase: number };
}

interface SteppedTask {
  readonly period: number;
  readonly deadline: number;
  readonly wcet: number;
  /** The nominal release of the first job, and the delay of each job. */
  readonly phase: number;
  readonly delay: (job: number) => number;
}

export interface SteppedCore {
  readonly byDeadline: boolean;
  readonly kind: ServerKind;
  /** The most urgent first under fixed priorities; ties go to the first under EDF. */
  readonly servers: readonly SteppedServer[];
  /** The server under test. */
  readonly tested: number;
  /** The tasks of the server under test, the most urgent first under fixed priorities. */
  readonly tasks: readonly SteppedTask[];
  readonly tasksByDeadline: boolean;
  /** The cost of a switch; −1 stands for idle. */
  readonly switchCost: (from: number, to: number) => number;
}

interface Job {
  readonly task: number;
  readonly release: number;
  readonly due: number;
  left: number;
}

/** The largest response of each task in ticks, by a run of `ticks` one tick at a time. */
export function responsesInSteps(core: SteppedCore, ticks: number): readonly number[] {
  const { servers, tasks, kind, tested } = core;
  const left = servers.map(() => 0);
  const until = servers.map(() => 0);
  const backlog = servers.map(() => 0);
  const worst = tasks.map(() => 0);
  const next = tasks.map(() => 0);
  let jobs: Job[] = [];
  let on = -1;
  let switching = 0;
  for (let tick = 0; tick < ticks; tick++) {
    tasks.forEach((task, index) => {
      while (true) {
        const job = next[index] ?? 0;
        const release = task.phase + job * task.period;
        if (release + task.delay(job) > tick) break;
        jobs.push({ task: index, release, due: release + task.deadline, left: task.wcet });
        next[index] = job + 1;
      }
    });
    servers.forEach(({ brings }, index) => {
      const since = brings === undefined ? -1 : tick - brings.phase;
      if (brings === undefined || since < 0 || since % brings.period !== 0) return;
      backlog[index] = (backlog[index] ?? 0) + brings.wcet;
    });
    const hasWork = (index: number) =>
      index === tested
        ? jobs.length > 0
        : (backlog[index] ?? 0) > 0 || servers[index]?.works?.(tick) === true;
    servers.forEach(({ period, deadline, budget, phase }, index) => {
      const since = tick - phase;
      if (since >= 0 && since % period === 0) {
        left[index] = budget;
        until[index] = tick + deadline;
      }
      if (tick >= (until[index] ?? 0)) left[index] = 0;
      if (kind === 'polling' && !hasWork(index)) left[index] = 0;
    });
    let chosen = -1;
    servers.forEach((_, index) => {
      if ((left[index] ?? 0) <= 0 || (kind !== 'periodic' && !hasWork(index))) return;
      const earlier = core.byDeadline && (until[index] ?? 0) < (until[chosen] ?? 0);
      if (chosen === -1 || earlier) chosen = index;
    });
    if (chosen !== on) {
      switching = core.switchCost(on, chosen);
      on = chosen;
    }
    if (switching > 0) {
      switching--;
      continue;
    }
    if (on === -1) continue;
    left[on] = (left[on] ?? 0) - 1;
    backlog[on] = Math.max(0, (backlog[on] ?? 0) - 1);
    if (on !== tested || jobs.length === 0) continue;
    const urgent = jobs.reduce((best, job) => {
      const order = core.tasksByDeadline
        ? job.due - best.due
        : job.task - best.task || job.release - best.release;
      return order < 0 ? job : best;
    });
    urgent.left--;
    if (urgent.left > 0) continue;
    worst[urgent.task] = Math.max(worst[urgent.task] ?? 0, tick + 1 - urgent.release);
    jobs = jobs.filter((job) => job !== urgent);
  }
  for (const { task, release } of jobs) worst[task] = Math.max(worst[task] ?? 0, ticks - release);
  return worst;
}
