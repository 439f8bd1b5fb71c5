import type { AnalysisCache } from '../../../choose/cache/cache.ts';
import { Prover } from '../../../choose/prover.ts';
import type { CompletedVcpu } from '../../../model/completed.ts';
import type { Task } from '../../../model/model.ts';
import { hasServers } from '../../../model/policies.ts';
import type { Engine } from '../../engine/engine.ts';
import type { DomainRow, TaskRow } from '../../engine/layout.ts';
import { addTask, startDomain } from '../../engine/lifecycle.ts';
import type { HostPool } from '../../engine/pool.ts';
import type { TaskState } from '../../engine/state/task-state.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import { settleHog } from '../../engine/work.ts';
import type { Weakening } from '../../result.ts';
import type { Change, ComingDomain, ComingTask, InterfaceChange } from '../changes.ts';
import type { Approved } from '../counted.ts';
import { GuestPlaces, resourceOf, sameSupply } from '../guest-places.ts';
import { HostPlaces } from '../host-places.ts';
import { beginWith, foresee, inForce, poolFor } from '../interface.ts';
import { isGuestQuiet, renew } from '../quiet.ts';
import { serverWith } from '../servers-now.ts';
import { changeBears, hasToStay, moveBears } from './bearing.ts';
import { ownsCore, placesOf, shrinks } from './needs.ts';
import { QuietWaits } from './quiet-waits.ts';
import { transfer } from './transfer.ts';

/** An approved interface, with the change that it is of. */
interface Approval extends Approved {
  readonly change: Change;
  /** Whether only an instant at which the guest is quiet will do. */
  readonly guestQuiet: boolean;
}

/** Tells how an admitted action goes on. */
export interface Listener {
  /** A change of a step is in force. */
  inForce(step: number): void;
  /**
   * A change of a step has waited for a quiet instant of a pool longer than the limit. The result
   * tells whether it is dropped.
   */
  tooLong(change: InterfaceChange, waited: number): boolean;
}

/**
 * The admitted changes that are not in force. Each starts at the first instant at which its places
 * pass with their ghosts. One queue per place: nothing overtakes an earlier change there, nor one
 * of its own domain.
 */
export class ChangeQueue {
  private waiting: readonly Change[] = [];
  private readonly approved = new Map<number, Approval>();
  private readonly hosts: HostPlaces;
  private readonly guests: GuestPlaces;
  private readonly listener: Listener;
  private readonly weakened: ReadonlySet<Weakening>;
  /** The declared tasks that have been removed from domains before they started. */
  private readonly withheld = new Set<number>();
  private readonly waits = new QuietWaits();

  constructor(cache: AnalysisCache, weakened: ReadonlySet<Weakening>, listener: Listener) {
    this.hosts = new HostPlaces(this.approved, weakened);
    this.guests = new GuestPlaces(new Prover(cache, {}), weakened);
    this.listener = listener;
    this.weakened = weakened;
  }

  /** Takes the changes of an admitted action. {@link settle} starts those that can. */
  push(changes: readonly Change[]): void {
    this.waiting = [...this.waiting, ...changes];
  }

  /** Whether some change of a step is not in force. */
  holds(step: number): boolean {
    return (
      this.waiting.some((change) => change.step === step) ||
      [...this.approved.values()].some(({ change }) => change.step === step)
    );
  }

  /** The number of changes of a step of which nothing is in force. */
  count(step: number): number {
    const all = new Set(this.waiting);
    // A domain that moves may have VCPUs at both ends.
    for (const { change } of this.approved.values())
      if (change.kind === 'interface') all.add(change);
    return [...all].filter((change) => change.step === step).length;
  }

  /** Drops the changes for which the answer is `true`, approved ones too. */
  drop(which: (change: Change) => boolean): void {
    this.waiting = this.waiting.filter((change) => !which(change));
    for (const [vcpu, { change }] of this.approved) if (which(change)) this.approved.delete(vcpu);
  }

  /** A domain is about to stop: its VCPUs become ghosts, and what it waited for is forgotten. */
  stop(engine: Engine, domain: number): void {
    this.drop((change) => change.domain === domain);
    for (const task of (engine.layout.domains[domain] as DomainRow).tasks)
      this.withheld.delete(task);
    for (const vcpu of engine.vcpusOf(domain)) {
      if (vcpu.active) this.hosts.leave(engine, vcpu, 'stops');
      this.guests.forget(vcpu.guestPool);
    }
  }

