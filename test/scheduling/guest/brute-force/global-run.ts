import type { GuestPolicy, Task } from '../../../../scheduling/model/model.ts';

/** One phasing: the supply times of each VCPU, and the earliest starts of each task's jobs. */
export interface GlobalRun {
  readonly supplied: readonly ((t: number) => boolean)[];
  /** The offset of each task's nominal releases. Jobs released before time 0 start then. */
  readonly offsets: readonly number[];
  readonly length: number;
}

interface Job {
  readonly task: number;
  readonly nominal: number;
  left: number;
}

/**
 * Runs a domain's tasks over all supplying VCPUs, unit by unit. The result lists the tasks that end
 * a job after its deadline.
 */
export function globalMisses(
  policy: GuestPolicy,
  tasks: readonly Task[],
  run: GlobalRun,
): Set<string> {
  const missed = new Set<string>();
  const next = [...run.offsets];
  const pending: Job[] = [];
  for (let t = 0; t <= run.length; t++) {
    tasks.forEach((one, task) => {
      while ((next[task] ?? 0) <= t) {
        pending.push({ task, nominal: next[task] ?? 0, left: one.wcet });
        next[task] = (next[task] ?? 0) + one.period;
      }
    });
    for (const job of pending) {
      const one = tasks[job.task];
      if (one !== undefined && job.nominal + one.deadline <= t) missed.add(one.name);
    }
    const parallel = run.supplied.filter((supplies) => supplies(t)).length;
    const ready = pending.filter(
      (job, index) => pending.findIndex((other) => other.task === job.task) === index,
    );
    ready.sort(
      (a, b) =>
        order(policy, tasks, a) - order(policy, tasks, b) ||
        among(policy, a) - among(policy, b) ||
        a.task - b.task,
    );
    for (const job of ready.slice(0, parallel)) {
      job.left--;
      if (job.left === 0) pending.splice(pending.indexOf(job), 1);
    }
  }
  return missed;
}

/** The rank of a job; the smaller is the more urgent. */
function order(policy: GuestPolicy, tasks: readonly Task[], job: Job): number {
  const one = tasks[job.task];
  if (one === undefined) return 0;
  switch (policy.kind) {
    case 'EDF':
      return job.nominal + one.deadline;
    case 'RM':
      return one.period;
    case 'DM':
      return one.deadline;
    default:
      return -(one.priority ?? 0);
  }
}

/**
 * Tasks of equal priority run in the order of their jobs' arrival, others in that of declaration.
 */
function among(policy: GuestPolicy, { nominal }: Job): number {
  return policy.kind === 'FP' || policy.kind === 'FIFO' ? Math.max(0, nominal) : 0;
}
