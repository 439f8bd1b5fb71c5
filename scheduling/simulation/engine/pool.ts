import type { Clock } from './clock.ts';
import { ReadyHeap } from './ready-heap.ts';
import { before, type Contender } from './state/contender.ts';
import type { CoreState } from './state/core-state.ts';
import type { TaskState } from './state/task-state.ts';
import type { VcpuState } from './state/vcpu-state.ts';

/** The machine level: VCPUs contend for cores. */
export type HostPool = Pool<CoreState, VcpuState>;
/** The guest level: tasks contend for VCPUs. */
export type GuestPool = Pool<VcpuState, TaskState>;

/**
 * Places and the entities that want them: the first entities in the order get the open places. An
 * entity keeps its place while it is among the first; the others take free places from the lowest
 * one up. Both levels, partitioned and global, are pools; a partitioned pool has one place.
 */
export class Pool<Place, Entity extends Contender> {
  readonly places: Place[] = [];
  /** The holders after the last {@link settle}, less those who left since. */
  readonly holder: (Entity | null)[] = [];
  /** Whether anything changed since the last decision. */
  dirty = false;
  /** Whether a better entity waited for a place that is held. */
  blocked = false;
  /** Whether somebody wants to know when nobody here has anything to do. */
  watched = false;
  /** The number of turns so far, which is the number of the next turn. */
  turns = 0;
  /** Whether a new place is open. */
  private readonly opened: boolean;
  private readonly clock: Clock;
  private readonly open: boolean[] = [];
  private readonly heldUntil: number[] = [];
  private readonly settled: (Entity | null)[] = [];
  private readonly heap = new ReadyHeap<Entity>();
  private readonly incoming: Entity[] = [];
  private readonly evicted: Entity[] = [];

  constructor(opened: boolean, clock: Clock) {
    this.opened = opened;
    this.clock = clock;
  }

  /** Adds a place and returns its number. */
  join(place: Place): number {
    this.holder.push(null);
    this.settled.push(null);
    this.open.push(this.opened);
    this.heldUntil.push(0);
    return this.places.push(place) - 1;
  }

  /** The number of entities that want a place and have none. */
  get waiting(): number {
    return this.heap.size;
  }

  /** The first instant at which a held place is free again. */
  nextFree(): number {
    return Math.min(...this.heldUntil.filter((until) => until > this.clock.now));
  }

  /** Holds the place: its holder cannot be displaced before `until`. */
  hold(place: number, until: number): void {
    this.heldUntil[place] = until;
  }

  add(entity: Entity): void {
    this.heap.push(entity);
  }

  remove(entity: Entity): void {
    if (entity.seat < 0) {
      this.heap.remove(entity);
      return;
    }
    this.holder[entity.seat] = null;
    entity.seat = -1;
  }

  /** Updates the order after an entity of the pool changed its keys. */
  changed(entity: Entity): void {
    if (entity.waiting >= 0) this.heap.changed(entity);
  }

  openPlace(place: number): void {
    this.open[place] = true;
  }

  /** Closes a place, at which nobody runs. With several places its holder may go to another. */
  closePlace(place: number): void {
    this.open[place] = false;
    const entity = this.holder[place] ?? null;
    if (entity === null || this.holder.length === 1) return;
    this.holder[place] = null;
    entity.seat = -1;
    this.heap.push(entity);
  }

  /** Gives the open places to the first in the order. */
  settle(): void {
    this.blocked = false;
    if (this.holder.length === 1) this.settleOne();
    else this.settleMany();
  }

  private settleOne(): void {
    const { heap, holder } = this;
    if (heap.size === 0 || this.open[0] === false) return;
    const entity = holder[0] ?? null;
    if (entity === null) {
      this.sit(heap.pop(), 0);
    } else if (before(heap.top(), entity)) {
      if ((this.heldUntil[0] as number) > this.clock.now) {
        this.blocked = true;
        return;
      }
      entity.seat = -1;
      this.sit(heap.exchange(entity), 0);
    }
  }

  private settleMany(): void {
    const { holder, open, heap, incoming, evicted } = this;
    incoming.length = 0;
    evicted.length = 0;
    for (let place = 0; place < holder.length && heap.size > 0; place++) {
      if (open[place] === true && holder[place] === null) incoming.push(heap.pop());
    }
    while (heap.size > 0) {
      const place = this.worstPlace();
      if (place < 0) break;
      const entity = holder[place] as Entity;
      if (!before(heap.top(), entity)) break;
      holder[place] = null;
      entity.seat = -1;
      evicted.push(entity);
      incoming.push(heap.pop());
    }
    for (const entity of evicted) heap.push(entity);
    this.place();
  }

  /** The place, not held, whose holder is last in the order; −1 if there is none. */
  private worstPlace(): number {
    const { holder } = this;
    const { now } = this.clock;
    let worst: Entity | null = null;
    for (let place = 0; place < holder.length; place++) {
      const entity = holder[place] ?? null;
      if (entity === null || this.open[place] === false) continue;
      if ((this.heldUntil[place] as number) > now) {
        if (before(this.heap.top(), entity)) this.blocked = true;
        continue;
      }
      if (worst === null || before(worst, entity)) worst = entity;
    }
    return worst === null ? -1 : worst.seat;
  }

  /** Seats the entering entities. One whose last place is free returns to it. */
  private place(): void {
    const { holder, open, settled, incoming } = this;
    for (const entity of incoming) {
      const place = entity.lastSeat;
      if (place < 0 || settled[place] !== entity) continue;
      if (open[place] === true && holder[place] === null) this.sit(entity, place);
    }
    let free = 0;
    for (const entity of incoming) {
      if (entity.seat >= 0) continue;
      while (open[free] === false || holder[free] !== null) free++;
      this.sit(entity, free);
    }
    for (let place = 0; place < holder.length; place++) settled[place] = holder[place] ?? null;
  }

  private sit(entity: Entity, place: number): void {
    this.holder[place] = entity;
    entity.seat = place;
    entity.lastSeat = place;
  }
}
