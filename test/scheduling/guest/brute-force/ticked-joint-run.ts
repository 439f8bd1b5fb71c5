import type { GuestPolicy, Task } from '../../../../scheduling/model/model.ts';

/**
 * The tasks that miss where tasks released at `offset + k·period` run, tick by tick, on as many
 * VCPUs as are there, the most urgent jobs first, and no job beside an earlier one of its task.
 */
export function tickedJointMisses(
  policy: GuestPolicy,
  tasks: readonly Task[],
  vcpusAt: (t: number) => number,
  work: (task: Task) => number,
  length: number,
): ReadonlySet<string> {
  const pending: { readonly task: Task; readonly release: number; left: number }[] = [];
  const late = new Set<string>();
  const urgency = ({ task, release }: (typeof pending)[number]): number => {
    if (policy.kind === 'EDF') return release + task.deadline;
    if (policy.kind === 'RM') return task.period;
    return policy.kind === 'DM' ? task.deadline : -(task.priority ?? 0);
  };
  for (let t = 0; t <= length; t++) {
    for (const { task, release } of pending) if (release + task.deadline <= t) late.add(task.name);
    for (const task of tasks) {
      if (t < task.offset || (t - task.offset) % task.period !== 0) continue;
      const left = work(task);
      if (left > 0) pending.push({ task, release: t, left });
    }
    const heads = pending.filter(
      (job) => !pending.some(({ task, release }) => task === job.task && release < job.release),
    );
    heads.sort((a, b) => {
      return (
        urgency(a) - urgency(b) ||
        (policy.kind === 'FP' || policy.kind === 'FIFO' ? a.release - b.release : 0) ||
        tasks.indexOf(a.task) - tasks.indexOf(b.task)
      );
    });
    for (const job of heads.slice(0, vcpusAt(t))) {
      job.left--;
      if (job.left === 0) pending.splice(pending.indexOf(job), 1);
    }
  }
  return late;
}
