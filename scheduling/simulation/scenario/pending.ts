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
 * What has been admitted and waits: for the room of VCPUs that are leaving, or an added task for
 * the larger budget that was chosen for it. Of one step the interfaces come first; the changes of
 * one domain come in order.
 */
export class PendingChanges {
  private waiting: readonly Change[] = [];
  private readonly room: Room;

  constructor(room: Room) {
    this.room = room;
  }

  /** An action has been admitted. What it stops stops now; for the rest see {@link settle}. */
  admit(engine: Engine, action: Action, step: number, after: SystemState): void {
    if (action.kind === 'stop')
      for (const name of action.domains) this.stop(engine, domainNumber(engine, name));
    if (action.kind === 'remove')
      this.forgetAdded(domainNumber(engine, action.domain), action.task);
    const loads = [...this.waiting.filter(isLoad), ...loadChanges(engine, action, step)];
    const coming = loads.filter(({ kind }) => kind === 'start' || kind === 'migrate');
    const except = new Set(coming.map(({ domain }) => domain));
    // Interfaces are those of the latest state; one that is wanted still keeps its step.
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
   * Lets happen what there is room for. Answers when there may be more; Infinity where nothing
   * waits.
   */
  settle(engine: Engine, state: SystemState): number {
    while (this.waiting.length > 0) {
      const ready = this.waiting.find(
        (change) => !this.isHeld(engine, change) && this.room.fits(engine, change, state),
      );
      const next = this.room.nextEnd(engine);
      if (ready === undefined && next < Infinity) return Math.min(next, this.nextPeriod(engine));
      // Places that are exchanged leave no room to either: then they change all the same.
      const change = ready ?? this.waiting[0];
      this.waiting = this.waiting.filter((other) => other !== change);
      if (change !== undefined) apply(engine, change, state, this.room);
    }
    return Infinity;
  }

  /**
   * When the first VCPU that waits for an interface has a new period, and the one after may have
   * room for it.
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

  /** A task that is removed before it could begin never does. */
  private forgetAdded(domain: number, task: string): void {
    this.waiting = this.waiting.filter(
      (change) => change.kind !== 'add' || change.domain !== domain || change.task !== task,
    );
  }
}

function isLoad(change: Change): change is LoadChange {
  return change.kind !== 'interface';
}

/** Whether a VCPU that the task can run on has a larger budget from its next replenishment on. */
function grows(engine: Engine, change: LoadChange): boolean {
  const places = taskOf(engine, change)?.pool.places ?? [];
  return places.some((vcpu) => {
    return (
      changes(engine, vcpu) && bandwidth(foreseen(engine, vcpu)) > bandwidth(inForce(engine, vcpu))
    );
  });
}
