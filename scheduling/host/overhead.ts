import type { ServerKind, SwitchCost, Task } from '../model/model.ts';
import { servers as serverTable } from '../model/servers.ts';
import { type Running, switchCost } from '../model/switch-cost.ts';
import type { Load } from './load.ts';
import type { HostServer } from './server.ts';
import { isVcpu } from './vcpu-name.ts';

/**
 * The number of times that a VCPU can start in one of its periods. A deferrable server's guest can
 * fall asleep and wake again, so it starts once more for each job that can be released meanwhile,
 * and in a guest that schedules globally for each end of another VCPU's budget. Any other server
 * starts once, as does a VCPU without tasks, which always has work.
 */
export function startsPerPeriod(
  server: ServerKind,
  period: number,
  tasks: readonly Pick<Task, 'period' | 'jitter'>[],
  siblingPeriods: readonly number[],
): number {
  if (!serverTable[server].restarts || tasks.length === 0) return 1;
  let starts = 1;
  for (const task of tasks) starts += Math.ceil((period + task.jitter) / task.period);
  for (const sibling of siblingPeriods) starts += Math.ceil(period / sibling) + 1;
  return starts;
}

/**
 * The cost of a start on a shared core, in ns: the dearest switches in and out. A VCPU alone on its
 * core still switches with idle.
 */
export function costOfStart(
  costs: readonly SwitchCost[],
  running: Running,
  others: Iterable<Running>,
): number {
  const { into, out } = dearestSwitches(costs, running, others);
  return into + out;
}

/**
 * The dearest switch from the other VCPUs of a core or from idle into a VCPU, and the dearest one
 * back, in ns.
 */
export function dearestSwitches(
  costs: readonly SwitchCost[],
  running: Running,
  others: Iterable<Running>,
): { readonly into: number; readonly out: number } {
  if (costs.length === 0) return { into: 0, out: 0 };
  let into = switchCost(costs, 'idle', running);
  let out = switchCost(costs, running, 'idle');
  for (const other of others) {
    into = Math.max(into, switchCost(costs, other, running));
    out = Math.max(out, switchCost(costs, running, other));
  }
  return { into, out };
}

/** The dearest switch `δ` of a machine between its VCPUs and idle, in ns. */
export function dearestSwitch(
  costs: readonly SwitchCost[],
  servers: readonly Pick<HostServer, 'running' | 'tests'>[],
): number {
  if (costs.length === 0) return 0;
  const kinds = [...distinctRunning(runningKinds(costs), servers.filter(isVcpu)).values()];
  let dearest = 0;
  for (const { running, count } of kinds) {
    dearest = Math.max(
      dearest,
      switchCost(costs, 'idle', running),
      switchCost(costs, running, 'idle'),
    );
    for (const other of kinds) {
      if (other.running === running && count < 2) continue;
      dearest = Math.max(dearest, switchCost(costs, running, other.running));
    }
  }
  return dearest;
}

/**
 * The gross budget `Θ' = Θ + n·cost`: a server's budget with the switches that it can cause, in ns.
 * A budget of 0 never starts.
 */
export function grossBudget(server: HostServer, costOfStart: number): number {
  if (server.budget === 0) return 0;
  const gross = server.budget + server.starts * costOfStart;
  return Number.isSafeInteger(gross) ? gross : Number.POSITIVE_INFINITY;
}

/**
 * A lower bound of the share of a core that a server takes with its switches, whatever else is on
 * the core: every VCPU switches with idle.
 */
export function leastGrossShare(costs: readonly SwitchCost[], server: HostServer): number {
  return grossBudget(server, costOfStart(costs, server.running, [])) / server.period;
}

/** The servers of one core as loads: gross on the safe side, net on the necessary side. */
export function coreLoads(
  costs: readonly SwitchCost[],
  servers: readonly HostServer[],
  side: 'safe' | 'necessary',
): readonly Load[] {
  const charged = side === 'safe' && costs.length > 0;
  const costOf = charged ? startCosts(costs, servers) : () => 0;
  return servers.map((server) => {
    const perStart = isVcpu(server) ? costOf(server) : 0;
    return {
      order: server.order,
      period: server.period,
      deadline: server.deadline,
      cost: charged ? grossBudget(server, perStart) : server.budget,
      spentBy: Math.min(server.period, server.deadline + perStart),
      priority: server.priority,
      ...precedence(server),
    };
  });
}

/** The precedence of the admission tests over all VCPUs. */
export function precedence(server: HostServer): Pick<Load, 'precedes'> {
  return isVcpu(server) ? {} : { precedes: true };
}

/** The cost of a start of each server of a core, in ns. */
function startCosts(
  costs: readonly SwitchCost[],
  servers: readonly HostServer[],
): (server: HostServer) => number {
  const kindOf = runningKinds(costs);
  const kinds = distinctRunning(kindOf, servers.filter(isVcpu));
  return ({ running }) => {
    const own = kindOf(running);
    const others: Running[] = [];
    for (const [kind, same] of kinds) if (kind !== own || same.count > 1) others.push(same.running);
    return costOfStart(costs, running, others);
  };
}

/** A key that is equal for domains that the switch costs treat alike. */
export function runningKinds(
  costs: readonly SwitchCost[],
): (running: Exclude<Running, 'idle'>) => string {
  const named = new Set<string>();
  for (const { from, to } of costs) {
    if (from.kind === 'domain') named.add(from.name);
    if (to.kind === 'domain') named.add(to.name);
  }
  return ({ name, type }) => {
    if (named.has(name)) return `name ${name}`;
    return type === 'dom0' ? 'dom0' : 'guest';
  };
}

/** Domains that the switch costs treat alike: one of them, and the number of their VCPUs. */
interface RunningKind {
  readonly running: Exclude<Running, 'idle'>;
  count: number;
}

/** The kinds of domains that servers belong to, by {@link runningKinds}. */
function distinctRunning(
  kindOf: ReturnType<typeof runningKinds>,
  servers: readonly { readonly running: Exclude<Running, 'idle'> }[],
): ReadonlyMap<string, RunningKind> {
  const kinds = new Map<string, RunningKind>();
  for (const { running } of servers) {
    const key = kindOf(running);
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { running, count: 1 });
    else kind.count++;
  }
  return kinds;
}
