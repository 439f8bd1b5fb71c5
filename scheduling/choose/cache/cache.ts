import type { GuestLoad, GuestResult, SmallestBudget } from '../../guest/problem.ts';
import type { HostMemory } from '../../host/machine.ts';
import type { CoreRules } from '../../host/partitioned/core-test.ts';
import type { CoreResult } from '../../host/partitioned/partitioned.ts';
import type { HostServer, KnownServers } from '../../host/server.ts';
import type { DomainAnalysis, MachineAnalysis } from '../../model/analysis.ts';
import type { CompletedDomain } from '../../model/completed.ts';
import type { Domain, SystemModel } from '../../model/model.ts';
import type { Candidate } from '../period/period-problem.ts';
import type { PlanResult } from '../windows/plan-problem.ts';
import { CacheSpace } from './cache-space.ts';
import { ContentMap } from './content-map.ts';
import { ContentMeasures } from './content-measures.ts';
import { sameDomain } from './same-domain.ts';

/**
 * The capacity in bytes. A file of 2,000 tasks takes about a fourth of it. A file of more than
 * 8,000 tasks finds only part of its results in the cache.
 */
const CAPACITY = 16 * 1024 * 1024;

/**
 * Earlier results, found by the content of the question. After an edit only the changed VCPUs and
 * the machines above them are analyzed again. One cache serves any number of models and forgets
 * results that nobody asked for in a long time.
 */
export class AnalysisCache implements HostMemory {
  private readonly space = new CacheSpace(CAPACITY);
  private readonly measures = new ContentMeasures();
  readonly guests = new ContentMap<GuestResult>(this.space, this.measures);
  readonly budgets = new ContentMap<SmallestBudget>(this.space, this.measures);
  readonly periods = new ContentMap<Candidate | null>(this.space, this.measures);
  /** Combinations of periods that make VCPUs fit together; `null` means that none was found. */
  readonly combinations = new ContentMap<readonly Candidate[] | null>(this.space, this.measures);
  /** Windows chosen for a core. */
  readonly plans = new ContentMap<PlanResult>(this.space, this.measures);
  readonly domains = new ContentMap<DomainAnalysis>(this.space, this.measures);
  /** Machines that a search has decided, or has left. */
  readonly decided = new ContentMap<MachineAnalysis>(this.space, this.measures);
  private readonly cores = new ContentMap<CoreResult>(this.space, this.measures);

  /** The load of each VCPU. The same domain gives the same object, which is hashed once. */
  readonly loads = new WeakMap<Domain, Map<string, GuestLoad>>();
  /** Recently completed domains. An unchanged domain stays the same object. */
  readonly completed = new WeakMap<Domain, readonly CompletedDomain[]>();
  readonly servers: KnownServers = new WeakMap();
  /** The place of each domain's first VCPU in the order declared. */
  readonly orders = new WeakMap<SystemModel, ReadonlyMap<string, number>>();

  /** The latest domain of each name in this turn of the space. */
  private readonly latest = new Map<string, Domain>();
  private latestTurn = 0;
  private readonly known = new ContentMap<Domain>(this.space, this.measures);

  /**
   * Returns the first seen domain with this content. Equal content thus becomes the same object,
   * and later look-ups need no comparison. The domain last seen under the name is compared first,
   * for most domains have not changed.
   */
  intern(domain: Domain): Domain {
    if (this.latestTurn !== this.space.turn) this.latest.clear();
    this.latestTurn = this.space.turn;
    const last = this.latest.get(domain.name);
    if (last !== undefined && sameDomain(last, domain)) return last;
    const first = this.known.get([domain], () => domain);
    this.latest.set(domain.name, first);
    return first;
  }

  core(
    rules: CoreRules,
    core: number,
    servers: readonly HostServer[],
    analyze: () => CoreResult,
  ): CoreResult {
    return this.cores.get([rules, core, servers], analyze);
  }
}
