import type { GuestPolicy, Task } from '../../../../scheduling/model/model.ts';

/** A guest whose tasks are released at `offset + k·period` exactly. */
export interface TickedGuest {
  readonly policy: GuestPolicy;
  readonly taskSwitch: number;
  readonly tasks: readonly Task[];
}

/** The circumstances of a run. */
export interface TickedCourse {
  readonly length: number;
  supplied(t: number): boolean;
  /** The execution time of a job; 0 if it does not come at all. */
  work(task: Task, job: number): number;
  /** The length of a section without preemption that the running task begins at `t`, or 0. */
  section?(t: number, running: Task): number;
}

interface Job {
  readonly task: number;
  readonly release: number;
  readonly due: number;
  left: number;
}

export interface TickedResult {
  /** The first missed deadline of each task that misses. */
  readonly late: ReadonlyMap<string, number>;
  /** The longest response of each task with a finished job. */
  readonly longest: ReadonlyMap<string, number>;
}

/** Runs a guest tick by tick. */
export function tickedRun(guest: TickedGuest, course: TickedCourse): TickedResult {
  const { tasks, policy } = guest;
  const quantum = policy.kind === 'RR' ? policy.quantum : 0;
  const pending: Job[] = [];
  const queue: { readonly task: number; left: number }[] = [];
  const late = new Map<string, number>();
  const longest = new Map<string, number>();
  let [loaded, switching, locked] = [-1, 0, 0];
  for (let t = 0; t <= course.length; t++) {
    for (const job of pending) {
      const name = nameOf(job);
      if (job.due <= t && !late.has(name)) late.set(name, job.due);
    }
    tasks.forEach((task, index) => {
      if (t < task.offset || (t - task.offset) % task.period !== 0) return;
      const left = course.work(task, (t - task.offset) / task.period);
      if (left === 0) return;
      if (quantum > 0 && !pending.some((job) => job.task === index))
        queue.push({ task: index, left: quantum });
      pending.push({ task: index, release: t, due: t + task.deadline, left });
    });
    if (!course.supplied(t) || pending.length === 0) continue;
    const target = locked > 0 ? loaded : mostUrgent();
    if (target !== loaded) {
      loaded = target;
      switching = guest.taskSwitch;
    }
    if (switching > 0) {
      switching--;
      continue;
    }
    const task = tasks[target] as Task;
    if (locked === 0) locked = course.section?.(t, task) ?? 0;
    const job = pending.find((each) => each.task === target) as Job;
    job.left--;
    locked = Math.max(0, locked - 1);
    if (job.left === 0) {
      pending.splice(pending.indexOf(job), 1);
      longest.set(task.name, Math.max(longest.get(task.name) ?? 0, t + 1 - job.release));
      locked = 0;
    }
    if (quantum > 0) takeTurn(target);
  }
  return { late, longest };

  function nameOf({ task }: Job): string {
    return tasks[task]?.name ?? '';
  }

  function mostUrgent(): number {
    if (quantum > 0) return queue[0]?.task ?? -1;
    const [first] = [...pending].sort((a, b) => {
      return urgency(a) - urgency(b) || equals(a, b) || a.task - b.task || a.release - b.release;
    });
    return first?.task ?? -1;
  }

  function urgency({ task, due }: Job): number {
    const own = tasks[task] as Task;
    if (policy.kind === 'EDF') return due;
    if (policy.kind === 'RM') return own.period;
    if (policy.kind === 'DM') return own.deadline;
    return -(own.priority ?? 0);
  }

  function equals(a: Job, b: Job): number {
    return policy.kind === 'FP' || policy.kind === 'FIFO' ? a.release - b.release : 0;
  }

  function takeTurn(target: number): void {
    const turn = queue[0];
    if (turn === undefined) return;
    turn.left--;
    if (!pending.some((job) => job.task === target)) queue.shift();
    else if (turn.left <= 0 && locked === 0) {
      queue.shift();
      queue.push({ task: target, left: quantum });
    }
  }
}
