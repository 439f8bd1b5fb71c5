import { guestDemand, type Side } from '../../demand/guest-demand.ts';
import { priorityGroups } from '../../demand/priority-groups.ts';
import { guestOrder, quantumOf } from '../../model/guest-policies.ts';
import type { GuestLoad } from '../problem.ts';
import type { RunLoad, RunOrder } from './run-load.ts';

/** The runs of one side of the test, with the tasks that each of them judges. */
export interface JudgingRun {
  readonly load: RunLoad;
  readonly judges: readonly number[];
}

/**
 * The run of the tasks' own work in the policy's order, in which nothing else delays anyone. A miss
 * in it is one of a legal run.
 */
export function bareRun(guest: GuestLoad): RunLoad {
  return { ...columnsOf(guest, 'necessary'), blocking: none(guest), order: orderOf(guest) };
}

/** The run of the tasks' own work, which judges all of them. */
export function bareRuns(guest: GuestLoad): readonly JudgingRun[] {
  return [{ load: bareRun(guest), judges: [...guest.tasks.keys()] }];
}

/**
 * The runs in which each job is delayed by all that can delay it: its switches, and what can hold
 * up its busy stretch once. A task with others of its priority, or in turns with others, is judged
 * by a run of its own, in which they all come first.
 */
export function safeRuns(guest: GuestLoad): readonly JudgingRun[] {
  const columns = columnsOf(guest, 'safe');
  if (guestOrder(guest.policy) === 'absolute-deadline') {
    // Any job of a busy stretch may be the one that is held up.
    const most = columns.blocking.reduce((largest, each) => Math.max(largest, each), 0);
    const blocking = columns.blocking.map(() => most);
    const judges = guest.tasks.map((_, task) => task);
    return [{ load: { ...columns, blocking, order: { kind: 'absolute-deadline' } }, judges }];
  }
  const groups = priorityGroups(guest.policy, guest.tasks);
  const rank = ranksOf(guest, groups);
  const alone = groups.flatMap((group) => (group.length === 1 ? group : []));
  const runs: JudgingRun[] = [];
  if (alone.length > 0)
    runs.push({ load: { ...columns, order: { kind: 'rank', rank } }, judges: alone });
  for (const group of groups) {
    if (group.length === 1) continue;
    for (const last of group) runs.push({ load: behindItsEquals(last), judges: [last] });
  }
  return runs;

  function behindItsEquals(task: number): RunLoad {
    const behind = rank.map((each, other) => (other === task ? each + 0.5 : each));
    return { ...columns, order: { kind: 'rank', rank: behind } };
  }
}

function columnsOf(guest: GuestLoad, side: Side): Omit<RunLoad, 'order'> {
  const { cost, period, deadline, blocking } = guestDemand(guest, side);
  const offset = Float64Array.from(guest.tasks, (task) => task.offset);
  return { cost, period, deadline, blocking, offset };
}

function none({ tasks }: GuestLoad): Float64Array {
  return new Float64Array(tasks.length);
}

function orderOf(guest: GuestLoad): RunOrder {
  const order = guestOrder(guest.policy);
  const quantum = quantumOf(guest.policy);
  if (quantum !== null) return { kind: 'turns', quantum };
  if (order === 'absolute-deadline') return { kind: order };
  return { kind: 'rank', rank: ranksOf(guest, priorityGroups(guest.policy, guest.tasks)) };
}

function ranksOf({ tasks }: GuestLoad, groups: readonly (readonly number[])[]): readonly number[] {
  const rank: number[] = new Array(tasks.length).fill(0);
  groups.forEach((group, place) => {
    for (const task of group) rank[task] = place;
  });
  return rank;
}
