import { coreLoads, leastGrossShare } from '../../host/overhead.ts';
import { type CoreRules, coreAccepts } from '../../host/partitioned/core-test.ts';
import type { HostServer } from '../../host/server.ts';
import { UTILIZATION_ERROR, utilization } from '../../host/utilization.ts';
import { LeastShares } from './least-shares.ts';

/**
 * The servers of each core of a partitioned machine, changed in place. A change is kept or undone,
 * and neither looks at another core.
 */
export class CoreGroups {
  private readonly rules: CoreRules;
  private readonly cores: readonly number[];
  private readonly places: ReadonlyMap<number, number>;
  private readonly groups = new Map<number, readonly HostServer[]>();
  private readonly shares: LeastShares;
  /** The servers before the change of each core that it touched. */
  private readonly before = new Map<number, readonly HostServer[]>();

  /** `cores` are the machine's, ascending. */
  constructor(rules: CoreRules, cores: readonly number[]) {
    this.rules = rules;
    this.cores = cores;
    this.places = new Map(cores.map((core, place) => [core, place]));
    this.shares = new LeastShares(cores.length);
  }

  /** The servers of a core in the order declared. */
  of(core: number): readonly HostServer[] {
    return this.groups.get(core) ?? [];
  }

  /** Puts a server on a core without a test. */
  put(server: HostServer, core: number): void {
    const others = this.of(core);
    const after = others.findIndex(({ order }) => order > server.order);
    this.replace(core, others.toSpliced(after < 0 ? others.length : after, 0, server));
  }

  take(server: HostServer, core: number): void {
    this.replace(
      core,
      this.of(core).filter((other) => other !== server),
    );
  }

  /** Whether the servers of a core are proven. */
  accepts(core: number): boolean {
    return coreAccepts(this.rules, this.of(core));
  }

  /** Puts a server on a core if all there are then proven. */
  tryPut(server: HostServer, core: number): boolean {
    const all = [...this.of(core), server].sort((a, b) => a.order - b.order);
    if (!coreAccepts(this.rules, all)) return false;
    this.put(server, core);
    return true;
  }

  /**
   * Puts a server on the first core that takes it, and gives it with that core; `null` if none
   * does. Cores whose share leaves no room for it are passed over without a test.
   */
  tryFirst(server: HostServer): HostServer | null {
    // Empty cores are alike: the first one takes a server that any of them takes.
    if (!coreAccepts(this.rules, [server])) return null;
    const room = 1 + UTILIZATION_ERROR - leastGrossShare(this.rules.switchCosts, server);
    let place = this.shares.firstUpTo(room, 0);
    while (place >= 0) {
      const core = this.cores[place];
      const placed = core === undefined ? null : { ...server, core };
      if (placed !== null && this.tryPut(placed, placed.core)) return placed;
      place = this.shares.firstUpTo(room, place + 1);
    }
    return null;
  }

  /** The sum of all net budgets over their periods. */
  netShare(): number {
    const shares = Array.from(this.groups.values(), (servers) =>
      utilization(servers.map(({ budget, period }) => ({ cost: budget, period }))),
    );
    return shares.reduce((sum, share) => sum + share, 0);
  }

  keep(): void {
    this.before.clear();
  }

  undo(): void {
    for (const [core, servers] of this.before) this.set(core, servers);
    this.before.clear();
  }

  private replace(core: number, servers: readonly HostServer[]): void {
    if (!this.before.has(core)) this.before.set(core, this.of(core));
    this.set(core, servers);
  }

  private set(core: number, servers: readonly HostServer[]): void {
    if (servers.length === 0) this.groups.delete(core);
    else this.groups.set(core, servers);
    const place = this.places.get(core);
    if (place === undefined) return;
    this.shares.set(place, utilization(coreLoads(this.rules.switchCosts, servers, 'safe')));
  }
}
