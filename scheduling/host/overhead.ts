import type { ServerKind, SwitchCost, Task } from '../model/model.ts';
import { servers as serverTable } from '../model/servers.ts';
import { type Running, switchCost } from '../model/switch-cost.ts';
import type { Load } from './load.ts';
import type { HostServer } from './server.ts';

/**
 * How often a VCPU can start in one of its periods: once, or for a deferrable server, whose guest
 * can fall asleep and wake again, once more for every job that can be released meanwhile and, in a
 * guest that schedules globally, for every end of another of its VCPUs' budgets. One without tasks
 * always has work.
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
 * What a start costs a VCPU on a core that it shares with others: the dearest switch into it from
 * any of them or from idle, and the dearest one out of it to any of them or to idle. Alone on its
 * core it still switches with idle.
 */
export function costOfStart(
  costs: readonly SwitchCost[],
  running: Running,
  others: Iterable<Running>,
): number {
  if (costs.length === 0) return 0;
  let into = switchCost(costs, 'idle', running);
  let out = switchCost(costs, running, 'idle');
  for (const other of others) {
    into = Math.max(into, switchCost(costs, other, running));
    out = Math.max(out, switchCost(costs, running, other));
  }
  return into + out;
}

/** The dearest switch `δ` that a machine can make between its VCPUs, and from and to idle. */
export function dearestSwitch(
  costs: readonly SwitchCost[],
  servers: readonly { readonly running: Exclude<Running, 'idle'> }[],
): number {
  if (costs.length === 0) return 0;
  const kinds = distinctRunning(costs, servers);
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
 * `Θ' = Θ + n·cost`: what a server takes of its core with the switches it can cause. A budget of 0
 * never starts.
 */
export function grossBudget(server: HostServer, costOfStart: number): number {
  if (server.budget === 0) return 0;
  const gross = server.budget + server.starts * costOfStart;
  return Number.isSafeInteger(gross) ? gross : Number.POSITIVE_INFINITY;
}

/** The servers of one core as loads: gross on the safe side, net on the necessary one. */
export function coreLoads(
  costs: readonly SwitchCost[],
  servers: readonly HostServer[],
  side: 'safe' | 'necessary',
): readonly Load[] {
  const charged = side === 'safe' && costs.length > 0;
  return servers.map((server) => ({
    order: server.order,
    period: server.period,
    deadline: server.deadline,
    cost: charged ? grossBudget(server, startCost(costs, server, servers)) : server.budget,
    priority: server.priority,
  }));
}

function startCost(
  costs: readonly SwitchCost[],
  server: HostServer,
  servers: readonly HostServer[],
): number {
  const others = servers.filter((other) => other !== server).map((other) => other.running);
  return costOfStart(costs, server.running, others);
}

/** Domains that no line of the table tells apart, with how many VCPUs they have. */
function distinctRunning(
  costs: readonly SwitchCost[],
  servers: readonly { readonly running: Exclude<Running, 'idle'> }[],
): readonly { readonly running: Exclude<Running, 'idle'>; readonly count: number }[] {
  const named = new Set<string>();
  for (const { from, to } of costs) {
    if (from.kind === 'domain') named.add(from.name);
    if (to.kind === 'domain') named.add(to.name);
  }
  const groups = new Map<string, { running: Exclude<Running, 'idle'>; count: number }>();
  for (const { running } of servers) {
    const key = named.has(running.name)
      ? `name ${running.name}`
      : running.type === 'dom0'
        ? 'dom0'
        : 'guest';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { running, count: 1 });
    else group.count++;
  }
  return [...groups.values()];
}
