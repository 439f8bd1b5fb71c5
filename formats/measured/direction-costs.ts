/** The measured costs of the switches from one end to another, in ns or cycles. */
export interface DirectionCost<End> {
  readonly from: End;
  readonly to: End;
  readonly count: number;
  readonly sum: number;
  readonly worst: number;
}

/** Collects the costs of switches by direction; ends are equal where their JSON is. */
export class DirectionCosts<End> {
  readonly #found = new Map<string, DirectionCost<End>>();

  add(from: End, to: End, cost: number): void {
    const key = JSON.stringify([from, to]);
    const { count, sum, worst } = this.#found.get(key) ?? { count: 0, sum: 0, worst: 0 };
    const more = { count: count + 1, sum: sum + cost, worst: Math.max(worst, cost) };
    this.#found.set(key, { from, to, ...more });
  }

  /** The directions in the order in which they were first seen. */
  all(): readonly DirectionCost<End>[] {
    return [...this.#found.values()];
  }
}
