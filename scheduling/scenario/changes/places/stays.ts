import { once } from '../../../arithmetic/once.ts';
import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import { type HostPlace, larger, sameShape, shareLeft } from './places.ts';

/**
 * A ghost with the stay of its VCPU that it is of: the time which that VCPU spends at a place with
 * one period and deadline. A stay that goes on is 0; those that have ended are told apart by other
 * numbers.
 */
export interface OfStay {
  readonly server: HostServer;
  readonly stay: number;
}

/** The ghosts of a place after a VCPU's stay there has ended, and the number of that stay. */
export function endStay<T extends OfStay>(
  ghosts: readonly T[],
  vcpu: string,
): { readonly ghosts: readonly T[]; readonly stay: number } {
  const own = ghosts.filter(({ server }) => keyOfVcpu(server) === vcpu);
  const stay = Math.max(0, ...own.map((ghost) => ghost.stay)) + 1;
  const ends = new Set(own.filter((ghost) => ghost.stay === 0));
  if (ends.size === 0) return { ghosts, stay };
  return { ghosts: ghosts.map((ghost) => (ends.has(ghost) ? { ...ghost, stay } : ghost)), stay };
}

/**
 * Servers with the ghosts of their place. All budgets of one stay count as one, the largest: while
 * it goes on within the VCPU's server, and by itself after.
 */
export function withGhosts(
  present: readonly HostServer[],
  ghosts: readonly OfStay[],
): readonly HostServer[] {
  if (ghosts.length === 0) return present;
  const stays = new Map<string, HostServer>();
  for (const { server, stay } of ghosts) {
    const key = stayKey(server, stay);
    const known = stays.get(key);
    stays.set(key, known === undefined ? server : larger(known, server));
  }
  const counted = present.map((server) => {
    const key = stayKey(server, 0);
    const old = stays.get(key);
    if (old === undefined || !sameShape(old, server)) return server;
    stays.delete(key);
    return larger(server, old);
  });
  return [...counted, ...stays.values()];
}

/** Servers with the larger of their budgets, as long as the old ones count within them. */
export function withLarger(
  servers: readonly HostServer[],
  ghosts: readonly OfStay[],
): readonly HostServer[] {
  return withGhosts(
    servers,
    ghosts.filter(({ stay }) => stay === 0),
  );
}

/**
 * Whether VCPUs can be at a place with one of its ghosts. All other ghosts may be gone by then, for
 * they are known by bounds alone.
 */
export function fitsBeside(
  place: HostPlace,
  servers: readonly HostServer[],
): (ghost: OfStay) => boolean {
  const left = once(() => shareLeft(place, servers));
  // A ghost of a stay that goes on counts within its VCPU.
  return ({ server, stay }) => (stay === 0 ? 0 : shareOf(server)) <= left();
}

/** The share of a core that a server's budgets take. */
export function shareOf({ budget, period }: HostServer): number {
  return budget / period;
}

function stayKey(server: HostServer, stay: number): string {
  return `${keyOfVcpu(server)} ${stay}`;
}
