import type { Task } from '../../../../scheduling/model/model.ts';

/** A guest whose tasks of equal priority run first come first served, or in turns. */
export interface EqualsGuest {
  readonly tasks: readonly Task[];
  /** The length of a turn, if tasks run in turns. */
  readonly quantum: number | null;
  /** A section that nothing can preempt and that begins at time 0. */
  readonly section: number;
}

interface Job {
  readonly arrival: number;
  readonly due: number;
  left: number;
}

/**
 * Runs a guest unit by unit. The result lists the tasks that end a job after its deadline. A task's
 * first job arrives at its offset, after its longest jitter; all later ones come without any.
 */
export function equalsMisses(
  { tasks, quantum, section }: EqualsGuest,
  offsets: readonly number[],
  supplied: (t: number) => boolean,
  length: number,
): ReadonlySet<string> {
  const pending: Job[][] = tasks.map(() => []);
  const released = tasks.map(() => 0);
  const queue: { readonly task: number; left: number }[] = [];
  const missed = new Set<string>();
  let held = section;
  for (let t = 0; t < length; t++) {
    tasks.forEach((task, index) => {
      const offset = offsets[index] ?? 0;
      while (true) {
        const nominal = offset - task.jitter + (released[index] ?? 0) * task.period;
        const arrival = Math.max(offset, nominal);
        if (arrival > t) break;
        if (pending[index]?.length === 0) queue.push({ task: index, left: quantum ?? 0 });
        pending[index]?.push({ arrival, due: nominal + task.deadline, left: task.wcet });
        released[index] = (released[index] ?? 0) + 1;
      }
      if (pending[index]?.some(({ due }) => due <= t)) missed.add(task.name);
    });
    if (!supplied(t)) continue;
    if (held > 0) {
      held--;
      continue;
    }
    const running = quantum === null ? mostUrgent(tasks, pending) : (queue[0]?.task ?? -1);
    const job = pending[running]?.[0];
    if (job === undefined) continue;
    job.left--;
    if (job.left === 0) pending[running]?.shift();
    const turn = queue[0];
    if (quantum === null || turn === undefined) continue;
    turn.left--;
    if (pending[running]?.length === 0) queue.shift();
    else if (turn.left === 0) {
      queue.shift();
      queue.push({ task: running, left: quantum });
    }
  }
  return missed;
}

/**
 * The task whose next job has the largest priority, then the earliest arrival, then the first
 * declaration.
 */
function mostUrgent(tasks: readonly Task[], pending: readonly (readonly Job[])[]): number {
  let best = -1;
  tasks.forEach((task, index) => {
    const job = pending[index]?.[0];
    if (job === undefined) return;
    const [other, first] = [tasks[best], pending[best]?.[0]];
    const more = (task.priority ?? 0) - (other?.priority ?? 0);
    if (other === undefined || first === undefined || more > 0) best = index;
    else if (more === 0 && job.arrival < first.arrival) best = index;
  });
  return best;
}