  /** A task that is removed before it has come, or before its domain has, is forgotten. */
  forget(engine: Engine, domain: number, name: string): void {
    const { tasks } = engine.layout.domains[domain] as DomainRow;
    for (const task of tasks)
      if ((engine.layout.tasks[task] as TaskRow).task.name === name) this.withheld.add(task);
    this.drop(
      (change) =>
        change.kind === 'add' &&
        change.domain === domain &&
        (engine.layout.tasks[change.task.index] as TaskRow).task.name === name,
    );
  }

  /** A task is about to leave a running domain. */
  remove(engine: Engine, task: TaskState): void {
    this.guests.leave(engine, task.pool, (engine.layout.tasks[task.index] as TaskRow).task);
    for (const vcpu of task.pool.places) {
      if (engine.machineOf(vcpu).switchCosts.length > 0) this.hosts.leave(engine, vcpu, 'shrinks');
    }
  }

  /**
   * Starts what can start now. The result is the next instant at which more may, in ns, besides
   * those that the engine tells of.
   */
  settle(engine: Engine): number {
    this.hosts.refresh(engine);
    this.guests.refresh(engine);
    let again = true;
    while (again) {
      again = false;
      for (const change of this.waiting) {
        if (this.isHeld(engine, change) || !this.begins(engine, change)) continue;
        this.waiting = this.waiting.filter((other) => other !== change);
        again = true;
        break;
      }
    }
    return this.nextInstant(engine);
  }

  /** A VCPU is about to be replenished; `true` if it has gone to another machine instead. */
  replenishing(engine: Engine, vcpu: VcpuState): boolean {
    renew(engine, vcpu);
    const approval = this.approved.get(vcpu.index);
    if (approval === undefined) return false;
    if (approval.guestQuiet && !isGuestQuiet(engine, vcpu.guestPool)) return false;
    if (!this.passesBetween(engine, vcpu, approval)) return false;
    return this.enforce(engine, vcpu, approval);
  }

  /**
   * Whether the guest of a VCPU passes with its new interface while others of it wait for theirs,
   * which all of its tasks may need.
   */
  private passesBetween(engine: Engine, vcpu: VcpuState, { to, machine }: Approval): boolean {
    const { guestPool } = vcpu;
    if (machine !== vcpu.machine || guestPool.places.length === 1) return true;
    const changes = [...this.waiting, ...[...this.approved.values()].map(({ change }) => change)];
    const isOther = (change: Change) =>
      change.kind === 'interface' && change.vcpu !== vcpu && change.vcpu.guestPool === guestPool;
    if (!changes.some(isOther)) return true;
    const next = resourceOf(engine, vcpu, to);
    return next !== null && this.guests.bearsLess(engine, vcpu, next);
  }

  /** Puts an approved interface into force as the VCPU's period ends. */
  private enforce(engine: Engine, vcpu: VcpuState, approval: Approval): boolean {
    const { to, machine, pool, change } = approval;
    const elsewhere = machine !== vcpu.machine;
    const from = inForce(engine, vcpu);
    const next = resourceOf(engine, vcpu, to, machine);
    const old = resourceOf(engine, vcpu, from);
    const same = old !== null && next !== null && sameSupply(old, next);
    if (!same || old.budget !== next.budget) this.guests.changed(engine, vcpu, next);
    if (elsewhere || pool !== vcpu.hostPool || !same) this.hosts.leave(engine, vcpu, 'over');
    else if ((to.budget ?? 0) < (from.budget ?? 0)) this.hosts.leave(engine, vcpu, 'shrinks');
    this.approved.delete(vcpu.index);
    if (pool !== vcpu.hostPool) vcpu.owed = false;
    if (elsewhere) transfer(engine, vcpu, approval);
    else foresee(engine, vcpu, to);
    this.finish(engine, change);
    return elsewhere;
  }

  private finish(engine: Engine, { step }: Change): void {
    engine.alert();
    if (!this.holds(step)) this.listener.inForce(step);
  }

  /** Whether an earlier change has to come first: in its domain, or in the queue of a place. */
  private isHeld(engine: Engine, change: Change): boolean {
    const { domain } = change;
    for (const { change: other } of this.approved.values())
      if (other.domain === domain && !goTogether(other, change)) return true;
    const places = new Set(placesOf(engine, change));
    if (this.isOccupied(engine, change, places)) return true;
    for (const other of this.waiting) {
      if (other === change) return false;
      if (other.domain === domain && !goTogether(other, change)) return true;
      if (other.first === change.first) continue;
      if (placesOf(engine, other).some((place) => places.has(place))) return true;
    }
    return false;
  }

