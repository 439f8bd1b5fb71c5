import { type GuestOrder, guestPolicies } from '../model/guest-policies.ts';
import type { GuestPolicy, Task } from '../model/model.ts';

/**
 * The tasks by priority, the most urgent first, as indices into the list given. Tasks of one group
 * run first come first served (`RR`: in turns). RM orders by period and DM by deadline, with ties
 * to the task declared first. FP and FIFO order by priority, larger first; a missing priority
 * counts as 0. Under RR all tasks form one group. EDF fixes no order, so tasks are grouped by
 * relative deadline.
 */
export function priorityGroups(
  policy: GuestPolicy,
  tasks: readonly Task[],
): readonly (readonly number[])[] {
  const { order, equals } = guestPolicies[policy.kind];
  const rank = ranks[order];
  const key = (index: number): number => {
    const task = tasks[index];
    return task === undefined ? 0 : rank(task);
  };
  const all = tasks.map((_, index) => index);
  return equals === 'declared' ? orderedBy(all, key).map((index) => [index]) : groupedBy(all, key);
}

const ranks: Readonly<Record<GuestOrder, (task: Task) => number>> = {
  period: (task) => task.period,
  deadline: (task) => task.deadline,
  priority: (task) => -(task.priority ?? 0),
  'absolute-deadline': (task) => task.deadline,
  turns: () => 0,
};

/** Sorts by the key, ascending. Tasks with equal keys keep their order. */
function orderedBy(indices: readonly number[], key: (index: number) => number): readonly number[] {
  return [...indices].sort((a, b) => key(a) - key(b) || a - b);
}

function groupedBy(
  indices: readonly number[],
  key: (index: number) => number,
): readonly number[][] {
  const groups: number[][] = [];
  let last: number | undefined;
  for (const index of orderedBy(indices, key)) {
    if (key(index) !== last) groups.push([]);
    groups.at(-1)?.push(index);
    last = key(index);
  }
  return groups;
}
