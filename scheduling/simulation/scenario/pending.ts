import type { Action } from '../../model/model.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import { stopDomain } from '../engine/lifecycle.ts';
import { apply } from './apply.ts';
import { type Change, interfaceChanges, type LoadChange, loadChanges, taskOf } from './changes.ts';
import { bandwidth, changes, endOfPeriod, foreseen, inForce, sameInterface } from './interface.ts';
import type { Room } from './room.ts';
import { domainNumber } from './test-run.ts';

/**
 * Admitted changes that wait: for the room of VCPUs that are leaving, or, in the case of an added
 * task, for the larger budget that was chosen for it. The interfaces of one step come first; the
 * changes of one domain come in order.
 */
export class PendingChanges {
  private waiting: readonly Change[] = [];
  private readonly room: Room;

  constructor(room: Room) {
    this.room = room;
  }

  /** Takes an admitted action. Its stops happen now; {@link settle} applies the rest. */
  admit(engine: Engine, action: Action, step: number, after: SystemState): void {
    if (action.kind === 'stop')
      for (const name of action.domains) this.stop(engine, domainNumber(engine, name));
    if (action.kind === 'remove')
      this.forgetAdded(domainNumber(engine, action.domain), action.task);
    const loads = [...this.waiting.filter(isLoad), ...loadChanges(engine, action, step)];
    const coming = loads.filter(({ kind }) => kind === 'start' || kind === 'migrate');
    const except = new Set(coming.map(({ domain }) => domain));
    // Interfaces are those of the latest state. A waiting one that is still wanted keeps its step.
    const interfaces = interfaceChanges(engine, step, after, except).map((change) => {
      const known = this.waiting.find(
        (other) =>
          other.kind === 'interface' &&
          other.vcpu === change.vcpu &&
          sameInterface(other.to, change.to),
      );
      return known ?? change;
    });
    this.waiting = [...interfaces, ...loads];
  }

  /**
   * Applies the changes that have room. The result is the time at which more may have room,
   * Infinity if nothing waits.
   */
  settle(engine: Engine, state: SystemState): number {
    while (this.waiting.length > 0) {
      const ready = this.waiting.find(
        (change) => !this.isHeld(engine, change) && this.room.fits(engine, change, state),
      );
      const next = this.room.nextEnd(engine);
      if (ready === undefined && next < Infinity) return Math.min(next, this.nextPeriod(engine));
      // VCPUs that exchange places leave no room to each other, so the first change is applied all
      // the same.
      const change = ready ?? this.waiting[0];
      this.waiting = this.waiting.filter((other) => other !== change);
      if (change !== undefined) apply(engine, change, state, this.room);
    }
    return Infinity;
  }

  /**
   * The first end of a period, in ns, of a VCPU that waits for an interface. The change after it
   * may then have room.
   */
  private nextPeriod(engine: Engine): number {
    const periods = this.waiting.map((change) =>
      isLoad(change) ? Infinity : endOfPeriod(engine, change.vcpu),
    );
    return Math.min(...periods);
  }

  private isHeld(engine: Engine, change: Change): boolean {
    if (!isLoad(change)) return false;
    const before = this.waiting.slice(0, this.waiting.indexOf(change));
    return (
      before.some((other) =>
        isLoad(other) ? other.domain === change.domain : other.step === change.step,
      ) ||
      (change.kind === 'add' && grows(engine, change))
    );
  }

  private stop(engine: Engine, domain: number): void {
    this.waiting = this.waiting.filter((change) => change.domain !== domain);
    if (domain < 0 || !engine.vcpusOf(domain).some(({ active }) => active)) return;
    this.room.leave(engine, domain);
    stopDomain(engine, domain);
  }

  /** Drops a task that is removed before it could begin. */
  private forgetAdded(domain: number, task: string): void {
    this.waiting = this.waiting.filter(
      (change) => change.kind !== 'add' || change.domain !== domain || change.task !== task,
    );
  }
}

function isLoad(change: Change): change is LoadChange {
  return change.kind !== 'interface';
}

/** Whether a VCPU that can run the task has a larger budget from its next replenishment on. */
function grows(engine: Engine, change: LoadChange): boolean {
  const places = taskOf(engine, change)?.pool.places ?? [];
  return places.some((vcpu) => {
    return (
      changes(engine, vcpu) && bandwidth(foreseen(engine, vcpu)) > bandwidth(inForce(engine, vcpu))
    );
  });
}
