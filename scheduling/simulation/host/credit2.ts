import type { PolicyOf } from '../../model/policies.ts';
import { sync } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow } from '../engine/layout.ts';
import type { HostPool } from '../engine/pool.ts';
import type { CoreState } from '../engine/state/core-state.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { HostRules } from './host-rules.ts';

/**
 * The credit that a reset adds, and the longest run between two decisions: `CSCHED2_CREDIT_INIT`.
 */
const CREDIT = 10_000_000;
const LEAST_CREDIT = -CREDIT;
/** The most old credit that a reset keeps: `CSCHED2_CARRYOVER_MAX`. */
const CARRYOVER = 500_000;
/** The shortest run between two decisions: `CSCHED2_MIN_TIMER`. */
const SHORTEST_RUN = 500_000;
/** The time between two refills of a cap's budget: `CSCHED2_BDGT_REPL_PERIOD`. */
const CAP_PERIOD = 10_000_000;

/**
 * Xen's credit2 scheduler (`xen/common/sched/credit2.c`), with one run queue for all cores of the
 * machine. A VCPU burns its credit in ns, times the largest weight on the run queue over its own.
 * The VCPU with the most credit runs until its credit meets that of the next one, for 0.5 to 10 ms
 * and never less than the ratelimit. If no VCPU that could run has credit left, all get 10 ms more
 * and keep at most 0.5 ms of the old. A VCPU that wakes up takes an idle core, else that of a VCPU
 * with less credit whose ratelimit is over, its last core first. A cap is a budget of the domain,
 * refilled every 10 ms. Each VCPU takes a share of it when it begins to run, and is parked if
 * nothing is left.
 *
 * The run queue knows no distance between cores, so this model leaves out Xen's resistance to
 * migration (0.5 ms of credit), its credit for one (50 µs), and soft affinity.
 */
