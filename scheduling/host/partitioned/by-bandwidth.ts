import type { HostServer } from '../server.ts';

/** The servers, those with the largest share of a core first. */
export function byBandwidth(servers: readonly HostServer[]): HostServer[] {
  return [...servers].sort(
    (a, b) => b.budget / b.period - a.budget / a.period || a.order - b.order,
  );
}
