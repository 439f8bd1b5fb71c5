import { sync } from '../../engine/dispatch.ts';
import type { Engine } from '../../engine/engine.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import type { Cap, CapShare } from './caps.ts';
import { SHORTEST_RUN } from './shortest-run.ts';

/**
 * The credit that a reset adds, and the longest run between two decisions: `CSCHED2_CREDIT_INIT`.
 */
const CREDIT = 10_000_000;
const LEAST_CREDIT = -CREDIT;
/** The most old credit that a reset keeps: `CSCHED2_CARRYOVER_MAX`. */
const CARRYOVER = 500_000;

export interface CreditState extends CapShare {
  /** The credit in ns of a VCPU with the largest weight. */
  credit: number;
  /** The remainder of the last division of burnt credit. */
  residual: number;
  readonly weight: number;
  /** The part of the VCPU's supply that has been burnt. */
  seen: number;
  /** The start of its run. */
  since: number;
  /** Whether it waits for a refill of its domain's budget. */
  parked: boolean;
}

/** The credit of the started VCPUs, which they burn in inverse proportion to their weights. */
export class Credits {
  readonly states = new Map<VcpuState, CreditState>();
  readonly #ratelimit: number;
  #largestWeight = 1;

  constructor(ratelimit: number) {
    this.#ratelimit = ratelimit;
  }

  of(vcpu: VcpuState): CreditState {
    const state = this.states.get(vcpu);
    if (state === undefined) throw new RangeError('a VCPU that has not been started');
    return state;
  }

  start(engine: Engine, vcpu: VcpuState, weight: number, cap: Cap | null): void {
    this.states.set(vcpu, {
      credit: CREDIT,
      residual: 0,
      weight,
      seen: vcpu.supply,
      since: engine.now,
      cap,
      budget: 0,
      parked: false,
    });
    this.#weigh();
  }

  stop(vcpu: VcpuState): void {
    this.states.delete(vcpu);
    this.#weigh();
  }

  /** Charges the VCPU's run time to its credit and to its part of the domain's cap. */
  burn(engine: Engine, vcpu: VcpuState): CreditState {
    const state = this.of(vcpu);
    if (vcpu.core !== null) sync(engine, vcpu.core);
    const run = vcpu.supply - state.seen;
    if (run <= 0) return state;
    state.seen = vcpu.supply;
    const burnt = run * this.#largestWeight + state.residual;
    state.residual = burnt % state.weight;
    state.credit = Math.max(LEAST_CREDIT, state.credit - Math.floor(burnt / state.weight));
    if (state.cap !== null) state.budget -= run;
    return state;
  }

  /** The end of an epoch: each VCPU gets credit, one that is behind by all of it twice as much. */
  reset(engine: Engine, next: CreditState): void {
    const more = next.credit === LEAST_CREDIT ? 2 * CREDIT : CREDIT;
    for (const vcpu of this.states.keys()) {
      const state = this.burn(engine, vcpu);
      state.credit = Math.min(state.credit + more, CREDIT + CARRYOVER);
      vcpu.first = -state.credit;
    }
  }

  /**
   * The time a VCPU runs before the next decision, as in `csched2_runtime`, in ns. `next` is the
   * credit of the VCPU after it.
   */
  runtime(engine: Engine, state: CreditState, next: number): number {
    const least = Math.max(SHORTEST_RUN, state.since + this.#ratelimit - engine.now);
    const credit = state.credit - Math.max(0, next);
    let time = credit > 0 ? Math.floor((credit * state.weight) / this.#largestWeight) : 0;
    if (state.cap !== null) time = Math.min(time, state.budget);
    return time < least ? least : Math.min(time, CREDIT);
  }

  #weigh(): void {
    this.#largestWeight = 1;
    for (const { weight } of this.states.values())
      this.#largestWeight = Math.max(this.#largestWeight, weight);
  }
}
