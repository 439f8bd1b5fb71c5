import type { GuestResult, SmallestBudget } from '../../guest/problem.ts';
import type { CoreMemory } from '../../host/machine.ts';
import type { CoreRules } from '../../host/partitioned/core-test.ts';
import type { CoreResult } from '../../host/partitioned/partitioned.ts';
import type { HostServer } from '../../host/server.ts';
import type { DomainAnalysis } from '../../model/analysis.ts';
import type { Domain } from '../../model/model.ts';
import type { Candidate } from '../period/period-problem.ts';
import { CacheSpace } from './cache-space.ts';
import { ContentMap } from './content-map.ts';
import { sameDomain } from './same-domain.ts';

/**
 * In bytes. A file of 2,000 tasks takes about a fourth of it; one of more than four times as many
 * is looked up in part only.
 */
const CAPACITY = 16 * 1024 * 1024;

/**
 * What was found before, by the content of what was asked. An edit then costs the VCPUs it touches
 * and the machines above them; all else is looked up. One cache may serve any number of models; it
 * forgets what has long not been asked.
 */
export class AnalysisCache implements CoreMemory {
  private readonly space = new CacheSpace(CAPACITY);
  readonly guests = new ContentMap<GuestResult>(this.space);
  readonly budgets = new ContentMap<SmallestBudget>(this.space);
  readonly periods = new ContentMap<Candidate | null>(this.space);
  /** Combinations of periods that make VCPUs fit together; `null` where none was found. */
  readonly combinations = new ContentMap<readonly Candidate[] | null>(this.space);
  readonly domains = new ContentMap<DomainAnalysis>(this.space);
  private readonly cores = new ContentMap<CoreResult>(this.space);

  /** By name, as last seen in this turn of the space. */
  private readonly latest = new Map<string, Domain>();
  private latestTurn = 0;
  private readonly known = new ContentMap<Domain>(this.space);

  /**
   * The first domain of this content that was seen: the same object for the same content, so that
   * whatever follows is looked up without a comparison. Most domains are as they were when last
   * seen under their name.
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
