import { lcm } from '../../arithmetic/divisors.ts';
import { StepLimitReached, type Steps } from '../../arithmetic/steps.ts';
import { type GuestOrder, guestOrder } from '../../model/guest-policies.ts';
import type { Task } from '../../model/model.ts';
import { HORIZON } from '../../supply/supply-function.ts';
import type { GlobalProblem } from '../problem.ts';
import type { SupplyCourse } from './supply-course.ts';

/**
 * A task with a late job in a run: the deadline, the demand of its jobs up to that one, and the
 * time that they have run, in ns.
 */
export interface RunMiss {
  readonly task: number;
  readonly time: number;
  readonly demand: number;
  readonly supply: number;
}

/** How a run of several VCPUs came out. */
export interface JointRunResult {
  /** The tasks that miss, up to the first hard one, by their first missed deadlines. */
  readonly misses: readonly RunMiss[];
  /** Whether it came back to a state that it had before, so that no other miss follows. */
  readonly repeats: boolean;
}

/**
 * Plays a run of tasks on several VCPUs, each job at its WCET. Switches and migrations cost
 * nothing, and no kernel section delays anyone. Without `aligned`, all tasks are released together
 * as the courses begin, after their longest jitter; with it they are released at their offsets.
 */
export function playJointly(
  problem: GlobalProblem,
  courses: readonly SupplyCourse[],
  steps: Steps,
): JointRunResult {
  const run = new Run(problem, courses, steps);
  try {
    run.play();
  } catch (error) {
    if (!(error instanceof StepLimitReached)) throw error;
  }
  return run;
}

interface Jobs {
  readonly index: number;
  readonly task: Task;
  /** The nominal release of the first job; a job comes at its nominal release, not before 0. */
  readonly first: number;
  arrived: number;
  done: number;
  /** The remaining work of the first unfinished job. */
  left: number;
  missed: boolean;
}

class Run implements JointRunResult {
  readonly misses: RunMiss[] = [];
  repeats = false;
  /** The instants between which a run may repeat, and its state at the first of them. */
  private readonly once: number;
  private readonly twice: number;
  private before = '';
  private readonly order: GuestOrder;
  private readonly jobs: readonly Jobs[];
  private readonly courses: readonly SupplyCourse[];
  private readonly steps: Steps;
  private readonly horizon: number;

  constructor(problem: GlobalProblem, courses: readonly SupplyCourse[], steps: Steps) {
    const { policy, tasks } = problem;
    const aligned = problem.releases === 'aligned';
    this.order = guestOrder(policy);
    this.jobs = tasks.map((task, index) => {
      const first = aligned ? task.offset : -task.jitter;
      return { index, task, first, arrived: 0, done: 0, left: task.wcet, missed: false };
    });
    this.courses = courses;
    this.steps = steps;
    const periods = [...tasks, ...courses].map(({ period }) => period);
    // A miss that does not happen within two common multiples only happens later through a backlog.
    const latest = Math.max(0, ...tasks.map(({ deadline }) => deadline));
    const multiple = lcm(periods, HORIZON);
    const offset = Math.max(0, ...this.jobs.map(({ first }) => first));
    this.horizon = Math.min(HORIZON, offset + 2 * multiple + latest);
    this.once = aligned ? offset + multiple : Number.POSITIVE_INFINITY;
    this.twice = aligned ? offset + 2 * multiple : Number.POSITIVE_INFINITY;
  }

  play(): void {
    const needsWork = this.courses.some((course) => course.needsWork);
    for (let now = 0; now <= this.horizon; ) {
      this.steps.spend(2 * this.jobs.length + this.courses.length);
      if (now === this.once) this.before = this.state();
      if (now === this.twice && this.state() === this.before) {
        // A deadline at this very instant counts still.
        this.repeats = !this.noteMisses(now) && this.misses.length === 0;
        return;
      }
      for (const own of this.jobs) while (arrivalOf(own, own.arrived) <= now) own.arrived++;
      if (this.noteMisses(now)) return;
      const pending = this.jobs.filter((own) => own.arrived > own.done);
      if (pending.length === 0 && needsWork) return;
      now = this.advance(now, pending);
    }
  }

  /** The unfinished work of each task. */
  private state(): string {
    return this.jobs
      .map(({ task, arrived, done, left }) => (arrived - done) * task.wcet - task.wcet + left)
      .join();
  }

  /** Records the tasks that are late now. The result tells whether a hard one is. */
  private noteMisses(now: number): boolean {
    let hard = false;
    for (const own of this.jobs) {
      if (own.missed || own.arrived === own.done || dueOf(own) > now) continue;
      own.missed = true;
      const { wcet, soft } = own.task;
      const demand = (own.done + 1) * wcet;
      this.misses.push({ task: own.index, time: dueOf(own), demand, supply: demand - own.left });
      hard ||= soft === undefined;
    }
    return hard;
  }

  /** Runs the most urgent jobs until something changes. */
  private advance(now: number, pending: Jobs[]): number {
    let [parallel, next] = [0, Number.POSITIVE_INFINITY];
    for (const course of this.courses) {
      const { on, until } = course.at(now);
      if (on) parallel++;
      next = Math.min(next, until);
    }
    const running = pending.sort((a, b) => this.compare(a, b)).slice(0, parallel);
    for (const own of running) next = Math.min(next, now + own.left);
    for (const own of this.jobs) {
      next = Math.min(next, arrivalOf(own, own.arrived));
      if (own.arrived > own.done && dueOf(own) > now) next = Math.min(next, dueOf(own));
    }
    for (const own of running) {
      own.left -= next - now;
      if (own.left > 0) continue;
      own.done++;
      own.left = own.task.wcet;
    }
    return next;
  }

  /** Orders the more urgent first; ties go to the earlier job, then to the task declared first. */
  private compare(a: Jobs, b: Jobs): number {
    switch (this.order) {
      case 'absolute-deadline':
        return dueOf(a) - dueOf(b) || a.index - b.index;
      case 'period':
        return a.task.period - b.task.period || a.index - b.index;
      case 'deadline':
        return a.task.deadline - b.task.deadline || a.index - b.index;
      case 'priority':
      case 'turns':
        return (
          (b.task.priority ?? 0) - (a.task.priority ?? 0) ||
          arrivalOf(a, a.done) - arrivalOf(b, b.done) ||
          a.index - b.index
        );
    }
  }
}

function arrivalOf({ task: { period }, first }: Jobs, job: number): number {
  return Math.max(0, first + job * period);
}

/** The deadline of the first unfinished job. */
function dueOf({ task: { period, deadline }, first, done }: Jobs): number {
  return first + done * period + deadline;
}
