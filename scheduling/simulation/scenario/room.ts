import { analyzeMachine, type HostMemory } from '../../host/machine.ts';
import type { CompletedDomain, CompletedVcpu } from '../../model/completed.ts';
import { fixedOrder, hasServers } from '../../model/policies.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow } from '../engine/layout.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { serverOrders } from '../host/servers.ts';
import { type Change, machineOf, taskOf } from './changes.ts';
import { bandwidth, changes, chosenVcpu, endOfPeriod, foreseen, inForce } from './interface.ts';

/** A place that a VCPU keeps on its machine after it was stopped or moved away. */
interface Place {
  /** The time at which it is given up, in ns. */
  readonly until: number;
  readonly machine: number;
  readonly was: Part;
}

/** Some VCPUs of one domain, as a domain of their own. */
interface Part {
  /** The place of its first VCPU among all declared ones, which breaks ties. */
  readonly rank: number;
  readonly domain: CompletedDomain;
}

/**
 * The room on the machines besides that of the running VCPUs. A VCPU that is stopped, shrinks or
 * migrates keeps its old place until its current period ends. Under fixed priorities, one that is
 * stopped or migrates to another machine also keeps it until the periods end that it delayed. A
 * change admitted without these places may begin only when the machine works with them too.
 */
export class Room {
  private places: Place[] = [];
  private readonly memory: HostMemory;

  constructor(memory: HostMemory) {
    this.memory = memory;
  }

  /** A domain is about to stop or to migrate. */
  leave(engine: Engine, domain: number): void {
    for (const vcpu of engine.vcpusOf(domain)) {
      const end = endOfPeriod(engine, vcpu);
      // A VCPU whose first period has not begun has delayed nobody.
      if (end <= engine.now || end === Infinity) continue;
      // A VCPU that has just been replenished has used nothing.
      const unused = end - vcpu.period === engine.now;
      const until = Math.max(
        unused ? engine.now : end,
        ...delayedBy(engine, vcpu).map((other) => endOfPeriod(engine, other)),
      );
      if (until > engine.now)
        this.places.push({ until, machine: vcpu.machine, was: leaving(engine, vcpu) });
    }
  }

  /** The time at which the next place is given up, in ns; Infinity if none is kept. */
  nextEnd(engine: Engine): number {
    this.places = this.places.filter(({ until }) => until > engine.now);
    let next = Math.min(Infinity, ...this.places.map(({ until }) => until));
    for (const vcpu of engine.vcpus) {
      if (vcpu.active && changes(engine, vcpu)) next = Math.min(next, endOfPeriod(engine, vcpu));
    }
    return next;
  }

  /**
   * Whether the machine concerned works with its running VCPUs, the kept places, and the change.
   */
  fits(engine: Engine, change: Change, state: SystemState): boolean {
    if (change.kind === 'remove') return true;
    const one = change.kind === 'interface' ? change.vcpu : null;
    const index = one?.machine ?? machineOf(engine, change.domain, state);
    const machine = engine.layout.machines[index]?.machine;
    if (machine === undefined || !hasServers(machine.policy)) return true;
    // An interface comes with the next period, by which others may have left.
    const from = one === null ? engine.now : endOfPeriod(engine, one);
    const parts: Part[] = [];
    for (const [d, row] of engine.layout.domains.entries()) {
      const comes = (change.kind === 'start' || change.kind === 'migrate') && change.domain === d;
      const staying: { readonly rank: number; readonly vcpu: CompletedVcpu }[] = [];
      for (const vcpu of engine.vcpusOf(d)) {
        if (!comes && !(vcpu.active && vcpu.machine === index)) continue;
        const next = comes
          ? chosenVcpu(engine, vcpu, state.completed)
          : nextOf(engine, vcpu, change);
        if (next === null) continue;
        const now = comes || endOfPeriod(engine, vcpu) <= from ? next : inForce(engine, vcpu);
        if (now.core !== next.core) parts.push(leaving(engine, vcpu));
        const larger = now.core === next.core && bandwidth(now) > bandwidth(next);
        staying.push({ rank: vcpu.index, vcpu: larger ? now : next });
      }
      parts.push(...partsOf({ ...row.domain, tasks: tasksOf(engine, d, change) }, staying));
    }
    for (const { machine: its, until, was } of this.places) {
      if (its === index && until > from) parts.push(was);
    }
    const domains = parts.sort((a, b) => a.rank - b.rank).map(({ domain }) => domain);
    return analyzeMachine({ ...machine, domains }, [], this.memory).verdict.kind === 'schedulable';
  }
}

function nextOf(engine: Engine, vcpu: VcpuState, change: Change): CompletedVcpu {
  return change.kind === 'interface' && change.vcpu === vcpu ? change.to : foreseen(engine, vcpu);
}

/**
 * The VCPUs of other domains that a VCPU of a fixed priority precedes. It and its successor must
 * not both delay one of their periods. Under EDF a successor that comes after its period precedes
 * no deadline within that period.
 */
function delayedBy(engine: Engine, vcpu: VcpuState): readonly VcpuState[] {
  const fixed = fixedOrder(engine.machineOf(vcpu).policy);
  if (fixed === null) return [];
  const order = serverOrders[fixed];
  return engine.vcpus.filter(
    (other) =>
      other.active &&
      other.domain !== vcpu.domain &&
      other.hostPool === vcpu.hostPool &&
      order(other, engine.now) >= order(vcpu, engine.now),
  );
}

/**
 * A domain's VCPUs one by one, so that a leaving one can stand where it was declared. A guest that
 * schedules globally stays whole, for each of its VCPUs can wake the others.
 */
function partsOf(
  domain: CompletedDomain,
  staying: readonly { readonly rank: number; readonly vcpu: CompletedVcpu }[],
): readonly Part[] {
  if (!domain.global)
    return staying.map(({ rank, vcpu }) => ({ rank, domain: { ...domain, vcpus: [vcpu] } }));
  const [first] = staying;
  if (first === undefined) return [];
  const vcpus = staying.map(({ vcpu }) => vcpu);
  return [{ rank: first.rank, domain: { ...domain, vcpus } }];
}

/** A VCPU in its present state, alone in its domain, under a name that is free there. */
function leaving(engine: Engine, vcpu: VcpuState): Part {
  const { domain } = engine.layout.domains[vcpu.domain] as DomainRow;
  const was = inForce(engine, vcpu);
  const name = `${was.name} until ${endOfPeriod(engine, vcpu)}`;
  const tasks = tasksOf(engine, vcpu.domain, null)
    .filter((task) => task.vcpu === undefined || task.vcpu === was.name)
    .map((task) => (task.vcpu === undefined ? task : { ...task, vcpu: name }));
  return { rank: vcpu.index, domain: { ...domain, vcpus: [{ ...was, name }], tasks } };
}

/** The tasks that run in a domain now, with the change's task. */
function tasksOf(engine: Engine, domain: number, change: Change | null): CompletedDomain['tasks'] {
  const starts = change?.kind === 'start' && change.domain === domain;
  const added = change?.kind === 'add' ? taskOf(engine, change) : undefined;
  return engine.tasks.flatMap((task) => {
    const row = engine.layout.tasks[task.index];
    if (row === undefined || task.traced < 0 || task.domain !== domain) return [];
    return task.active || task === added || (starts && row.step < 0) ? [row.task] : [];
  });
}
