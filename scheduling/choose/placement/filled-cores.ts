import { leastGrossShare } from '../../host/overhead.ts';
import { type CoreRules, coreAccepts } from '../../host/partitioned/core-test.ts';
import type { HostServer } from '../../host/server.ts';
import { UTILIZATION_ERROR } from '../../host/utilization.ts';
import { vcpuKey } from '../../host/vcpu-name.ts';

export type Fit = 'first' | 'best' | 'worst';

/** The most servers of which sums of powers of two are exact. */
const MOST_BITS = 52;

/** The cores of a machine while they are being filled. */
export class FilledCores {
  /** The usable cores, ascending. */
  readonly numbers: readonly number[];
  private readonly rules: CoreRules;
  private readonly byCore: Map<number, readonly HostServer[]>;
  private readonly shares: Map<number, Shares>;
  private readonly chosen = new Map<string, number>();
  /** The results of tests of some servers, by the sum of their bits. */
  private readonly known = new Map<number, boolean>();
  /** A power of two for each server; none where these are too many for exact sums. */
  private readonly bits: ReadonlyMap<HostServer, number>;
  /** The number of tests so far. The same servers are tested once. */
  tests = 0;

  constructor(
    rules: CoreRules,
    numbers: readonly number[],
    pinned: readonly HostServer[],
    free: readonly HostServer[],
  ) {
    this.rules = rules;
    this.numbers = numbers;
    const servers = [...pinned, ...free];
    const few = servers.length <= MOST_BITS ? servers : [];
    this.bits = new Map(few.map((server, index) => [server, 2 ** index]));
    const byCore = new Map(numbers.map((core): [number, HostServer[]] => [core, []]));
    for (const server of pinned) byCore.get(server.core ?? -1)?.push(server);
    this.byCore = byCore;
    this.shares = new Map(
      Array.from(byCore, ([core, servers]) => [core, sharesOf(rules, servers)]),
    );
  }

  /**
   * Puts the server on the core if all servers there are then still proven. No test accepts more
   * than a whole core, so that a full core is not tested.
   */
  tryPut(server: HostServer, core: number): boolean {
    const others = this.byCore.get(core);
    const before = this.shares.get(core);
    if (others === undefined || before === undefined) return false;
    const own = sharesOf(this.rules, [server]);
    const shares = { net: before.net + own.net, gross: before.gross + own.gross };
    if (shares.gross > 1 + UTILIZATION_ERROR) return false;
    const all = [...others, server].sort((a, b) => a.order - b.order);
    if (!this.accepts(all)) return false;
    this.byCore.set(core, all);
    this.shares.set(core, shares);
    this.chosen.set(keyOf(server), core);
    return true;
  }

  private accepts(servers: readonly HostServer[]): boolean {
    if (this.bits.size === 0) return this.tested(servers);
    const bits = servers.reduce((sum, server) => sum + (this.bits.get(server) ?? Number.NaN), 0);
    if (Number.isNaN(bits)) return this.tested(servers);
    const known = this.known.get(bits);
    if (known !== undefined) return known;
    const accepted = this.tested(servers);
    this.known.set(bits, accepted);
    return accepted;
  }

  private tested(servers: readonly HostServer[]): boolean {
    this.tests++;
    return coreAccepts(this.rules, servers);
  }

  remove(server: HostServer): void {
    const core = this.chosen.get(keyOf(server));
    if (core === undefined) return;
    const others = (this.byCore.get(core) ?? []).filter((other) => other !== server);
    this.byCore.set(core, others);
    this.shares.set(core, sharesOf(this.rules, others));
    this.chosen.delete(keyOf(server));
  }

  isEmpty(core: number): boolean {
    return this.byCore.get(core)?.length === 0;
  }

  /** Core numbers in the order of the fit. */
  inOrder(fit: Fit): readonly number[] {
    if (fit === 'first') return this.numbers;
    const sign = fit === 'best' ? -1 : 1;
    const share = (core: number): number => this.shares.get(core)?.net ?? 0;
    return [...this.numbers].sort((a, b) => sign * (share(a) - share(b)) || a - b);
  }

  /** The core of each server that was put on one, by {@link keyOf}. */
  placement(): ReadonlyMap<string, number> {
    return new Map(this.chosen);
  }
}

/** The share of one core that servers take: of their budgets, and at least with switches. */
interface Shares {
  readonly net: number;
  readonly gross: number;
}

function sharesOf({ switchCosts }: CoreRules, servers: readonly HostServer[]): Shares {
  let net = 0;
  let gross = 0;
  for (const server of servers) {
    net += server.budget / server.period;
    gross += leastGrossShare(switchCosts, server);
  }
  return { net, gross };
}

/** The server's key in a placement. */
export function keyOf(server: HostServer): string {
  return vcpuKey(server.domain, server.vcpu);
}
