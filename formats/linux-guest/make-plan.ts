import type { LinuxProblem } from '../../messages/formats/linux-guest/problem.ts';
import { costWithSwitches } from '../../scheduling/demand/guest-demand.ts';
import { priorityGroups } from '../../scheduling/demand/priority-groups.ts';
import type { Analysis, DomainAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedDomain } from '../../scheduling/model/completed.ts';
import { type GuestOrder, guestOrder, quantumOf } from '../../scheduling/model/guest-policies.ts';
import type { GuestPlan, PlannedTask, Scheduling } from './plan.ts';

/** The plans of the domains that have tasks, and what stands against them. */
export interface MadeGuestPlans {
  readonly plans: readonly GuestPlan[];
  readonly problems: readonly LinuxProblem[];
}

/** The threads of Linux that each domain of an analyzed system needs. */
export function makeGuestPlans(analysis: Analysis): MadeGuestPlans {
  const made = analysis.completed.machines
    .flatMap(({ domains }) => domains)
    .filter(({ tasks }) => tasks.length > 0)
    .map((domain) => planOf(domain, analysis));
  return {
    plans: made.map(({ plan }) => plan),
    problems: made.flatMap(({ problems }) => problems),
  };
}

interface MadePlan {
  readonly plan: GuestPlan;
  readonly problems: readonly LinuxProblem[];
}

function planOf(domain: CompletedDomain, analysis: Analysis): MadePlan {
  const proof = analysis.domains.find((each) => each.domain === domain.name);
  const { schedule, wrong } = classes[guestOrder(domain.policy)];
  const quantum = quantumOf(domain.policy);
  const scheduling = schedule(domain);
  const tasks = domain.tasks.map(
    ({ name, vcpu, period, wcet, deadline, offset }, index): PlannedTask => ({
      ...{ name, period, wcet, deadline, offset },
      scheduling: scheduling[index] ?? { kind: 'fifo', priority: 1 },
      processor: processorOf(domain, vcpu),
    }),
  );
  const problems = [
    ...wrong(domain, tasks),
    ...taskProblems(domain),
    ...proofProblems(domain, proof),
  ];
  const plan = {
    ...{ domain: domain.name, tasks },
    timeslice: quantum === null ? null : quantum / 1_000_000,
    processors: domain.vcpus.map(({ name }, number) => {
      const gap = proof?.vcpus.find(({ vcpu }) => vcpu === name)?.longestGap ?? null;
      return { number, latest: gap === null ? null : gap + domain.kernelLatency };
    }),
  };
  return { plan, problems };
}

/** The processor of a task that belongs to one of several VCPUs. */
function processorOf({ vcpus, global }: CompletedDomain, vcpu: string | undefined): number | null {
  if (vcpus.length < 2 || global) return null;
  const number = vcpus.findIndex(({ name }) => name === vcpu);
  return number < 0 ? null : number;
}

/** The class of Linux that orders tasks as a guest's policy does. */
interface LinuxClass {
  /** The scheduling of each task, in the order declared. */
  readonly schedule: (domain: CompletedDomain) => readonly Scheduling[];
  readonly wrong: (
    domain: CompletedDomain,
    tasks: readonly PlannedTask[],
  ) => readonly LinuxProblem[];
}

const reserved: LinuxClass = {
  // A job's own switches are in its runtime, as they are in its proof: else it would be held up.
  schedule: (domain) =>
    domain.tasks.map((task) => ({
      kind: 'deadline',
      runtime: costWithSwitches(domain, task),
      deadline: task.deadline,
      period: task.period,
    })),
  wrong: reservationProblems,
};

