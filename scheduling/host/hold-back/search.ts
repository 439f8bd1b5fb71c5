import type { Steps } from '../../arithmetic/steps.ts';
import type { Order } from '../../model/order.ts';
import { newTally, type Tally } from '../run/tally.ts';
import type { HostServer } from '../server.ts';
import { keepAllBusy } from './all-cores.ts';
import { type HeldBack, lateRun } from './held-back.ts';
import {
  comesFirst,
  heldBudgets,
  latestDeadline,
  phaseDueAt,
  type Victim,
} from './held-budgets.ts';
import { keepBusy } from './last-moment.ts';

/** The cores that VCPUs share: one of them, or all of a machine. */
export interface SharedCores {
  readonly order: Order;
  readonly cores: number;
}

/**
 * A run in which guests hold back their budgets until one of the VCPUs misses; `null` if none is
 * found within the steps. Deferrable servers only (Ghazalie & Baker 1995; Strosnider, Lehoczky &
 * Sha 1995): one whose guest has asked for nothing brings a whole budget into the window of the
 * VCPU that misses.
 */
export function searchHeldBack(
  shared: SharedCores,
  servers: readonly HostServer[],
  victims: readonly HostServer[],
  steps: Steps,
  tally: Tally = newTally(),
): HeldBack | null {
  const declared = servers.toSorted((a, b) => a.order - b.order);
  for (const server of victims.toSorted((a, b) => a.order - b.order)) {
    if (server.work === 'not-known') continue;
    const found = new Holdings(shared, server, declared, { steps, tally }).search();
    if (found !== null) return found;
  }
  return null;
}

/** The ways to hold budgets back from one VCPU. */
class Holdings {
  private readonly victim: Victim;
  private readonly cores: number;
  private readonly others: readonly HostServer[];
  private readonly holders: readonly HostServer[];
  private readonly steps: Steps;
  private readonly tally: Tally;
  /** The phases that have kept the cores busy for longest, and that time in ns. */
  private best: { readonly phases: readonly number[]; readonly busy: number } | null = null;

  constructor(
    { order, cores }: SharedCores,
    server: HostServer,
    servers: readonly HostServer[],
    { steps, tally }: { readonly steps: Steps; readonly tally: Tally },
  ) {
    this.victim = { server, order };
    this.cores = cores;
    this.others = servers.filter((other) => comesFirst(other, this.victim));
    this.holders = this.others.filter(({ work }) => work === 'any');
    this.steps = steps;
    this.tally = tally;
  }

  search(): HeldBack | null {
    const known = this.others.filter(({ work }) => work !== 'not-known');
    if (known.length < this.cores) return null;
    for (const phases of phasings(this.victim, this.holders, this.cores)) {
      const found = this.tried(phases);
      if (found !== null) return found;
    }
    return this.cores === 1 ? null : this.improved();
  }

  /** Moves one VCPU after the other, as long as that keeps the cores busy for longer. */
  private improved(): HeldBack | null {
    for (let before = -1; this.best !== null && before < this.best.busy; ) {
      before = this.best.busy;
      for (const [index, holder] of this.holders.entries()) {
        for (const phase of this.otherPhases(holder)) {
          const found: HeldBack | null = this.tried(this.best.phases.with(index, phase));
          if (found !== null) return found;
        }
      }
    }
    return null;
  }

  /** Phases at which a budget is due, or comes, with something of the victim's or of another. */
  private otherPhases(holder: HostServer): Iterable<number> {
    const { deadline, budget } = this.victim.server;
    const beside = this.holders.map((other) => other.budget);
    return new Set(
      [deadline, holder.budget, holder.deadline, deadline - budget, ...beside].map((due) =>
        phaseDueAt(holder, Math.min(due, latestDeadline(holder, this.victim))),
      ),
    );
  }

  private tried(phases: readonly number[]): HeldBack | null {
    const { victim, others, holders, cores, steps } = this;
    const { deadline, budget } = victim.server;
    this.tally.tried++;
    const budgets = heldBudgets(victim, holders, phases, steps);
    const { busy, asks } =
      cores === 1
        ? keepBusy(budgets, holders.length, deadline, steps)
        : keepAllBusy(budgets, holders.length, cores, deadline, steps);
    if (this.best === null || busy > this.best.busy) this.best = { phases, busy };
    const untasked = others.every(({ work }) => typeof work === 'string');
    if (untasked && busy <= deadline - budget) return null;
    return lateRun(victim, cores, others, { holders, phases, asks }, steps);
  }
}

/** The phases of the holders to try, each time those of all of them. */
function* phasings(
  victim: Victim,
  holders: readonly HostServer[],
  cores: number,
): Generator<readonly number[]> {
  if (victim.order === 'absolute-deadline') {
    yield holders.map((other) => phaseDueAt(other, latestDeadline(other, victim)));
    return;
  }
  yield holders.map((other) => phaseDueAt(other, other.budget));
  if (cores > 1) return;
  // One core serves the first budgets one after the other, each of which lapses as it is used up.
  for (const sequence of sequences(holders)) {
    const phases = holders.map(() => 0);
    let used = 0;
    for (const index of sequence) {
      const other = holders[index];
      if (other === undefined) continue;
      used += other.budget;
      phases[index] = phaseDueAt(other, Math.min(used, other.deadline));
    }
    yield phases;
  }
}

/** The most VCPUs for which every sequence is tried. */
const MOST_IN_SEQUENCE = 4;

function* sequences(holders: readonly HostServer[]): Generator<readonly number[]> {
  const all = [...holders.keys()];
  if (all.length <= MOST_IN_SEQUENCE) {
    yield* permutations(all);
    return;
  }
  const by = (key: (server: HostServer) => number) =>
    all.toSorted((a, b) => key(holders[a] as HostServer) - key(holders[b] as HostServer));
  yield by(({ budget }) => budget);
  yield by(({ period }) => period);
  yield by(({ period }) => -period);
  yield by(({ budget }) => -budget);
}

function* permutations(all: readonly number[]): Generator<readonly number[]> {
  if (all.length < 2) {
    yield all;
    return;
  }
  for (const first of all) {
    for (const rest of permutations(all.filter((other) => other !== first))) yield [first, ...rest];
  }
}
