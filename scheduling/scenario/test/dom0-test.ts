import { explicitPriorities, type GuestOrder, guestOrder } from '../../model/guest-policies.ts';
import type { Domain, Machine, SystemModel, Task } from '../../model/model.ts';
import { declaredTasks, isTester, shortestDeadline, testTaskPeriod } from './distance.ts';

/**
 * The machine with the admission test as a task of Dom0, of its cost: sporadic, and more urgent
 * than all others there. A machine whose tests take no time, or run in the hypervisor, stays as it
 * is. With the task a guest is never judged by aligned releases.
 */
export function withDom0Test(model: SystemModel, machine: Machine): Machine {
  const { where, cost } = machine.admission;
  if (where !== 'dom0' || cost === 0 || !machine.domains.some(isTester)) return machine;
  const domains = machine.domains.map((domain) => {
    if (!isTester(domain)) return domain;
    const period = testTaskPeriod(machine, domain);
    const tasks = [...domain.tasks, ...declaredTasks(model, domain)];
    return withTopTask(domain, { cost, period, tasks }, domain.vcpus[0]?.name ?? '');
  });
  return { ...machine, domains };
}

/** An admission test as a task: its cost and its period in ns, and the tasks that may run by it. */
export interface TopTask {
  readonly cost: number;
  readonly period: number;
  readonly tasks: readonly Task[];
}

/** A domain with a task of a VCPU that precedes all others. */
export function withTopTask<D extends Pick<Domain, TopParts>>(
  { releases: _, ...domain }: D & Pick<Domain, TopParts>,
  { cost, period, tasks }: TopTask,
  vcpu: string,
): D {
  const task: Task = {
    name: testName(domain.tasks),
    ...(domain.global ? {} : { vcpu }),
    ...{ period, wcet: cost, bcet: cost, deadline: period },
    ...{ offset: 0, jitter: 0, blocking: 0, sporadic: true },
  };
  return { ...domain, ...placed[guestOrder(domain.policy)](domain, task, tasks) } as D;
}

type TopParts = 'policy' | 'tasks' | 'global' | 'releases';
type Placed = Pick<Domain, 'policy' | 'tasks'>;

/** A domain's policy and tasks with one more that comes first. */
const placed: Readonly<
  Record<GuestOrder, (domain: Placed, task: Task, known: readonly Task[]) => Placed>
> = {
  priority: ({ policy, tasks }, task) => {
    const highest = tasks.reduce((most, { priority = 0 }) => Math.max(most, priority), 0);
    return { policy, tasks: [...tasks, { ...task, priority: highest + 1 }] };
  },
  period: (domain, task) => ranked(domain, task, (each) => each.period),
  deadline: (domain, task) => ranked(domain, task, (each) => each.deadline),
  'absolute-deadline': ({ policy, tasks }, task, known) => ({
    policy,
    tasks: [...tasks, { ...task, deadline: shortestDeadline(known, task.deadline) }],
  }),
  // In turns every task waits for all others, this one too.
  turns: ({ policy, tasks }, task) => ({ policy, tasks: [...tasks, task] }),
};

/** Tasks under fixed priorities in the order of a key, ties as declared, after the given one. */
function ranked({ tasks }: Placed, task: Task, key: (task: Task) => number): Placed {
  const order = [...tasks].sort((a, b) => key(a) - key(b));
  const prioritized = tasks.map((each) => ({
    ...each,
    priority: tasks.length - order.indexOf(each),
  }));
  return {
    policy: explicitPriorities,
    tasks: [...prioritized, { ...task, priority: tasks.length + 1 }],
  };
}

/** A name for the test that no other bears. */
function testName(others: readonly { readonly name: string }[]): string {
  let name = 'admission-test';
  while (others.some((other) => other.name === name)) name += ' ';
  return name;
}
