import type { Engine } from '../../engine/engine.ts';
import type { Change, InterfaceChange } from '../changes.ts';

/** The factor of the longest period of a pool for which a change waits for it to be quiet. */
const LIMIT = 10;

/** The changes that wait for a quiet instant of their place, each since an instant in ns. */
export class QuietWaits {
  private readonly since = new Map<Change, number>();

  begin(change: Change, now: number): void {
    if (!this.since.has(change)) this.since.set(change, now);
  }

  /** A change that nothing can take back waits however long it takes. */
  goOn(change: Change): void {
    this.since.set(change, Infinity);
  }

  /** The changes among those that still wait whose limit is over, and the next end of a limit. */
  look(
    engine: Engine,
    waiting: readonly Change[],
  ): {
    readonly next: number;
    readonly over: readonly { readonly change: InterfaceChange; readonly waited: number }[];
  } {
    let next = Infinity;
    const over: { change: InterfaceChange; waited: number }[] = [];
    for (const [change, since] of this.since) {
      if (change.kind !== 'interface' || !waiting.includes(change)) {
        this.since.delete(change);
        continue;
      }
      const end = limitOf(engine, change, since);
      if (end <= engine.now) over.push({ change, waited: engine.now - since });
      else next = Math.min(next, end);
    }
    return { next, over };
  }
}

/** The end of the wait for a quiet instant of a pool, in ns; that of a core has a bound. */
function limitOf(engine: Engine, { vcpu }: InterfaceChange, since: number): number {
  const pool = vcpu.hostPool;
  if (pool === null || pool.places.length === 1) return Infinity;
  let longest = vcpu.period;
  for (const other of engine.vcpus)
    if (other.active && other.hostPool === pool) longest = Math.max(longest, other.period);
  return since + LIMIT * longest;
}
