import { analyzeMachine, type CoreMemory } from '../../host/machine.ts';
import { hasServers } from '../../host/server.ts';
import type { CompletedDomain, CompletedVcpu } from '../../model/completed.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow } from '../engine/layout.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { serverOrders } from '../host/servers.ts';
import { type Change, machineOf, taskOf } from './changes.ts';
import { bandwidth, changes, chosenVcpu, endOfPeriod, foreseen, inForce } from './interface.ts';

/** A place that a VCPU keeps on its machine after it was stopped or moved away. */
interface Place {
  /** When it is given up. */
  readonly until: number;
  readonly machine: number;
  /** Its domain as it was, alone with this VCPU. */
  readonly was: CompletedDomain;
}

/**
 * What takes room on the machines beside what shall run: VCPUs that are stopped, shrink or move
 * keep their old places until their current periods end, one that is stopped or moves to another
 * machine under fixed priorities also until those end that it delayed. What was admitted without
 * them may begin only when the machine works with them too.
 */
export class Room {
  private places: Place[] = [];
  private readonly memory: CoreMemory;

  constructor(memory: CoreMemory) {
    this.memory = memory;
  }

  /** A domain is about to stop, or to move away. */
  leave(e: Engine, domain: number): void {
    for (const vcpu of e.vcpusOf(domain)) {
      const end = endOfPeriod(e, vcpu);
      // One whose first period has not begun has been in nobody's way.
      if (end <= e.now || end === Infinity) continue;
      // One that has just been replenished has used nothing.
      const unused = end - vcpu.period === e.now;
      const until = Math.max(
        unused ? e.now : end,
        ...delayedBy(e, vcpu).map((other) => endOfPeriod(e, other)),
      );
      if (until > e.now) this.places.push({ until, machine: vcpu.machine, was: leaving(e, vcpu) });
    }
  }

  /** When the next place is given up; Infinity where none is kept any more. */
  nextEnd(e: Engine): number {
    this.places = this.places.filter(({ until }) => until > e.now);
    let next = Math.min(Infinity, ...this.places.map(({ until }) => until));
    for (const vcpu of e.vcpus) {
      if (vcpu.active && changes(e, vcpu)) next = Math.min(next, endOfPeriod(e, vcpu));
    }
    return next;
  }

  /**
   * Whether the machine concerned works with what runs on it, what still keeps a place there, and
   * the change.
   */
  fits(e: Engine, change: Change, state: SystemState): boolean {
    if (change.kind === 'remove') return true;
    const one = change.kind === 'interface' ? change.vcpu : null;
    const index = one?.machine ?? machineOf(e, change.domain, state);
    const machine = e.layout.machines[index]?.machine;
    if (machine === undefined || !hasServers(machine.policy)) return true;
    // An interface comes with the next period, when others may have left.
    const from = one === null ? e.now : endOfPeriod(e, one);
    const domains: CompletedDomain[] = [];
    for (const [d, row] of e.layout.domains.entries()) {
      const comes = (change.kind === 'start' || change.kind === 'migrate') && change.domain === d;
      const vcpus: CompletedVcpu[] = [];
      for (const vcpu of e.vcpusOf(d)) {
        if (!comes && !(vcpu.active && vcpu.machine === index)) continue;
        const next = comes ? chosenVcpu(e, vcpu, state.completed) : nextOf(e, vcpu, change);
        if (next === null) continue;
        const now = comes || endOfPeriod(e, vcpu) <= from ? next : inForce(e, vcpu);
        if (now.core !== next.core) domains.push(leaving(e, vcpu));
        vcpus.push(now.core === next.core && bandwidth(now) > bandwidth(next) ? now : next);
      }
      if (vcpus.length > 0) domains.push({ ...row.domain, vcpus, tasks: tasksOf(e, d, change) });
    }
    for (const { machine: its, until, was } of this.places) {
      if (its === index && until > from) domains.push(was);
    }
    return analyzeMachine({ ...machine, domains }, [], this.memory).verdict.kind === 'schedulable';
  }
}

function nextOf(e: Engine, vcpu: VcpuState, change: Change): CompletedVcpu {
  return change.kind === 'interface' && change.vcpu === vcpu ? change.to : foreseen(e, vcpu);
}

/**
 * Those of other domains that a VCPU of a fixed priority goes before: it and whoever takes its
 * place must not both delay one period of theirs. By earliest deadlines nothing that comes after
 * its period goes before a deadline within that.
 */
function delayedBy(e: Engine, vcpu: VcpuState): readonly VcpuState[] {
  const { policy } = e.machineOf(vcpu);
  if (policy.kind !== 'RM' && policy.kind !== 'DM' && policy.kind !== 'FP') return [];
  const order = serverOrders[policy.kind];
  return e.vcpus.filter(
    (other) =>
      other.active &&
      other.domain !== vcpu.domain &&
      other.hostPool === vcpu.hostPool &&
      order(other, e.now) >= order(vcpu, e.now),
  );
}

/** A VCPU as it is, alone in its domain, under a name that none beside it has. */
function leaving(e: Engine, vcpu: VcpuState): CompletedDomain {
  const { domain } = e.layout.domains[vcpu.domain] as DomainRow;
  const was = inForce(e, vcpu);
  const name = `${was.name} until ${endOfPeriod(e, vcpu)}`;
  const tasks = tasksOf(e, vcpu.domain, null)
    .filter((task) => task.vcpu === undefined || task.vcpu === was.name)
    .map((task) => (task.vcpu === undefined ? task : { ...task, vcpu: name }));
  return { ...domain, vcpus: [{ ...was, name }], tasks };
}

/** The tasks that run in a domain now, and what comes. */
function tasksOf(e: Engine, domain: number, change: Change | null): CompletedDomain['tasks'] {
  const starts = change?.kind === 'start' && change.domain === domain;
  const added = change?.kind === 'add' ? taskOf(e, change) : undefined;
  return e.tasks.flatMap((task) => {
    const row = e.layout.tasks[task.index];
    if (row === undefined || task.traced < 0 || task.domain !== domain) return [];
    return task.active || task === added || (starts && row.step < 0) ? [row.task] : [];
  });
}
