/**
 * How entities of one level (VCPUs, or tasks) stand to each other: the smaller `first` goes first, then the smaller
 * `second`, then the one declared first.
 */
export class Order {
  readonly first: Float64Array;
  readonly second: Float64Array;

  constructor(count: number) {
    this.first = new Float64Array(count);
    this.second = new Float64Array(count);
  }

  before(a: number, b: number): boolean {
    const firstA = this.first[a] as number;
    const firstB = this.first[b] as number;
    if (firstA !== firstB) return firstA < firstB;
    const secondA = this.second[a] as number;
    const secondB = this.second[b] as number;
    if (secondA !== secondB) return secondA < secondB;
    return a < b;
  }
}

/** A binary heap of entities that knows where each of them is, so that any can be taken out. */
export class ReadyHeap {
  size = 0;
  private items = new Int32Array(4);
  private readonly order: Order;
  /** Where each entity of the level stands in the one heap it is in; −1: in none. */
  private readonly places: Int32Array;

  constructor(order: Order, places: Int32Array) {
    this.order = order;
    this.places = places;
  }

  top(): number {
    return this.items[0] as number;
  }

  push(entity: number): void {
    if (this.size === this.items.length) {
      const items = new Int32Array(2 * this.size);
      items.set(this.items);
      this.items = items;
    }
    this.up(this.size++, entity);
  }

  pop(): number {
    const top = this.items[0] as number;
    this.places[top] = -1;
    const last = this.items[--this.size] as number;
    if (this.size > 0) this.down(0, last);
    return top;
  }

  /** Takes the first one out and puts another in, in one go. */
  exchange(entity: number): number {
    const top = this.items[0] as number;
    this.places[top] = -1;
    this.down(0, entity);
    return top;
  }

  remove(entity: number): void {
    const place = this.places[entity] as number;
    this.places[entity] = -1;
    const last = this.items[--this.size] as number;
    if (last !== entity) this.settle(place, last);
  }

  /** To be called when an entity that is in the heap has changed its place in the order. */
  changed(entity: number): void {
    this.settle(this.places[entity] as number, entity);
  }

  private settle(place: number, entity: number): void {
    if (place > 0 && this.order.before(entity, this.items[(place - 1) >> 1] as number))
      this.up(place, entity);
    else this.down(place, entity);
  }

  private up(from: number, entity: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = this.items[parent] as number;
      if (!this.order.before(entity, other)) break;
      this.items[place] = other;
      this.places[other] = place;
      place = parent;
    }
    this.items[place] = entity;
    this.places[entity] = place;
  }

  private down(from: number, entity: number): void {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.size) break;
      const right = child + 1;
      if (right < this.size && this.order.before(this.items[right] as number, this.items[child] as number)) {
        child = right;
      }
      const other = this.items[child] as number;
      if (!this.order.before(other, entity)) break;
      this.items[place] = other;
      this.places[other] = place;
      place = child;
    }
    this.items[place] = entity;
    this.places[entity] = place;
  }
}
