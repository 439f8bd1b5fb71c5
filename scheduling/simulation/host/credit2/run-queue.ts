import type { Engine } from '../../engine/engine.ts';
import type { HostPool } from '../../engine/pool.ts';
import type { CoreState } from '../../engine/state/core-state.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import { type Cap, isSpent } from './caps.ts';
import type { CreditState, Credits } from './credits.ts';
import { SHORTEST_RUN } from './shortest-run.ts';

/** The VCPUs that wait for a core, the one with the most credit first. */
export class RunQueue {
  readonly #credits: Credits;
  readonly #ratelimit: number;
  /** The places given up for others in the decision of the instant. */
  readonly #released: { readonly core: CoreState; readonly from: VcpuState }[] = [];
  #releasedAt = -1;
  #number = 0;

  constructor(credits: Credits, ratelimit: number) {
    this.#credits = credits;
    this.#ratelimit = ratelimit;
  }

  /** Puts the VCPU behind those with as much credit. */
  order(vcpu: VcpuState, { credit }: CreditState): void {
    vcpu.first = -credit;
    vcpu.second = this.#number++;
  }

  /** The credit of the first VCPU in the run queue after `skipped` others; −∞ if there is none. */
  firstWaiting(skipped: number): number {
    const waiting: number[] = [];
    let most = -Infinity;
    for (const [vcpu, { credit }] of this.#credits.states) {
      if (vcpu.waiting < 0) continue;
      if (skipped > 0) waiting.push(credit);
      else if (credit > most) most = credit;
    }
    return skipped > 0 ? (waiting.sort((a, b) => b - a)[skipped] ?? -Infinity) : most;
  }

  /**
   * The number of VCPUs in the run queue that get a place in the decision of the instant without
   * displacing another.
   */
  promised({ hostPool }: VcpuState): number {
    return this.#released.length + (hostPool === null ? 0 : idlePlaces(hostPool));
  }

  /** A VCPU that gave up a place and has it again keeps it until its run ends. */
  keepPlaces(): void {
    for (const { core, from } of this.#released)
      if (core.pool.holder[core.place] === from) core.pool.hold(core.place, Infinity);
    this.#released.length = 0;
  }

  /**
   * Ends the releases of an earlier instant. The caller does so before anything of the present one.
   */
  settleReleases(engine: Engine): void {
    if (this.#releasedAt !== engine.now) this.keepPlaces();
    this.#releasedAt = engine.now;
  }

  /** Gives the core of a VCPU with less credit to the first in the run queue. */
  releaseCore(engine: Engine, core: CoreState, from: VcpuState): void {
    core.pool.hold(core.place, 0);
    this.#released.push({ core, from });
    engine.markHost(core.pool);
  }

  /** Takes a VCPU out until its domain's budget is refilled. */
  park(engine: Engine, vcpu: VcpuState, state: CreditState): void {
    state.parked = true;
    vcpu.budget = SHORTEST_RUN;
    engine.withdraw(vcpu);
  }

  /** Puts the parked VCPUs of a domain back if its budget has something left. */
  unpark(engine: Engine, cap: Cap): void {
    if (cap.left <= 0) return;
    for (const [vcpu, state] of this.#credits.states) {
      if (state.cap !== cap || !state.parked) continue;
      state.parked = false;
      if (vcpu.work) this.enqueue(engine, vcpu);
    }
  }

  /** Puts a VCPU into the run queue and wakes a core for it, as in `runq_tickle`. */
  enqueue(engine: Engine, vcpu: VcpuState): void {
    const state = this.#credits.burn(engine, vcpu);
    if (isSpent(state)) {
      this.park(engine, vcpu, state);
      return;
    }
    const pool = vcpu.hostPool;
    const idle = pool !== null && idlePlaces(pool) > pool.waiting;
    this.order(vcpu, state);
    engine.offer(vcpu);
    if (pool === null || idle) return;
    const last = pool.places[vcpu.lastSeat];
    const others = pool.places.filter((core) => core !== last);
    let weakest: VcpuState | null = null;
    let least = state.credit;
    for (const core of last === undefined ? others : [last, ...others]) {
      const runs = this.#preemptable(engine, core);
      const credit = runs === null ? Infinity : this.#credits.burn(engine, runs).credit;
      if (credit >= least) continue;
      weakest = runs;
      least = credit;
      if (core === last) break;
    }
    const core = weakest === null ? undefined : pool.places[weakest.seat];
    if (weakest === null || core === undefined) return;
    weakest.first = -least;
    this.releaseCore(engine, core, weakest);
  }

  /** The VCPU on the core that one waking up may displace, which needs its ratelimit to be over. */
  #preemptable(engine: Engine, core: CoreState): VcpuState | null {
    const vcpu = core.pool.holder[core.place] ?? null;
    const state = vcpu === null ? undefined : this.#credits.states.get(vcpu);
    if (state === undefined || engine.now - state.since < this.#ratelimit) return null;
    return this.#released.some((one) => one.core === core) ? null : vcpu;
  }
}

function idlePlaces({ holder }: HostPool): number {
  let idle = 0;
  for (const vcpu of holder) if (vcpu === null) idle++;
  return idle;
}
