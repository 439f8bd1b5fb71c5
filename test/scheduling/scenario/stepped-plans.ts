import type { Domain, Machine, Plan, Task } from '../../../scheduling/model/model.ts';

/**
 * Machines whose plans of windows change, stepped unit by unit, independent of the analysis and of
 * the engine: who owns each unit of a core is written down plan by plan, and one guest's jobs are
 * served in the units that it owns.
 */
export interface SteppedPlans {
  readonly frame: number;
  readonly plans: readonly Plan[];
  /** The admitted changes with the times at which they were asked for. */
  readonly changes: readonly { readonly at: number; readonly plan: string }[];
}

/** The name of the plan that runs at an instant: each change waits for the next frame. */
function planAt({ frame, changes }: SteppedPlans, t: number): string {
  let plan = 'first';
  const running = Math.floor(t / frame) * frame;
  for (const change of changes) if (change.at <= running) plan = change.plan;
  return plan;
}

/** Before 0 the first frame is thought to repeat, so that it begins as all others do. */
function ownerAt(stepped: SteppedPlans, core: number, t: number): string | null {
  const plan = stepped.plans.find(({ name }) => name === planAt(stepped, Math.max(0, t)));
  const phase = (t + stepped.frame) % stepped.frame;
  const window = plan?.windows.find(
    (each) => (each.core ?? 0) === core && phase >= each.at && phase < each.at + each.length,
  );
  return window === undefined ? null : `${window.domain}.${window.vcpu}`;
}

/**
 * The units in which a VCPU on core 0 can work up to `end`. With `cost`, each switch into it takes
 * that many units from its window, whoever ran before.
 */
export function unitsOf(
  stepped: SteppedPlans,
  domain: string,
  end: number,
  cost: number,
): readonly boolean[] {
  const own = `${domain}.v0`;
  const units: boolean[] = [];
  let left = 0;
  for (let t = 0; t < end; t++) {
    const mine = ownerAt(stepped, 0, t) === own;
    if (mine && ownerAt(stepped, 0, t - 1) !== own) left = cost;
    if (mine && left > 0) {
      left--;
      units.push(false);
    } else units.push(mine);
  }
  return units;
}

/** The releases of one task in a run: the instants at which its jobs come and are due. */
export interface Jobs {
  readonly task: Task;
  readonly jobs: readonly { readonly at: number; readonly due: number }[];
}

/**
 * The jobs of a task that comes at `from` and leaves at `until`, the first of them as late as its
 * jitter lets it and the others without any.
 */
export function jobsOf(task: Task, from: number, until: number): Jobs {
  const jobs: { at: number; due: number }[] = [];
  for (let k = 0; ; k++) {
    const nominal = from - task.jitter + k * task.period;
    const at = Math.max(from, nominal);
    if (at >= until) return { task, jobs };
    jobs.push({ at, due: nominal + task.deadline });
  }
}

interface Pending {
  readonly task: number;
  readonly at: number;
  readonly due: number;
  left: number;
}

/**
 * The first instant at which a hard job is late when a guest works in some units; `null` if none is
 * before the end. The work of a task that leaves is dropped at `leaves`.
 */
export function firstMiss(
  policy: Domain['policy'],
  all: readonly (Jobs & { readonly leaves?: number })[],
  units: readonly boolean[],
): number | null {
  let open: Pending[] = [];
  const next = all.map(() => 0);
  for (let t = 0; t <= units.length; t++) {
    for (const [task, { jobs, leaves, task: own }] of all.entries()) {
      if (leaves === t) open = open.filter((job) => job.task !== task);
      for (let job = jobs[next[task] ?? 0]; job !== undefined && job.at <= t; ) {
        open.push({ task, ...job, left: own.wcet });
        next[task] = (next[task] ?? 0) + 1;
        job = jobs[next[task] ?? 0];
      }
    }
    if (open.some(({ due, task }) => due <= t && all[task]?.task.soft === undefined)) return t;
    if (units[t] !== true || open.length === 0) continue;
    let first: Pending | undefined;
    for (const job of open)
      if (first === undefined || precedes(policy, all, job, first)) first = job;
    if (first !== undefined && --first.left === 0) open = open.filter((job) => job !== first);
  }
  return null;
}

function precedes(
  policy: Domain['policy'],
  all: readonly Jobs[],
  one: Pending,
  other: Pending,
): boolean {
  const order =
    rankOf(policy, all, one) - rankOf(policy, all, other) ||
    one.at - other.at ||
    one.task - other.task;
  return order < 0;
}

function rankOf(policy: Domain['policy'], all: readonly Jobs[], job: Pending): number {
  const task = all[job.task]?.task;
  switch (policy.kind) {
    case 'EDF':
      return job.due;
    case 'RM':
      return (task?.period ?? 0) * all.length + job.task;
    case 'DM':
      return (task?.deadline ?? 0) * all.length + job.task;
    case 'FP':
    case 'FIFO':
      return -(task?.priority ?? 0);
    case 'RR':
      throw new Error('turns are not stepped');
  }
}

/** A machine of one core as its plans, with the changes that were admitted. */
export function stepped({ policy }: Machine, changes: SteppedPlans['changes']): SteppedPlans {
  if (policy.kind !== 'ARINC653') throw new Error('only windows are stepped');
  const { majorFrame, windows, plans = [] } = policy;
  return { frame: majorFrame, plans: [{ name: 'first', windows }, ...plans], changes };
}
