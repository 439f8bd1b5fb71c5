import { type Order, ReadyHeap } from './ready-heap.ts';

/** What all pools of one level share: the order, and where each entity is. */
export class Level {
  readonly order: Order;
  /** The entity's place in the heap of its pool; −1: it does not wait. */
  readonly waiting: Int32Array;
  /** The entity's place in its pool; −1: it has none. */
  readonly seat: Int32Array;
  /** The place it had last. */
  readonly lastSeat: Int32Array;

  constructor(order: Order) {
    const count = order.first.length;
    this.order = order;
    this.waiting = new Int32Array(count).fill(-1);
    this.seat = new Int32Array(count).fill(-1);
    this.lastSeat = new Int32Array(count).fill(-1);
  }

  has(entity: number): boolean {
    return (this.seat[entity] as number) >= 0 || (this.waiting[entity] as number) >= 0;
  }
}

/**
 * Places (cores, or VCPUs) and the entities (VCPUs, or tasks) that want them: the first in the order get the open
 * places. One that has a place keeps it while it is among the first; the others take what is free from the lowest place up.
 * Both levels, partitioned and global, are pools: a partitioned one has one place.
 */
export class Pool {
  /** Who has the place after the last {@link settle}, less those who left since; −1: nobody. */
  readonly holder: Int32Array;
  readonly open: Uint8Array;
  /** The holder at a place cannot be displaced before this instant. */
  readonly heldUntil: Float64Array;
  /** Someone better waited for a place that is held. */
  blocked = false;
  private readonly settled: Int32Array;
  private readonly heap: ReadyHeap;
  private readonly level: Level;
  private readonly incoming: number[] = [];
  private readonly evicted: number[] = [];

  constructor(level: Level, places: number, open: boolean) {
    this.level = level;
    this.holder = new Int32Array(places).fill(-1);
    this.settled = new Int32Array(places).fill(-1);
    this.open = new Uint8Array(places).fill(open ? 1 : 0);
    this.heldUntil = new Float64Array(places);
    this.heap = new ReadyHeap(level.order, level.waiting);
  }

  /** How many want a place and have none. */
  get waiting(): number {
    return this.heap.size;
  }

  add(entity: number): void {
    this.heap.push(entity);
  }

  remove(entity: number): void {
    const place = this.level.seat[entity] as number;
    if (place < 0) {
      this.heap.remove(entity);
      return;
    }
    this.holder[place] = -1;
    this.level.seat[entity] = -1;
  }

  /** To be called when an entity of the pool has changed its place in the order. */
  changed(entity: number): void {
    if ((this.level.waiting[entity] as number) >= 0) this.heap.changed(entity);
  }

  openPlace(place: number): void {
    this.open[place] = 1;
  }

  /** Nobody runs at a closed place. With several places, whoever had it may go to another. */
  closePlace(place: number): void {
    this.open[place] = 0;
    const entity = this.holder[place] as number;
    if (entity < 0 || this.holder.length === 1) return;
    this.holder[place] = -1;
    this.level.seat[entity] = -1;
    this.heap.push(entity);
  }

  /** Gives the open places to the first in the order. */
  settle(now: number): void {
    this.blocked = false;
    if (this.holder.length === 1) this.settleOne(now);
    else this.settleMany(now);
  }

  private settleOne(now: number): void {
    if (this.heap.size === 0 || this.open[0] === 0) return;
    const holder = this.holder[0] as number;
    if (holder < 0) {
      this.sit(this.heap.pop(), 0);
    } else if (this.level.order.before(this.heap.top(), holder)) {
      if ((this.heldUntil[0] as number) > now) {
        this.blocked = true;
        return;
      }
      this.level.seat[holder] = -1;
      this.sit(this.heap.exchange(holder), 0);
    }
  }

  private settleMany(now: number): void {
    const { holder, open, heap, incoming, evicted } = this;
    incoming.length = 0;
    evicted.length = 0;
    for (let place = 0; place < holder.length && heap.size > 0; place++) {
      if (open[place] === 1 && (holder[place] as number) < 0) incoming.push(heap.pop());
    }
    while (heap.size > 0) {
      const place = this.worstPlace(now);
      if (place < 0) break;
      const entity = holder[place] as number;
      if (!this.level.order.before(heap.top(), entity)) break;
      holder[place] = -1;
      this.level.seat[entity] = -1;
      evicted.push(entity);
      incoming.push(heap.pop());
    }
    for (const entity of evicted) heap.push(entity);
    this.place();
  }

  /** The place, not held, whose holder is the last in the order. */
  private worstPlace(now: number): number {
    let worst = -1;
    for (let place = 0; place < this.holder.length; place++) {
      const entity = this.holder[place] as number;
      if (entity < 0 || this.open[place] === 0) continue;
      if ((this.heldUntil[place] as number) > now) {
        if (this.level.order.before(this.heap.top(), entity)) this.blocked = true;
        continue;
      }
      if (worst < 0 || this.level.order.before(this.holder[worst] as number, entity)) worst = place;
    }
    return worst;
  }

  private place(): void {
    const { holder, open, settled, incoming } = this;
    for (let i = 0; i < incoming.length; i++) {
      const entity = incoming[i] as number;
      const place = this.level.lastSeat[entity] as number;
      if (place < 0 || place >= holder.length) continue;
      if (open[place] === 0 || (holder[place] as number) >= 0 || settled[place] !== entity) continue;
      this.sit(entity, place);
      incoming[i] = -1;
    }
    let free = 0;
    for (const entity of incoming) {
      if (entity < 0) continue;
      while (open[free] === 0 || (holder[free] as number) >= 0) free++;
      this.sit(entity, free);
    }
    settled.set(holder);
  }

  private sit(entity: number, place: number): void {
    this.holder[place] = entity;
    this.level.seat[entity] = place;
    this.level.lastSeat[entity] = place;
  }
}
