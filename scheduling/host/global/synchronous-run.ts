import { lcm } from '../../arithmetic/divisors.ts';
import { StepLimitReached, type Steps } from '../../arithmetic/steps.ts';
import type { CompletedDomain, CompletedMachine } from '../../model/completed.ts';
import type { Task } from '../../model/model.ts';
import type { Order } from '../../model/order.ts';
import { serverKind, traitsOf } from '../../model/policies.ts';
import { servers as serverTable } from '../../model/servers.ts';
import type { HostServer } from '../server.ts';

/**
 * A VCPU whose budget did not come by its deadline although it had work all along, and the time.
 */
export interface BudgetMiss {
  readonly server: HostServer;
  readonly time: number;
}

type GlobalMachine = Pick<CompletedMachine, 'policy' | 'servers' | 'cores' | 'domains'>;

const FARTHEST = 2 ** 52;

/**
 * The first VCPU that misses in one run; `null` if none does. In that run all VCPUs begin together
 * and switches cost nothing. Each VCPU asks for as much as it can: one whose budget runs down, or
 * without tasks, always has work; another has the work of its tasks, all released at the start and
 * each job at its WCET. `null` also if a VCPU's work is not known, because it shares its tasks with
 * other VCPUs or has time besides its budget.
 */
export function synchronousMiss(
  machine: GlobalMachine,
  servers: readonly HostServer[],
  steps: Steps,
): BudgetMiss | null {
  const { order } = traitsOf(machine.policy);
  const declared = [...servers].sort((a, b) => a.order - b.order);
  const states = declared.map((server) => stateOf(machine, server));
  if (order === null || states.some((state) => state === null)) return null;
  const known = states.filter((state) => state !== null);
  try {
    return firstMiss(known, machine, order, steps);
  } catch (error) {
    if (error instanceof StepLimitReached) return null;
    throw error;
  }
}

interface State {
  readonly server: HostServer;
  /** The tasks that need its time; `null` means that it always has work. */
  readonly tasks: readonly Pick<Task, 'period' | 'wcet'>[] | null;
  /** The work that has arrived and is not done. */
  work: number;
  left: number;
  due: number;
  /** Whether it has had work since its budget came. */
  eager: boolean;
}

function stateOf(machine: GlobalMachine, server: HostServer): State | null {
  const idle = serverTable[serverKind(machine)].idle;
  const domain = machine.domains.find(({ name }) => name === server.domain);
  const always = { server, tasks: null, work: 0, left: 0, due: 0, eager: true };
  if (idle === 'runs-down' || domain === undefined || domain.tasks.length === 0) return always;
  if (domain.global && domain.vcpus.length > 1) return null;
  const tasks = tasksOf(domain, server.vcpu);
  if (tasks.length === 0) return always;
  const extratime = domain.vcpus.some(({ name, extratime }) => name === server.vcpu && extratime);
  return extratime ? null : { ...always, tasks };
}

function tasksOf({ global, tasks }: CompletedDomain, vcpu: string): readonly Task[] {
  return global ? tasks : tasks.filter((task) => task.vcpu === vcpu);
}

function firstMiss(
  states: readonly State[],
  machine: GlobalMachine,
  order: Order,
  steps: Steps,
): BudgetMiss | null {
  const { idle } = serverTable[serverKind(machine)];
  const periods = states.flatMap(({ server, tasks }) => [server, ...(tasks ?? [])]);
  const horizon =
    2 *
    lcm(
      periods.map(({ period }) => period),
      FARTHEST,
    );
  for (let now = 0; now <= horizon; ) {
    steps.spend(3 * states.length);
    const late = states.find((own) => own.left > 0 && own.due <= now && own.eager);
    if (late !== undefined) return { server: late.server, time: now };
    for (const own of states) begin(own, now, idle);
    const ready = states
      .filter((own) => own.left > 0 && hasWork(own))
      .sort((a, b) => rank(order, a) - rank(order, b) || a.server.order - b.server.order);
    const running = ready.slice(0, machine.cores.length);
    const next = nextChange(states, running, now);
    for (const own of running) {
      own.left -= next - now;
      if (own.tasks !== null) own.work -= next - now;
      if (idle !== 'is-given-up' || hasWork(own)) continue;
      // The search stops if more work comes at the instant at which work ends, for it is open
      // whether the budget survives.
      if (own.left > 0 && comesAt(own, next)) return null;
      own.left = 0;
    }
    now = next;
  }
  return null;
}

function comesAt({ tasks }: State, now: number): boolean {
  return tasks?.some(({ period }) => now % period === 0) === true;
}

function hasWork({ tasks, work }: State): boolean {
  return tasks === null || work > 0;
}

/**
 * Brings the arrivals of an instant: work first, then budgets. A budget past its deadline lapses.
 */
function begin(own: State, now: number, idle: 'runs-down' | 'is-kept' | 'is-given-up'): void {
  const { server, tasks } = own;
  for (const { period, wcet } of tasks ?? []) if (now % period === 0) own.work += wcet;
  own.eager &&= hasWork(own);
  if (own.left > 0 && own.due <= now) own.left = 0;
  if (now % server.period !== 0) return;
  own.eager = hasWork(own);
  own.left = idle === 'is-given-up' && !own.eager ? 0 : server.budget;
  own.due = now + server.deadline;
}

/** The rank of a VCPU; the smaller is the more urgent. */
function rank(order: Order, { server, due }: State): number {
  switch (order) {
    case 'absolute-deadline':
      return due;
    case 'period':
      return server.period;
    case 'deadline':
      return server.deadline;
    case 'priority':
      return -server.priority;
  }
}

function nextChange(states: readonly State[], running: readonly State[], now: number): number {
  let next = Number.POSITIVE_INFINITY;
  const after = (period: number): number => (Math.floor(now / period) + 1) * period;
  for (const { server, tasks, due, left } of states) {
    next = Math.min(next, after(server.period));
    if (left > 0 && due > now) next = Math.min(next, due);
    for (const { period } of tasks ?? []) next = Math.min(next, after(period));
  }
  for (const { left, tasks, work } of running) {
    next = Math.min(next, now + left, tasks === null ? next : now + work);
  }
  return next;
}
