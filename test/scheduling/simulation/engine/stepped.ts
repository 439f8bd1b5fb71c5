import type {
  CompletedDomain,
  CompletedMachine,
  CompletedVcpu,
} from '../../../../scheduling/model/completed.ts';
import type { Task } from '../../../../scheduling/model/model.ts';
import { switchCost } from '../../../../scheduling/model/switch-cost.ts';

/**
 * The draws of a job: its delay after the nominal release, its execution time, and the next
 * release.
 */
export interface Draws {
  delay(domain: string, task: Task, job: number): number;
  demand(domain: string, task: Task, job: number): number;
  gap(domain: string, task: Task, job: number): number;
}

export interface SteppedJob {
  readonly domain: string;
  readonly task: string;
  readonly job: number;
  readonly release: number;
  readonly deadline: number;
  readonly from: number;
  left: number;
  start: number | null;
  finish: number | null;
}

/** The jobs of a run, and who ran on each core in each nanosecond. */
export interface SteppedRun {
  readonly jobs: readonly SteppedJob[];
  /** By the core's number, `domain.vcpu` for each nanosecond in which it executed, else ``. */
  readonly busy: ReadonlyMap<number, readonly string[]>;
}

interface Core {
  readonly number: number;
  readonly busy: string[];
  on: Runner | null;
  switching: number;
}

interface Runner {
  readonly domain: CompletedDomain;
  readonly vcpu: CompletedVcpu;
  readonly rank: number;
  budget: number;
  due: number;
  loaded: string | null;
  switching: number;
  /** The queue of round robin, and the remaining time of the first one's turn. */
  queue: { readonly task: string; left: number }[];
}

/**
 * A machine or pool of servers, of windows, or of VCPUs with cores of their own, run nanosecond by
 * nanosecond. It is slow and plain on purpose: it shares no code with the engine, which is compared
 * with it. VCPUs of windows and with cores of their own have their cores written.
 */
export function runStepped(machine: CompletedMachine, horizon: number, draws: Draws): SteppedRun {
  const runners = machine.domains
    .flatMap((domain) => domain.vcpus.map((vcpu) => ({ domain, vcpu })))
    .map((home, rank): Runner => {
      return { ...home, rank, budget: 0, due: -1, loaded: null, switching: 0, queue: [] };
    });
  const jobs = machine.domains.flatMap((domain) =>
    domain.tasks.flatMap((task) => jobsOf(domain, task, horizon, draws)),
  );
  const cores = machine.cores.map((number): Core => {
    return { number, busy: new Array<string>(horizon).fill(''), on: null, switching: 0 };
  });
  const servers = machine.policy.kind === 'RTDS' ? 'deferrable' : machine.servers;
  const queues = runners.map(({ domain, vcpu }) =>
    domain.tasks
      .filter((task) => task.vcpu === vcpu.name)
      .map(({ name }) => jobs.filter((job) => job.domain === domain.name && job.task === name)),
  );
  /** The earliest unfinished job of each task, if it may start by now. */
  const pending = (runner: Runner, now: number): SteppedJob[] =>
    (queues[runner.rank] ?? []).flatMap((queue) => {
      while (queue[0] !== undefined && queue[0].finish !== null) queue.shift();
      return queue[0] !== undefined && queue[0].from <= now ? [queue[0]] : [];
    });
  const always = (runner: Runner): boolean =>
    !runner.domain.tasks.some(({ vcpu }) => vcpu === runner.vcpu.name);
  const hasWork = (runner: Runner, now: number): boolean =>
    always(runner) || pending(runner, now).length > 0;

  for (let now = 0; now < horizon; now++) {
    // Releases and replenishments happen now; the step before handled all ends.
    for (const runner of runners) {
      for (const { task } of pending(runner, now)) {
        if (!runner.queue.some((turn) => turn.task === task))
          runner.queue.push(turnOf(runner, task));
      }
      const { period, budget, deadline } = runner.vcpu;
      if (now % (period ?? 1) === 0) {
        runner.budget = budget ?? 0;
        runner.due = now + (deadline ?? 0);
        if (servers === 'polling' && !hasWork(runner, now)) runner.budget = 0;
      }
    }
    // The VCPUs that get the cores.
    const wanting = runners
      .filter((runner) => {
        const given = isGiven(machine, runner, now);
        return given ?? (runner.budget > 0 && (servers === 'periodic' || hasWork(runner, now)));
      })
      .sort((a, b) => urgency(machine, a) - urgency(machine, b) || a.rank - b.rank);
    const chosen = choose(machine, wanting, cores);
    for (const [place, core] of cores.entries()) {
      const next = chosen[place] ?? null;
      if (next === core.on) continue;
      core.switching =
        machine.policy.kind === 'null'
          ? 0
          : switchCost(machine.switchCosts, core.on?.domain ?? 'idle', next?.domain ?? 'idle');
      core.on = next;
    }
    // One nanosecond of every core.
    for (const core of cores) {
      if (core.switching > 0) {
        core.switching--;
        continue;
      }
      const runner = core.on;
      if (runner === null) continue;
      runner.budget--;
      // A VCPU that owns its core leaves it idle without work.
      if (machine.policy.kind !== 'null' || hasWork(runner, now))
        core.busy[now] = `${runner.domain.name}.${runner.vcpu.name}`;
      const job = pending(runner, now).sort((a, b) => compareJobs(runner, a, b))[0];
      if (job !== undefined) {
        execute(runner, job, now);
        const more = pending(runner, now).some(({ task }) => task === job.task);
        runner.queue = nextTurns(runner, job.task, more);
      }
      if (servers === 'polling' && !hasWork(runner, now)) runner.budget = 0;
    }
    for (const runner of runners) {
      if (servers === 'deferrable' && now + 1 === runner.due) runner.budget = 0;
    }
  }
  return { jobs, busy: new Map(cores.map(({ number, busy }) => [number, busy])) };
}

