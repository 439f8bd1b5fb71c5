import { onlyCore, placeOfCore } from '../../host/cores.ts';
import { leastGrossShare } from '../../host/overhead.ts';
import { byBandwidth } from '../../host/partitioned/by-bandwidth.ts';
import type { CoreRules } from '../../host/partitioned/core-test.ts';
import type { HostServer } from '../../host/server.ts';
import { UTILIZATION_ERROR } from '../../host/utilization.ts';
import { FilledCores, type Fit, keyOf } from './filled-cores.ts';

/** Cores by {@link keyOf}. */
export type Placement = ReadonlyMap<string, number>;

/** The number of tests of a core in the search when first-fit fails. */
const MOST_TESTS = 4_000;
/** The number of cores that the search tries to put a server on. */
const MOST_TRIES = 20_000;

/**
 * Places the servers that have no core. A core in `previous` is kept while it works. The others go
 * by first-fit in the order of decreasing bandwidth (net, then gross), then by best-fit, worst-fit
 * and a bounded search, so a placement is found wherever first-fit finds one. Each core must pass
 * the sufficient test. If no placement passes, as many servers as possible are placed; on a machine
 * with one core all are.
 */
export function place(
  rules: CoreRules,
  cores: readonly number[],
  servers: readonly HostServer[],
  previous: Placement,
  effort: 'first-fit' | 'all' = 'all',
): Placement {
  const free = servers.filter((server) => server.core === null);
  if (free.length === 0) return new Map();
  const only = onlyCore({ cores });
  if (only !== null) return new Map(free.map((server) => [keyOf(server), only]));
  const pinned = servers.filter((server) => server.core !== null);
  const numbers = coresWorthTrying(cores, pinned, free, previous);
  const begin = (): FilledCores => new FilledCores(rules, numbers, pinned, free);
  const kept = keepPrevious(begin(), free, previous);
  if (kept.left.length === 0) return kept.cores.placement();
  const repaired = fill(kept.cores, byBandwidth(kept.left), 'first');
  if (repaired.length === 0) return kept.cores.placement();
  let most: { readonly cores: FilledCores; readonly left: readonly HostServer[] } = {
    cores: kept.cores,
    left: repaired,
  };
  // Without kept cores, the placement at hand is that of first-fit.
  if (effort === 'first-fit' && kept.left.length === free.length) return most.cores.placement();
  for (const { order, fit } of STRATEGIES) {
    const attempt = begin();
    const left = fill(attempt, order(free), fit);
    if (left.length === 0) return attempt.placement();
    if (left.length < most.left.length) most = { cores: attempt, left };
    if (effort === 'first-fit') return most.cores.placement();
  }
  if (exceedsCores(rules, cores.length, servers)) return most.cores.placement();
  return search(begin(), byBandwidth(free)) ?? most.cores.placement();
}

/** Whether the servers ask for more than all cores, wherever they are placed. */
export function exceedsCores(
  { switchCosts }: CoreRules,
  cores: number,
  servers: readonly HostServer[],
): boolean {
  let share = 0;
  for (const server of servers) share += leastGrossShare(switchCosts, server);
  return share > cores * (1 + UTILIZATION_ERROR);
}

/**
 * The cores that have or had a server, and the first empty cores, one for each server to place.
 * Empty cores are alike, so the first ones suffice.
 */
function coresWorthTrying(
  cores: readonly number[],
  pinned: readonly HostServer[],
  free: readonly HostServer[],
  previous: Placement,
): readonly number[] {
  const numbers = new Set<number>();
  const offer = (core: number | null | undefined): void => {
    if (core !== null && core !== undefined && placeOfCore(cores, core) >= 0) numbers.add(core);
  };
  for (const server of pinned) offer(server.core);
  for (const server of free) offer(previous.get(keyOf(server)));
  let others = 0;
  for (const core of cores) {
    if (others >= free.length) break;
    if (numbers.has(core)) continue;
    numbers.add(core);
    others++;
  }
  return [...numbers].sort((a, b) => a - b);
}

const STRATEGIES: readonly {
  readonly order: (servers: readonly HostServer[]) => HostServer[];
  readonly fit: Fit;
}[] = [
  { order: byBandwidth, fit: 'first' },
  { order: byDensity, fit: 'first' },
  { order: byBandwidth, fit: 'best' },
  { order: byBandwidth, fit: 'worst' },
  { order: byPeriod, fit: 'first' },
];

function byDensity(servers: readonly HostServer[]): HostServer[] {
  return [...servers].sort(
    (a, b) => b.budget / b.deadline - a.budget / a.deadline || a.order - b.order,
  );
}

function byPeriod(servers: readonly HostServer[]): HostServer[] {
  return [...servers].sort((a, b) => a.period - b.period || a.order - b.order);
}

/**
 * Returns the servers to their previous cores, the largest first. The result lists those that no
 * longer fit.
 */
function keepPrevious(
  cores: FilledCores,
  free: readonly HostServer[],
  previous: Placement,
): { readonly cores: FilledCores; readonly left: readonly HostServer[] } {
  const left: HostServer[] = [];
  for (const server of byBandwidth(free)) {
    const core = previous.get(keyOf(server));
    if (core === undefined || !cores.tryPut(server, core)) left.push(server);
  }
  return { cores, left };
}

/**
 * Puts each server on the first core, in the order of the fit, that takes it. The result lists the
 * servers that no core took.
 */
function fill(cores: FilledCores, servers: readonly HostServer[], fit: Fit): HostServer[] {
  return servers.filter((server) => {
    let emptyTried = false;
    for (const core of cores.inOrder(fit)) {
      const empty = cores.isEmpty(core);
      if (empty && emptyTried) continue;
      emptyTried ||= empty;
      if (cores.tryPut(server, core)) return false;
    }
    return true;
  });
}

/**
 * A depth-first search for a placement of all servers, within {@link MOST_TRIES} and {@link
 * MOST_TESTS}; `null` if it finds none.
 */
function search(cores: FilledCores, servers: readonly HostServer[]): Placement | null {
  let tries = 0;
  function placeFrom(index: number): boolean {
    const server = servers[index];
    if (server === undefined) return true;
    let emptyTried = false;
    for (const core of cores.numbers) {
      const empty = cores.isEmpty(core);
      if (empty && emptyTried) continue;
      emptyTried ||= empty;
      if (++tries > MOST_TRIES || cores.tests >= MOST_TESTS) return false;
      if (!cores.tryPut(server, core)) continue;
      if (placeFrom(index + 1)) return true;
      cores.remove(server);
    }
    return false;
  }
  return placeFrom(0) ? cores.placement() : null;
}
