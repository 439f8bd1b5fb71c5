/**
 * The tasks of a run by two keys, the smaller first, with ties to the task declared first. A key of
 * a task in the heap changes only while the task is at the top, before {@link TaskHeap.settle}.
 */
export class TaskHeap {
  readonly first: Float64Array;
  readonly second: Float64Array;
  private readonly heap: Int32Array;
  private size = 0;

  constructor(tasks: number) {
    this.first = new Float64Array(tasks);
    this.second = new Float64Array(tasks);
    this.heap = new Int32Array(tasks);
  }

  /** The first task; −1 if there is none. */
  top(): number {
    return this.size === 0 ? -1 : (this.heap[0] as number);
  }

  push(task: number): void {
    const { heap } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as number;
      if (!this.precedes(task, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = task;
  }

  pop(): void {
    this.heap[0] = this.heap[--this.size] as number;
    this.settle();
  }

  /** Restores the order after a larger key of the task at the top. */
  settle(): void {
    const { heap, size } = this;
    const task = heap[0] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.precedes(heap[child + 1] as number, heap[child] as number))
        child++;
      const below = heap[child] as number;
      if (!this.precedes(below, task)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = task;
  }

  private precedes(a: number, b: number): boolean {
    const byFirst = (this.first[a] as number) - (this.first[b] as number);
    if (byFirst !== 0) return byFirst < 0;
    const bySecond = (this.second[a] as number) - (this.second[b] as number);
    return bySecond === 0 ? a < b : bySecond < 0;
  }
}
