import { before, type Contender } from './state/contender.ts';

/** A binary heap of contenders. Each knows its index, so that any can be removed. */
export class ReadyHeap<Entity extends Contender> {
  size = 0;
  private readonly items: Entity[] = [];

  /** The first in the order. Domain: the heap is not empty. */
  top(): Entity {
    return this.items[0] as Entity;
  }

  push(entity: Entity): void {
    this.up(this.size++, entity);
  }

  pop(): Entity {
    const top = this.items[0] as Entity;
    top.waiting = -1;
    const last = this.items[--this.size] as Entity;
    if (this.size > 0) this.down(0, last);
    return top;
  }

  /** Removes the first one and adds another, in one operation. */
  exchange(entity: Entity): Entity {
    const top = this.items[0] as Entity;
    top.waiting = -1;
    this.down(0, entity);
    return top;
  }

  remove(entity: Entity): void {
    const place = entity.waiting;
    entity.waiting = -1;
    const last = this.items[--this.size] as Entity;
    if (last !== entity) this.settle(place, last);
  }

  /** Updates the heap after one of its entities changed its keys. */
  changed(entity: Entity): void {
    this.settle(entity.waiting, entity);
  }

  private settle(place: number, entity: Entity): void {
    if (place > 0 && before(entity, this.items[(place - 1) >> 1] as Entity)) this.up(place, entity);
    else this.down(place, entity);
  }

  private up(from: number, entity: Entity): void {
    const { items } = this;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = items[parent] as Entity;
      if (!before(entity, other)) break;
      items[place] = other;
      other.waiting = place;
      place = parent;
    }
    items[place] = entity;
    entity.waiting = place;
  }

  private down(from: number, entity: Entity): void {
    const { items, size } = this;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && before(items[right] as Entity, items[child] as Entity)) child = right;
      const other = items[child] as Entity;
      if (!before(other, entity)) break;
      items[place] = other;
      other.waiting = place;
      place = child;
    }
    items[place] = entity;
    entity.waiting = place;
  }
}