/** Whether the VCPU has its core now by a window or as its own; `null` if it is a server. */
function isGiven({ policy }: CompletedMachine, own: Runner, now: number): boolean | null {
  if (policy.kind === 'null') return true;
  if (policy.kind !== 'ARINC653') return null;
  const time = now % policy.majorFrame;
  return policy.windows.some(
    ({ domain, vcpu, at, length }) =>
      domain === own.domain.name && vcpu === own.vcpu.name && at <= time && time < at + length,
  );
}

function jobsOf(domain: CompletedDomain, task: Task, horizon: number, draws: Draws): SteppedJob[] {
  const jobs: SteppedJob[] = [];
  let release = task.offset;
  let from = 0;
  for (let job = 0; release < horizon; job++) {
    from = Math.max(from, release + draws.delay(domain.name, task, job));
    const left = draws.demand(domain.name, task, job);
    const deadline = release + task.deadline;
    jobs.push({
      ...{ domain: domain.name, task: task.name, job, release, deadline, from, left },
      ...{ start: null, finish: null },
    });
    release += draws.gap(domain.name, task, job);
  }
  return jobs;
}

function turnOf({ domain: { policy } }: Runner, task: string): { task: string; left: number } {
  return { task, left: policy.kind === 'RR' ? policy.quantum : Infinity };
}

function urgency({ policy }: CompletedMachine, { vcpu, due }: Runner): number {
  switch (policy.kind) {
    case 'EDF':
    case 'RTDS':
      return due;
    case 'RM':
      return vcpu.period ?? 0;
    case 'DM':
      return vcpu.deadline ?? 0;
    default:
      return -(vcpu.priority ?? 0);
  }
}

function choose(
  machine: CompletedMachine,
  wanting: readonly Runner[],
  cores: readonly Core[],
): readonly (Runner | null)[] {
  const { policy } = machine;
  const global = policy.kind === 'RTDS' || ('placement' in policy && policy.placement === 'global');
  if (!global)
    return cores.map(({ number }) => wanting.find(({ vcpu }) => vcpu.core === number) ?? null);
  const first = wanting.slice(0, cores.length);
  const chosen: (Runner | null)[] = cores.map(({ on }) =>
    on !== null && first.includes(on) ? on : null,
  );
  for (const runner of first) {
    if (!chosen.includes(runner)) chosen[chosen.indexOf(null)] = runner;
  }
  return chosen;
}

function compareJobs({ domain, queue }: Runner, a: SteppedJob, b: SteppedJob): number {
  const taskOf = (job: SteppedJob): Task =>
    domain.tasks.find(({ name }) => name === job.task) as Task;
  const [taskA, taskB] = [taskOf(a), taskOf(b)];
  const declared = domain.tasks.indexOf(taskA) - domain.tasks.indexOf(taskB);
  const turn = (job: SteppedJob): number => queue.findIndex(({ task }) => task === job.task);
  switch (domain.policy.kind) {
    case 'EDF':
      return a.deadline - b.deadline || declared;
    case 'RM':
      return taskA.period - taskB.period || declared;
    case 'DM':
      return taskA.deadline - taskB.deadline || declared;
    case 'RR':
      return turn(a) - turn(b);
    default:
      return (taskB.priority ?? 0) - (taskA.priority ?? 0) || a.from - b.from || declared;
  }
}

function execute(runner: Runner, job: SteppedJob, now: number): void {
  if (runner.loaded !== job.task) {
    runner.loaded = job.task;
    runner.switching = runner.domain.taskSwitch;
  }
  if (runner.switching > 0) {
    runner.switching--;
    return;
  }
  job.start ??= now;
  job.left--;
  const turn = runner.queue.find(({ task }) => task === job.task);
  if (turn !== undefined) turn.left--;
  if (job.left === 0) job.finish = now + 1;
}

/** The queue before new releases: a task without work leaves, one whose turn is over goes last. */
function nextTurns(runner: Runner, task: string, more: boolean): Runner['queue'] {
  const others = runner.queue.filter((turn) => turn.task !== task);
  if (!more) return others;
  const over = runner.queue.some((turn) => turn.task === task && turn.left === 0);
  return over ? [...others, turnOf(runner, task)] : runner.queue;
}