export function credit2({ ratelimit }: PolicyOf<'credit2'>): HostRules {
  const states = new Map<VcpuState, CreditState>();
  const caps = new Map<number, Cap>();
  /** The places given up for others in the decision of the instant. */
  const released: { readonly core: CoreState; readonly from: VcpuState }[] = [];
  let releasedAt = -1;
  let queueNumber = 0;
  let largestWeight = 1;

  const stateOf = (vcpu: VcpuState): CreditState => {
    const state = states.get(vcpu);
    if (state === undefined) throw new RangeError('a VCPU that has not been started');
    return state;
  };

  /** Charges the VCPU's run time to its credit and to its part of the domain's cap. */
  const burn = (engine: Engine, vcpu: VcpuState): CreditState => {
    const state = stateOf(vcpu);
    if (vcpu.core !== null) sync(engine, vcpu.core);
    const run = vcpu.supply - state.seen;
    if (run <= 0) return state;
    state.seen = vcpu.supply;
    const burnt = run * largestWeight + state.residual;
    state.residual = burnt % state.weight;
    state.credit = Math.max(LEAST_CREDIT, state.credit - Math.floor(burnt / state.weight));
    if (state.cap !== null) state.budget -= run;
    return state;
  };

  /** Puts the VCPU behind those with as much credit. */
  const order = (vcpu: VcpuState, { credit }: CreditState): void => {
    vcpu.first = -credit;
    vcpu.second = queueNumber++;
  };

  /** The credit of the first VCPU in the run queue after `skipped` others; −∞ if there is none. */
  const firstWaiting = (skipped: number): number => {
    const waiting: number[] = [];
    let most = -Infinity;
    for (const [vcpu, { credit }] of states) {
      if (vcpu.waiting < 0) continue;
      if (skipped > 0) waiting.push(credit);
      else if (credit > most) most = credit;
    }
    return skipped > 0 ? (waiting.sort((a, b) => b - a)[skipped] ?? -Infinity) : most;
  };

  /**
   * The number of VCPUs in the run queue that get a place in the decision of the instant without
   * displacing another.
   */
  const promised = ({ hostPool }: VcpuState): number =>
    released.length + (hostPool === null ? 0 : idlePlaces(hostPool));

  /** A VCPU that gave up a place and has it again keeps it until its run ends. */
  const keepPlaces = (): void => {
    for (const { core, from } of released)
      if (core.pool.holder[core.place] === from) core.pool.hold(core.place, Infinity);
    released.length = 0;
  };

  const settleReleases = (engine: Engine): void => {
    if (releasedAt !== engine.now) keepPlaces();
    releasedAt = engine.now;
  };

  /** Gives the core of a VCPU with less credit to the first in the run queue. */
  const releaseCore = (engine: Engine, core: CoreState, from: VcpuState): void => {
    core.pool.hold(core.place, 0);
    released.push({ core, from });
    engine.markHost(core.pool);
  };

  /** The end of an epoch: each VCPU gets credit, one that is behind by all of it twice as much. */
  const reset = (engine: Engine, next: CreditState): void => {
    const more = next.credit === LEAST_CREDIT ? 2 * CREDIT : CREDIT;
    for (const vcpu of states.keys()) {
      const state = burn(engine, vcpu);
      state.credit = Math.min(state.credit + more, CREDIT + CARRYOVER);
      vcpu.first = -state.credit;
    }
  };

  /** The time a VCPU runs before the next decision, as in `csched2_runtime`, in ns. */
  const runtime = (engine: Engine, state: CreditState, next: number): number => {
    const least = Math.max(SHORTEST_RUN, state.since + ratelimit - engine.now);
    const credit = state.credit - Math.max(0, next);
    let time = credit > 0 ? Math.floor((credit * state.weight) / largestWeight) : 0;
    if (state.cap !== null) time = Math.min(time, state.budget);
    return time < least ? least : Math.min(time, CREDIT);
  };

  /** Takes a share of the domain's budget. The result tells whether the VCPU may run. */
  const grab = (state: CreditState): boolean => {
    const { cap } = state;
    if (cap === null || state.budget > 0) return true;
    cap.left += state.budget;
    state.budget = Math.max(0, Math.min(cap.share, cap.left));
    cap.left -= state.budget;
    return state.budget > 0;
  };

  const park = (engine: Engine, vcpu: VcpuState, state: CreditState): void => {
    state.parked = true;
    vcpu.budget = SHORTEST_RUN;
    engine.withdraw(vcpu);
  };

  /** Returns the unused part of a stopped VCPU's share to its domain's budget. */
  const giveBack = (engine: Engine, state: CreditState): void => {
    const { cap } = state;
    if (cap === null || state.budget <= 0) return;
    cap.left += state.budget;
    state.budget = 0;
    unpark(engine, cap);
  };

  /** Whether its domain's budget is used up for the VCPU. */
  const isSpent = ({ cap, budget }: CreditState): boolean =>
    cap !== null && budget <= 0 && cap.left + budget <= 0;

  const unpark = (engine: Engine, cap: Cap): void => {
    if (cap.left <= 0) return;
    for (const [vcpu, state] of states) {
      if (state.cap !== cap || !state.parked) continue;
      state.parked = false;
      if (vcpu.work) enqueue(engine, vcpu);
    }
  };

  /** Puts a VCPU into the run queue and wakes a core for it, as in `runq_tickle`. */
  const enqueue = (engine: Engine, vcpu: VcpuState): void => {
    const state = burn(engine, vcpu);
    if (isSpent(state)) {
      park(engine, vcpu, state);
      return;
    }
    const pool = vcpu.hostPool;
    const idle = pool !== null && idlePlaces(pool) > pool.waiting;
    order(vcpu, state);
    engine.offer(vcpu);
    if (pool === null || idle) return;
    const last = pool.places[vcpu.lastSeat];
    const others = pool.places.filter((core) => core !== last);
    let weakest: VcpuState | null = null;
    let least = state.credit;
    for (const core of last === undefined ? others : [last, ...others]) {
      const runs = preemptable(engine, core);
      const credit = runs === null ? Infinity : burn(engine, runs).credit;
      if (credit >= least) continue;
      weakest = runs;
      least = credit;
      if (core === last) break;
    }
    const core = weakest === null ? undefined : pool.places[weakest.seat];
    if (weakest === null || core === undefined) return;
    weakest.first = -least;
    releaseCore(engine, core, weakest);
  };

  /** The VCPU on the core that one waking up may displace, which needs its ratelimit to be over. */
  const preemptable = (engine: Engine, core: CoreState): VcpuState | null => {
    const vcpu = core.pool.holder[core.place] ?? null;
    const state = vcpu === null ? undefined : states.get(vcpu);
    if (state === undefined || engine.now - state.since < ratelimit) return null;
    return released.some((one) => one.core === core) ? null : vcpu;
  };

  const weigh = (): void => {
    largestWeight = 1;
    for (const { weight } of states.values()) largestWeight = Math.max(largestWeight, weight);
  };

  const capOf = (engine: Engine, vcpu: VcpuState): Cap | null => {
    const { domain, vcpus } = engine.layout.domains[vcpu.domain] as DomainRow;
    if (domain.cap === undefined) return null;
    const known = caps.get(vcpu.domain);
    if (known !== undefined) return known;
    const total = Math.floor((CAP_PERIOD * domain.cap) / 100);
    const share = Math.max(Math.floor(total / vcpus.length), SHORTEST_RUN);
    const cap = { total, share, left: total, refill: engine.now + CAP_PERIOD };
    caps.set(vcpu.domain, cap);
    return cap;
  };

  const arm = (engine: Engine, machine: number): void => {
    let next = Infinity;
    for (const { refill } of caps.values()) next = Math.min(next, refill);
    engine.slots.set(engine.plan.timer[machine] as number, next);
  };

  return {
    boot: () => {},
    start: (engine, vcpu) => {
      settleReleases(engine);
      const { domain } = engine.layout.domains[vcpu.domain] as DomainRow;
      states.set(vcpu, {
        credit: CREDIT,
        residual: 0,
        weight: domain.weight,
        seen: vcpu.supply,
        since: engine.now,
        cap: capOf(engine, vcpu),
        budget: 0,
        parked: false,
      });
      vcpu.budget = SHORTEST_RUN;
      weigh();
      arm(engine, vcpu.machine);
      if (vcpu.work) enqueue(engine, vcpu);
    },
    stop: (engine, vcpu) => {
      settleReleases(engine);
      states.delete(vcpu);
      if (![...states.keys()].some(({ domain }) => domain === vcpu.domain))
        caps.delete(vcpu.domain);
      weigh();
      engine.withdraw(vcpu);
    },
    wake: (engine, vcpu) => {
      settleReleases(engine);
      if (states.get(vcpu)?.parked === false) enqueue(engine, vcpu);
    },
    sleep: (engine, vcpu) => {
      settleReleases(engine);
      engine.withdraw(vcpu);
    },
    exhaust: (engine, vcpu) => {
      settleReleases(engine);
      const state = burn(engine, vcpu);
      if (!grab(state)) {
        park(engine, vcpu, state);
        return;
      }
      const next = firstWaiting(promised(vcpu));
      vcpu.first = -state.credit;
      if (next > state.credit && vcpu.core !== null) releaseCore(engine, vcpu.core, vcpu);
      else if (state.credit <= 0 && firstWaiting(0) <= 0) reset(engine, state);
      vcpu.budget = runtime(engine, state, firstWaiting(promised(vcpu)));
      engine.markGuest(vcpu.guestPool);
    },
    replenish: () => {},
    deadline: () => {},
    timer: (engine, machine) => {
      settleReleases(engine);
      for (const cap of caps.values()) {
        if (cap.refill > engine.now) continue;
        cap.refill += CAP_PERIOD;
        cap.left = Math.min(cap.left + cap.total, cap.total);
        unpark(engine, cap);
      }
      arm(engine, machine);
    },
    dispatched: (engine, core, from, to) => {
      keepPlaces();
      const left = from === null ? undefined : states.get(from);
      if (from !== null && left !== undefined) {
        burn(engine, from);
        giveBack(engine, left);
        if (from.waiting >= 0) {
          order(from, left);
          core.pool.changed(from);
          if (isSpent(left)) park(engine, from, left);
        }
      }
      core.pool.hold(core.place, to === null ? 0 : Infinity);
      if (to === null) return;
      const state = stateOf(to);
      if (state.credit <= 0) reset(engine, state);
      state.since = engine.now;
      if (grab(state)) to.budget = runtime(engine, state, firstWaiting(0));
      else park(engine, to, state);
    },
    held: () => {},
  };
}

function idlePlaces({ holder }: HostPool): number {
  let idle = 0;
  for (const vcpu of holder) if (vcpu === null) idle++;
  return idle;
}

interface CreditState {
  /** The credit in ns of a VCPU with the largest weight. */
  credit: number;
  /** The remainder of the last division of burnt credit. */
  residual: number;
  readonly weight: number;
  /** The part of the VCPU's supply that has been burnt. */
  seen: number;
  /** The begin of its run. */
  since: number;
  readonly cap: Cap | null;
  /** Its part of the domain's budget in ns; negative if it has run beyond it. */
  budget: number;
  /** Whether it waits for a refill of its domain's budget. */
  parked: boolean;
}

/** The budget of a domain with a cap. */
interface Cap {
  readonly total: number;
  /** The most that a VCPU takes of it when it begins to run. */
  readonly share: number;
  left: number;
  refill: number;
}