  /** Whether a core of its own still has somebody who was admitted to leave and cannot yet. */
  private isOccupied(
    engine: Engine,
    change: Change,
    places: ReadonlySet<HostPool | null>,
  ): boolean {
    return this.waiting.some(
      (other) =>
        other.kind === 'migrate' &&
        other.domain !== change.domain &&
        hasToStay(engine, this.guests, other) &&
        other.vcpus.some(({ vcpu }) => ownsCore(engine, vcpu) && places.has(vcpu.hostPool)),
    );
  }

  /** Starts a change if it can start now. */
  private begins(engine: Engine, change: Change): boolean {
    switch (change.kind) {
      case 'start':
        return this.starts(engine, change);
      case 'migrate':
        return this.migrates(engine, change);
      case 'add':
        return this.adds(engine, change);
      case 'interface':
        return this.changesInterface(engine, change);
    }
  }

  private starts(engine: Engine, change: ComingDomain): boolean {
    const { domain, machine, vcpus } = change;
    const { tasks } = engine.layout.domains[domain] as DomainRow;
    const there = tasks.filter((task) => !this.withheld.has(task));
    const own = there.map((task) => (engine.layout.tasks[task] as TaskRow).task);
    const coming = vcpus.flatMap(({ vcpu, to }) => {
      const server = serverWith(engine, vcpu, machine, to, own);
      const pool = poolFor(engine, vcpu, to, machine);
      return server === null || server.budget === 0 ? [] : [{ pool, server }];
    });
    const pools = coming.map(({ pool }) => pool);
    if (!this.hosts.admits(engine, pools, { coming })) return false;
    for (const { vcpu, to } of vcpus) {
      vcpu.machine = machine;
      beginWith(engine, vcpu, to);
      vcpu.hostPool = vcpu.nextPool;
      vcpu.owed = false;
      this.guests.forget(vcpu.guestPool);
    }
    startDomain(engine, domain, this.withheld);
    for (const task of tasks) this.withheld.delete(task);
    this.finishLater(engine, change);
    return true;
  }

  private adds(engine: Engine, change: ComingTask): boolean {
    const { domain, task } = change;
    const { task: own } = engine.layout.tasks[task.index] as TaskRow;
    if (!this.guests.passes(engine, task.pool, [own])) return false;
    const vcpus = task.pool.places;
    const costly = vcpus.filter((vcpu) => engine.machineOf(vcpu).switchCosts.length > 0);
    const tasks = new Map<number, readonly Task[]>([[domain, [own]]]);
    const pools = costly.map(({ hostPool }) => hostPool);
    if (!this.hosts.admits(engine, pools, { tasks })) return false;
    addTask(engine, task);
    this.finishLater(engine, change);
    return true;
  }

  private changesInterface(engine: Engine, change: InterfaceChange): boolean {
    const { vcpu, to } = change;
    const { machine } = vcpu;
    const pool = poolFor(engine, vcpu, to, machine);
    if (!hasServers(engine.machineOf(vcpu).policy)) {
      transfer(engine, vcpu, { to, machine, pool });
      this.finishLater(engine, change);
      return true;
    }
    const old = resourceOf(engine, vcpu, inForce(engine, vcpu));
    const next = resourceOf(engine, vcpu, to);
    const guest = changeBears(engine, this.guests, change, old, next);
    if (guest === 'not-now') return false;
    const approval: Approval = { change, to, machine, pool, guestQuiet: guest === 'if-quiet' };
    if (inForce(engine, vcpu).period === null) return this.beginsAnew(engine, change, approval);
    if (shrinks(engine, change)) {
      this.approved.set(vcpu.index, approval);
      return true;
    }
    if (pool === vcpu.hostPool && old !== null && next !== null && !sameSupply(old, next)) {
      if (this.hosts.bearsOwnPeriodEnd(engine, vcpu, to)) {
        this.approved.set(vcpu.index, approval);
        return true;
      }
      return this.reshapesAtQuiet(engine, change, approval);
    }
    this.approved.set(vcpu.index, approval);
    if (change.stopsOver === true && this.weakened.has('detours')) return true;
    if (this.hosts.admits(engine, [pool], {})) return true;
    this.approved.delete(vcpu.index);
    return false;
  }

