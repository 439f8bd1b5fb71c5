import type { HostServer } from '../../host/server.ts';
import { keyOfVcpu } from '../../host/vcpu-name.ts';
import type { CompletedVcpu } from '../../model/completed.ts';
import { hasServers } from '../../model/policies.ts';
import {
  bothProofs,
  everyProof,
  type HostPlace,
  type Proofs,
  placePasses,
  proofsOf,
  releasesAt,
} from '../../scenario/changes/places/places.ts';
import { bears } from '../../scenario/changes/places/stands-on.ts';
import { endStay } from '../../scenario/changes/places/stays.ts';
import { sync } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { HostPool } from '../engine/pool.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { Weakening } from '../result.ts';
import { type Approved, countedAt, type PlaceState, serverNow, type Trial } from './counted.ts';
import { type Ghost, isWithinPeriod, nextRelease, releasedNow, releasesOf } from './ghosts.ts';
import { coreOfPool, inForce } from './interface.ts';
import { isHostQuiet } from './quiet.ts';
import { machineRow } from './servers-now.ts';

/**
 * The cores and pools of machines with budgets: their ghosts, and how the sets since their last
 * quiet instant have been proven.
 */
export class HostPlaces {
  private readonly states = new Map<HostPool, PlaceState>();
  private readonly approved: ReadonlyMap<number, Approved>;
  private readonly weakened: ReadonlySet<Weakening>;

  constructor(approved: ReadonlyMap<number, Approved>, weakened: ReadonlySet<Weakening>) {
    this.approved = approved;
    this.weakened = weakened;
  }

  /**
   * The VCPU stops or moves away now, or its old interface ends; it stays counted as a ghost.
   * `over`: its period ends now.
   */
  leave(engine: Engine, vcpu: VcpuState, how: 'stops' | 'over' | 'shrinks'): void {
    const pool = vcpu.hostPool;
    const machine = vcpu.machine;
    if (pool === null || this.weakened.has('ghosts') || !hasServers(engine.machineOf(vcpu).policy))
      return;
    const server = serverNow(engine, vcpu, inForce(engine, vcpu), machine, undefined);
    if (server === null) return;
    const stay = how === 'shrinks' ? 0 : this.endStay(pool, server);
    if (server.budget === 0) return;
    if (vcpu.core !== null) sync(engine, vcpu.core);
    // A VCPU whose first period has not begun has delayed nobody.
    if (how === 'stops' && !isWithinPeriod(engine, vcpu)) return;
    const state = this.stateOf(engine, pool, machine);
    const at = releasesOf(engine, vcpu, pool);
    state.ghosts = [...state.ghosts, { vcpu: vcpu.index, server, stay, at }];
    pool.watched = true;
    engine.alert();
  }

  /** The stay of a VCPU at a place ends; its number tells its ghosts apart from then on. */
  private endStay(pool: HostPool, server: HostServer): number {
    const state = this.states.get(pool);
    const { ghosts, stay } = endStay(state?.ghosts ?? [], keyOfVcpu(server));
    if (state !== undefined) state.ghosts = ghosts;
    return stay;
  }

  /** Whether all counted at the places of a trial passes with it. It counts from now on if so. */
  admits(engine: Engine, pools: Iterable<HostPool | null>, trial: Trial): boolean {
    const found: { readonly state: PlaceState; readonly proofs: Proofs }[] = [];
    for (const pool of new Set(pools)) {
      if (pool === null) continue;
      const state = this.stateOf(engine, pool, (pool.places[0] as { machine: number }).machine);
      if (!hasServers(machineRow(engine, state.machine).machine.policy)) continue;
      const proofs = this.proofs(engine, state, trial);
      if (proofs === null) return false;
      found.push({ state, proofs });
    }
    for (const { state, proofs } of found) state.proofs = bothProofs(state.proofs, proofs);
    return true;
  }

  /**
   * Whether the new interface of a VCPU passes together with the old one, or needs no more room by
   * the row of its machine, so that it may begin as the old one's period ends.
   */
  bearsOwnPeriodEnd(engine: Engine, vcpu: VcpuState, to: CompletedVcpu): boolean {
    const pool = vcpu.hostPool;
    if (pool === null || this.weakened.has('union')) return true;
    const state = this.stateOf(engine, pool, vcpu.machine);
    const place = this.placeOf(engine, state);
    const old = serverNow(engine, vcpu, inForce(engine, vcpu), vcpu.machine, undefined);
    const next = serverNow(engine, vcpu, to, vcpu.machine, undefined);
    if (old === null || next === null) return true;
    const without = this.counted(engine, state, {}, vcpu.index);
    for (const release of releasesAt(place)) {
      if (release !== 'period-end' && release !== 'density') continue;
      const sets = [
        [...without, old],
        [...without, next],
      ];
      const proofs = sets.map((set) => proofsOf(place, set)).reduce(bothProofs, state.proofs);
      const holds = sets.every((set) => placePasses(place, set));
      if (holds && bears(release, proofs) && this.allow(state, proofs)) {
        state.proofs = proofs;
        return true;
      }
    }
    const union = [...without, old, next];
    if (!placePasses(place, union)) return false;
    const proofs = proofsOf(place, union);
    if (!this.allow(state, proofs)) return false;
    state.proofs = bothProofs(state.proofs, proofs);
    return true;
  }