/** Priorities by the order of the proof. The least stays free for the kernel's timer threads. */
const ranked: LinuxClass = {
  schedule: ({ policy, tasks }) => {
    const groups = priorityGroups(policy, tasks);
    return tasks.map((_, index) => ({
      kind: 'fifo',
      priority: groups.length + 1 - groups.findIndex((group) => group.includes(index)),
    }));
  },
  wrong: ({ name, tasks }) =>
    tasks.length > 98
      ? [
          {
            ...{ kind: 'levels', domain: name, count: tasks.length },
            element: { kind: 'domain', domain: name },
          },
        ]
      : [],
};

const written: LinuxClass = {
  schedule: ({ tasks }) => tasks.map(({ priority }) => ({ kind: 'fifo', priority: priority ?? 0 })),
  wrong: ({ name, tasks }) =>
    tasks.flatMap(({ name: task, priority = 0 }): LinuxProblem[] =>
      priority >= 1 && priority <= 99
        ? []
        : [
            {
              ...{ kind: 'priority', task: `${name}.${task}`, priority },
              ...{ element: { kind: 'task', domain: name, task }, attribute: 'priority' },
            },
          ],
    ),
};

const turns: LinuxClass = {
  schedule: ({ tasks }) => tasks.map(() => ({ kind: 'rr', priority: 2 })),
  wrong: ({ name, policy }) => {
    const quantum = quantumOf(policy) ?? 0;
    return quantum > 0 && quantum % 1_000_000 === 0
      ? []
      : [
          {
            ...{ kind: 'quantum', domain: name, quantum },
            ...{ element: { kind: 'domain', domain: name }, attribute: 'scheduler' },
          },
        ];
  },
};

const classes: Readonly<Record<GuestOrder, LinuxClass>> = {
  'absolute-deadline': reserved,
  period: ranked,
  deadline: ranked,
  priority: written,
  turns,
};

function reservationProblems(
  { name, vcpus, global }: CompletedDomain,
  tasks: readonly PlannedTask[],
): readonly LinuxProblem[] {
  const problems: LinuxProblem[] = [];
  if (vcpus.length > 1 && !global)
    problems.push({ kind: 'bound', domain: name, element: { kind: 'domain', domain: name } });
  for (const { name: own, scheduling } of tasks) {
    if (scheduling.kind !== 'deadline') continue;
    const task = `${name}.${own}`;
    const element = { kind: 'task', domain: name, task: own } as const;
    const { runtime, deadline, period } = scheduling;
    if (deadline > period)
      problems.push({ kind: 'deadline', task, deadline, period, element, attribute: 'deadline' });
    if (period < 100_000 || period > 4_194_304_000)
      problems.push({ kind: 'period', task, period, element, attribute: 'period' });
    if (runtime < 1024)
      problems.push({ kind: 'runtime', task, runtime, element, attribute: 'wcet' });
  }
  return problems;
}

/** Names become names of threads and log files, and rt-app takes whole µs. */
const plainName = /^[\p{L}\p{N}_.+][\p{L}\p{N}_.+ -]*$/u;

function taskProblems({ name: domain, tasks }: CompletedDomain): readonly LinuxProblem[] {
  return tasks.flatMap(({ name, period, wcet, deadline, offset }): LinuxProblem[] => {
    const element = { kind: 'task', domain, task: name } as const;
    const problems: LinuxProblem[] = [];
    if (!plainName.test(name) || name.length > 60 || name.endsWith(' '))
      problems.push({ kind: 'name', name, element });
    for (const [attribute, time] of Object.entries({ period, wcet, deadline, offset }))
      if (time % 1000 !== 0)
        problems.push({ kind: 'fraction', task: `${domain}.${name}`, time, element, attribute });
    return problems;
  });
}

function proofProblems(
  { name }: CompletedDomain,
  proof: DomainAnalysis | undefined,
): readonly LinuxProblem[] {
  if (proof === undefined || proof.verdict.kind === 'schedulable') return [];
  const { kind, reason } = proof.verdict;
  const refuted = kind === 'unschedulable';
  return [
    {
      kind: 'not-proven',
      domain: name,
      refuted,
      reason,
      element: { kind: 'domain', domain: name },
    },
  ];
}
