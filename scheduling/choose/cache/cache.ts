import type { GuestResult, SmallestBudget } from '../../guest/problem.ts';
import type { CoreMemory } from '../../host/machine.ts';
import type { CoreRules } from '../../host/partitioned/core-test.ts';
import type { CoreResult } from '../../host/partitioned/partitioned.ts';
import type { HostServer } from '../../host/server.ts';
import type { DomainAnalysis } from '../../model/analysis.ts';
import type { Domain } from '../../model/model.ts';
import type { Candidate } from '../period/period-problem.ts';
import { ContentMap } from './content-map.ts';
import { sameDomain } from './same-domain.ts';

const CAPACITY = 20_000;

/**
 * What was found before, by the content of what was asked. An edit then costs the VCPUs it touches
 * and the machines above them; all else is looked up. One cache may serve any number of models; it
 * forgets what has long not been asked.
 */
export class AnalysisCache implements CoreMemory {
  readonly guests = new ContentMap<GuestResult>(CAPACITY);
  readonly budgets = new ContentMap<SmallestBudget>(CAPACITY);
  readonly periods = new ContentMap<Candidate | null>(CAPACITY);
  /** Combinations of periods that make VCPUs fit together; `null` where none was found. */
  readonly combinations = new ContentMap<readonly Candidate[] | null>(CAPACITY);
  readonly domains = new ContentMap<DomainAnalysis>(CAPACITY);
  private readonly cores = new ContentMap<CoreResult>(CAPACITY);

  private readonly latest = new Map<string, Domain>();
  private readonly known = new ContentMap<Domain>(CAPACITY);

  /**
   * The first domain of this content that was seen: the same object for the same content, so that
   * whatever follows is looked up without a comparison. Most domains are as they were when last
   * seen under their name.
   */
  intern(domain: Domain): Domain {
    const last = this.latest.get(domain.name);
    if (last !== undefined && sameDomain(last, domain)) return last;
    const first = this.known.get([domain], () => domain);
    if (this.latest.size >= CAPACITY) this.latest.clear();
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