  /** Whether the place of a VCPU passes with a new interface instead of the one in force. */
  admitsInstead(engine: Engine, vcpu: VcpuState, to: CompletedVcpu): boolean {
    const pool = vcpu.hostPool;
    const next = serverNow(engine, vcpu, to, vcpu.machine, undefined);
    if (pool === null || next === null) return true;
    const state = this.stateOf(engine, pool, vcpu.machine);
    const set = [...this.counted(engine, state, {}, vcpu.index), next];
    const place = this.placeOf(engine, state);
    if (!placePasses(place, set)) return false;
    state.proofs = proofsOf(place, set);
    return true;
  }

  /** Releases the ghosts that count no more. At places that are quiet now none does. */
  refresh(engine: Engine): void {
    for (const state of this.states.values()) if (state.pool.watched) this.release(engine, state);
  }

  /** Whether a place is quiet now. If it is not, its next quiet instant will be told. */
  isQuiet(engine: Engine, pool: HostPool, machine: number): boolean {
    const state = this.stateOf(engine, pool, machine);
    state.pool.watched = true;
    this.release(engine, state);
    return isHostQuiet(engine, pool);
  }

  private release(engine: Engine, state: PlaceState): void {
    const place = this.placeOf(engine, state);
    const releases = releasesAt(place);
    for (const ghost of state.ghosts) {
      const by = this.weakened.has('releases')
        ? releasedNow(ghost, ['period-end'], everyProof, engine.now)
        : releasedNow(ghost, releases, state.proofs, engine.now);
      if (by === null || this.isLeaving(engine, state, ghost)) continue;
      state.expired.add(by);
      state.ghosts = state.ghosts.filter((other) => other !== ghost);
    }
    if (!isHostQuiet(engine, state.pool)) return;
    state.ghosts = state.ghosts.filter((ghost) => this.isLeaving(engine, state, ghost));
    if (state.ghosts.length > 0) return;
    state.expired.clear();
    state.proofs = proofsOf(place, this.counted(engine, state, {}));
    state.pool.watched = false;
  }

  /** The next instant at which a ghost may be released, in ns; Infinity without one. */
  nextRelease(engine: Engine): number {
    let next = Infinity;
    for (const state of this.states.values()) {
      if (state.ghosts.length === 0) continue;
      const releases = releasesAt(this.placeOf(engine, state));
      next = Math.min(next, nextRelease(state.ghosts, releases, engine.now));
      if (state.ghosts.some((ghost) => this.isLeaving(engine, state, ghost)))
        next = Math.min(next, engine.now + 1);
    }
    return next;
  }

  private proofs(engine: Engine, state: PlaceState, trial: Trial): Proofs | null {
    const place = this.placeOf(engine, state);
    const set = this.counted(engine, state, trial);
    if (!placePasses(place, set)) return null;
    const proofs = proofsOf(place, set);
    return this.allow(state, proofs) ? proofs : null;
  }

  private allow(state: PlaceState, proofs: Proofs): boolean {
    if (this.weakened.has('releases')) return true;
    return [...state.expired].every((release) => bears(release, proofs));
  }

  /**
   * Whether the core is still to be switched away from a ghost. Its neighbors pay for that switch,
   * so it stays one of them.
   */
  private isLeaving(engine: Engine, { pool, machine }: PlaceState, { vcpu, stay }: Ghost): boolean {
    if (stay === 0 || machineRow(engine, machine).machine.switchCosts.length === 0) return false;
    const one = engine.vcpus[vcpu];
    if (one?.active === true && one.hostPool === pool) return false;
    return pool.places.some(({ target }) => target !== null && target === one);
  }

  private counted(
    engine: Engine,
    state: PlaceState,
    trial: Trial,
    except = -1,
  ): readonly HostServer[] {
    const weakened = this.weakened.has('force');
    return countedAt(engine, state, this.approved, trial, { except, weakened });
  }

  private placeOf(engine: Engine, { pool, machine }: PlaceState): HostPlace {
    const row = machineRow(engine, machine);
    return { machine: row.machine, core: coreOfPool(row, pool) };
  }

  private stateOf(engine: Engine, pool: HostPool, machine: number): PlaceState {
    const known = this.states.get(pool);
    if (known !== undefined) return known;
    const made: PlaceState = {
      pool,
      machine,
      ghosts: [],
      expired: new Set(),
      proofs: everyProof,
    };
    this.states.set(pool, made);
    made.proofs = proofsOf(this.placeOf(engine, made), this.counted(engine, made, {}));
    return made;
  }
}
