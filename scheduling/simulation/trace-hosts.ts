import type { TraceNames } from './trace.ts';

/** A physical machine of a run. The numbers are indices into the trace's machines. */
export interface Host {
  readonly name: string;
  /** The machine of the cores that no pool has; `null` if each core is in a pool. */
  readonly own: number | null;
  readonly pools: readonly HostPool[];
}

export interface HostPool {
  readonly machine: number;
  /** Its name on the host. */
  readonly name: string;
}

/** The physical machines of a run with their pools, in the order declared. */
export function hostsOf({ machines, pools = [] }: TraceNames): readonly Host[] {
  const hosts = new Map<string, { name: string; own: number | null; pools: HostPool[] }>();
  for (const [machine, name] of machines.entries()) {
    const pool = pools[machine] ?? null;
    const host = pool?.host ?? name;
    const known = hosts.get(host) ?? { name: host, own: null, pools: [] };
    hosts.set(host, known);
    if (pool === null) known.own = machine;
    else known.pools.push({ machine, name: pool.pool });
  }
  return [...hosts.values()];
}
