import { countSteps, type Steps, withinSteps } from '../../../arithmetic/steps.ts';
import type { SearchSpent } from '../../../model/reason.ts';
import type { RunRules } from '../../run/first-late.ts';
import { type Attempt, partOf } from '../../search/attempt.ts';
import { heldBackFrom, latePhases, type Sharers } from '../../search/late-searches.ts';
import type { HostServer } from '../../server.ts';
import { byBandwidth } from '../by-bandwidth.ts';
import { type CoreRules, necessaryTest, safeTest } from '../core-test.ts';
import { type Conflict, conflictOf } from './conflict.ts';

/** VCPUs to place on cores. */
export interface Placing {
  readonly rules: CoreRules;
  /** The rules by which VCPUs share one core. */
  readonly run: RunRules;
  readonly cores: number;
  /** The VCPUs whose cores are written. */
  readonly pinned: readonly HostServer[];
  readonly free: readonly HostServer[];
}

/** The result for all placements: each has a core with a conflict, or one of them stands. */
export type EveryPlacement =
  | { readonly kind: 'refuted'; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'open'; readonly searches: readonly SearchSpent[] };

/** The most VCPUs whose placements are searched: one bit each of a number. */
const MOST_VCPUS = 24;

/**
 * Whether each placement has a core on which a VCPU misses in some run. VCPUs that cannot share a
 * core cannot do so beside others, so what refutes one placement refutes others, too, and only
 * placements without a known conflict are looked at. The first one whose cores all withstand the
 * search until the steps are spent ends it. No admission test comes in it.
 */
export function searchEveryPlacement(placing: Placing, steps: Steps): EveryPlacement {
  if (placing.pinned.length + placing.free.length > MOST_VCPUS)
    return { kind: 'open', searches: [{ kind: 'placements', tried: 0, ended: 'out-of-reach' }] };
  const search = new Placements(placing, steps);
  const stands = withinSteps(() => search.oneStands(), null);
  if (stands === false) return { kind: 'refuted', conflicts: search.conflicts };
  return { kind: 'open', searches: search.spent(stands === null) };
}

/** The fate of VCPUs that share a core. `kept`: no run misses in which switches cost nothing. */
type Fate = 'conflict' | 'kept' | 'open';

/** The steps of a test of some VCPUs, for each of them. */
const STEPS_OF_A_TEST = 100;
/** The steps of a search for held budgets of one core, which takes some ms at most. */
const STEPS_OF_HOLDING = 200_000;
/** The share of the steps that the first search for phases of one core takes. */
const FIRST_SHARE = 1 / 64;

class Placements {
  readonly conflicts: Conflict[] = [];
  /** The VCPUs of each conflict. */
  private readonly masks: number[] = [];
  private readonly placing: Placing;
  private readonly servers: readonly HostServer[];
  private readonly steps: Steps;
  private readonly fates = new Map<number, Fate>();
  private readonly searches = new Map<SearchSpent['kind'], SearchSpent>();
  private tried = 0;

  constructor(placing: Placing, steps: Steps) {
    this.placing = placing;
    this.steps = steps;
    this.servers = [...placing.pinned, ...byBandwidth(placing.free)];
  }

  /** Whether a placement stands: no run refutes it, or none is found. */
  oneStands(): boolean {
    const { pinned, cores } = this.placing;
    const used = new Map<number, number>();
    for (const [index, { core }] of pinned.entries())
      if (core !== null) used.set(core, (used.get(core) ?? 0) | (1 << index));
    const begun = [...used.values()];
    while (begun.length < cores) begun.push(0);
    return (
      this.stands(begun, pinned.length, (mask) => this.fateOf(mask) === 'kept') ||
      this.stands(begun, pinned.length, (mask) => this.fateOf(mask) !== 'conflict')
    );
  }

  /** How far the searches came. `isSpent` tells that the steps ended them all. */
  spent(isSpent: boolean): readonly SearchSpent[] {
    const searches = [...this.searches.values()];
    const goesOn = isSpent || searches.some((search) => search.ended === 'patience');
    const ended = goesOn ? 'patience' : 'all-tried';
    return [{ kind: 'placements', tried: this.tried, ended }, ...searches];
  }

  /**
   * Whether a placement of the servers from `index` on stands all of whose cores are allowed. Cores
   * without VCPUs are alike.
   */
  private stands(cores: number[], index: number, isAllowed: (mask: number) => boolean): boolean {
    if (!cores.every(isAllowed)) return false;
    if (index === this.servers.length) return this.withstands(cores);
    const firstEmpty = cores.indexOf(0);
    for (const [at, mask] of cores.entries()) {
      if (mask === 0 && at !== firstEmpty) continue;
      cores[at] = mask | (1 << index);
      const found = this.stands(cores, index + 1, isAllowed);
      cores[at] = mask;
      if (found) return true;
      // A run that has refuted the rest may refute this part alone.
      if (!cores.every(isAllowed)) return false;
    }
    return false;
  }

  /** Whether no core of a placement falls, each searched for longer and longer. */
  private withstands(cores: readonly number[]): boolean {
    this.tried++;
    let open = cores.filter((mask) => this.fateOf(mask) === 'open');
    for (let share = FIRST_SHARE; share <= 1 && open.length > 0; share *= 2) {
      const reached: number[] = [];
      for (const mask of open) {
        const sharers = this.sharers(mask);
        const found = latePhases(sharers, partOf(this.steps, share));
        if (this.isConflict(sharers, found)) return false;
        if (found.spent.ended !== 'out-of-reach') reached.push(mask);
      }
      open = reached;
    }
    return true;
  }

  private fateOf(mask: number): Fate {
    if (this.masks.some((conflict) => (mask & conflict) === conflict)) return 'conflict';
    const known = this.fates.get(mask);
    if (known !== undefined) return known;
    const fate = this.tested(mask);
    this.fates.set(mask, fate);
    return fate;
  }

  private tested(mask: number): Fate {
    const { rules } = this.placing;
    const sharers = this.sharers(mask);
    const { servers } = sharers;
    this.steps.spend(STEPS_OF_A_TEST * servers.length);
    if (safeTest({ ...rules, switchCosts: [] }, servers, 'verdict').result === 'accepted')
      return 'kept';
    if (necessaryTest(rules, servers, 'verdict').result === 'refused') {
      this.add({ servers, miss: null });
      return 'conflict';
    }
    const within = countSteps({ steps: STEPS_OF_HOLDING, within: this.steps });
    const found = heldBackFrom(sharers, servers, within);
    return this.isConflict(sharers, found) ? 'conflict' : 'open';
  }

  private isConflict({ servers }: Sharers, { result, spent }: Attempt): boolean {
    const tried = spent.tried + (this.searches.get(spent.kind)?.tried ?? 0);
    this.searches.set(spent.kind, { ...spent, tried });
    if (result === null || result === 'kept') return false;
    this.add(conflictOf(this.placing.run, servers, result, this.steps));
    return true;
  }

  private add(conflict: Conflict): void {
    const mask = conflict.servers.reduce(
      (bits, server) => bits | (1 << this.servers.indexOf(server)),
      0,
    );
    this.conflicts.push(conflict);
    this.masks.push(mask);
  }

  private sharers(mask: number): Sharers {
    const servers = this.servers
      .filter((_, index) => (mask & (1 << index)) !== 0)
      .sort((a, b) => a.order - b.order);
    return { rules: this.placing.run, core: TOLD_LATER, servers };
  }
}

/** The core of a run that is told once its placement is chosen. */
const TOLD_LATER = 0;
