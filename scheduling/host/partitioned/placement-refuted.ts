import type { HostServer } from '../server.ts';
import { compareUtilization } from '../utilization.ts';
import { type CoreRules, coreRefuted } from './core-test.ts';

/** The number of placements after which the search gives up. */
const SEARCH_LIMIT = 5_000;

/**
 * Whether no placement of the free servers beside the pinned ones can work, by the necessary test
 * of each core. The search is bounded: `false` means that some placement may work, or that the
 * search gave up.
 */
export function placementRefuted(
  rules: CoreRules,
  cores: number,
  pinned: readonly HostServer[],
  free: readonly HostServer[],
): boolean {
  const all = [...pinned, ...free].map(({ budget, period }) => ({ cost: budget, period }));
  if (compareUtilization(all, cores) > 0) return true;
  const byCore = new Map<number, HostServer[]>();
  for (const server of pinned) {
    if (server.core === null) continue;
    byCore.set(server.core, [...(byCore.get(server.core) ?? []), server]);
  }
  const used: HostServer[][] = [...byCore.values()];
  if (used.some((servers) => coreRefuted(rules, servers))) return true;
  const order = [...free].sort(
    (a, b) => b.budget / b.period - a.budget / a.period || a.order - b.order,
  );
  let steps = 0;

  /** Whether a placement of the servers from `index` on may work. Cores without VCPUs are alike. */
  function possible(index: number): boolean {
    const server = order[index];
    if (server === undefined) return true;
    if (++steps > SEARCH_LIMIT) return true;
    for (let at = 0; at <= used.length && at < cores; at++) {
      const others = used[at];
      if (others === undefined) {
        used.push([server]);
        const found = !coreRefuted(rules, [server]) && possible(index + 1);
        used.pop();
        if (found) return true;
      } else {
        others.push(server);
        const found = !coreRefuted(rules, others) && possible(index + 1);
        others.pop();
        if (found) return true;
      }
    }
    return false;
  }

  return !possible(0);
}
