/** A binary heap: gives the first value in the order of `before`. */
export class PriorityQueue<T> {
  private readonly heap: T[] = [];
  private readonly before: (a: T, b: T) => boolean;

  constructor(before: (a: T, b: T) => boolean) {
    this.before = before;
  }

  push(value: T): void {
    const { heap, before } = this;
    let at = heap.length;
    heap.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as T;
      if (!before(value, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = value;
  }

  /** Removes the first value and returns it; `undefined` if the queue is empty. */
  pop(): T | undefined {
    const { heap, before } = this;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = child + 1;
      if (right < heap.length && before(heap[right] as T, heap[child] as T)) child = right;
      const below = heap[child] as T;
      if (!before(below, last)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