  /** A VCPU that had no period, the end of which it could wait for, begins its first one. */
  private beginsAnew(engine: Engine, change: InterfaceChange, approval: Approval): boolean {
    const { vcpu, to } = change;
    this.approved.set(vcpu.index, approval);
    const admits = this.hosts.admits(engine, [approval.pool], {});
    this.approved.delete(vcpu.index);
    if (!admits) return false;
    this.begin(engine, vcpu, to);
    vcpu.hostPool = vcpu.nextPool;
    this.finishLater(engine, change);
    return true;
  }

  /** A period begins now, with a full budget. */
  private begin(engine: Engine, vcpu: VcpuState, to: CompletedVcpu): void {
    this.guests.changed(engine, vcpu, resourceOf(engine, vcpu, to));
    vcpu.owed = false;
    vcpu.renewedAt = engine.now;
    beginWith(engine, vcpu, to);
    engine.slots.set(vcpu.replenishSlot, engine.now);
  }

  /** A new period or deadline begins at a quiet instant of its place, with a full budget. */
  private reshapesAtQuiet(engine: Engine, change: InterfaceChange, approval: Approval): boolean {
    const { vcpu, to } = change;
    const { hostPool } = vcpu;
    if (hostPool === null) return false;
    const hasLeave = change.whenQuiet === true && approval.guestQuiet;
    if (!hasLeave) this.waits.begin(change, engine.now);
    if (!this.hosts.isQuiet(engine, hostPool, vcpu.machine)) return false;
    // It waits on for an instant at which both are quiet.
    hostPool.watched = true;
    vcpu.guestPool.watched ||= approval.guestQuiet;
    if (approval.guestQuiet && !isGuestQuiet(engine, vcpu.guestPool)) return false;
    if (!this.passesBetween(engine, vcpu, approval)) return false;
    if (!this.hosts.admitsInstead(engine, vcpu, to)) return false;
    this.begin(engine, vcpu, to);
    this.finishLater(engine, change);
    return true;
  }

  private migrates(engine: Engine, change: ComingDomain): boolean {
    const { domain, machine, vcpus } = change;
    const here = vcpus.filter(({ vcpu }) => vcpu.active && vcpu.machine !== machine);
    const approvals: Approval[] = [];
    for (const { vcpu, to } of here) {
      const bears = moveBears(engine, this.guests, vcpu, to, machine);
      if (bears === 'not-now') return false;
      const pool = poolFor(engine, vcpu, to, machine);
      approvals.push({ change, to, machine, pool, guestQuiet: bears === 'if-quiet' });
    }
    // Where the guest has to be quiet, all of it goes at once.
    const together = approvals.some(({ guestQuiet }) => guestQuiet);
    if (together && !here.every(({ vcpu }) => isGuestQuiet(engine, vcpu.guestPool))) {
      for (const { vcpu } of here) vcpu.guestPool.watched = true;
      return false;
    }
    for (const [index, { vcpu }] of here.entries())
      this.approved.set(vcpu.index, approvals[index] as Approval);
    const pools = approvals.map(({ pool }) => pool);
    if (!this.hosts.admits(engine, pools, {})) {
      for (const { vcpu } of here) this.approved.delete(vcpu.index);
      return false;
    }
    for (const { vcpu } of here) {
      // One with a budget leaves as its period ends.
      if (!together && vcpu.theta > 0 && hasServers(engine.machineOf(vcpu).policy)) continue;
      const approval = this.approved.get(vcpu.index) as Approval;
      this.approved.delete(vcpu.index);
      this.hosts.leave(engine, vcpu, 'stops');
      vcpu.owed = false;
      transfer(engine, vcpu, approval);
    }
    settleHog(engine, domain);
    if (here.every(({ vcpu }) => !this.approved.has(vcpu.index))) this.finishLater(engine, change);
    return true;
  }

  /** A change is in force that is still in the list: its step may be over after this. */
  private finishLater(engine: Engine, change: Change): void {
    this.waiting = this.waiting.filter((other) => other !== change);
    this.finish(engine, change);
  }

  /** The next instant at which a ghost may be released or a limit is over, in ns. */
  private nextInstant(engine: Engine): number {
    const { next, over } = this.waits.look(engine, this.waiting);
    for (const { change, waited } of over)
      if (!this.listener.tooLong(change, waited)) this.waits.goOn(change);
    return Math.min(next, this.hosts.nextRelease(engine));
  }
}

/** Whether changes of one domain need not wait for each other: interfaces admitted as one. */
function goTogether(a: Change, b: Change): boolean {
  return (
    a.kind === 'interface' && b.kind === 'interface' && a.first === b.first && a.vcpu !== b.vcpu
  );
}
