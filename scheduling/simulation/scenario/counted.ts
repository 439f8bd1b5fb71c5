import type { HostServer } from '../../host/server.ts';
import type { Release } from '../../model/changes/change-wait.ts';
import type { CompletedVcpu } from '../../model/completed.ts';
import type { Task } from '../../model/model.ts';
import {
  isImplicit,
  larger,
  type Proofs,
  sameShape,
} from '../../scenario/changes/places/places.ts';
import { withGhosts } from '../../scenario/changes/places/stays.ts';
import type { Engine } from '../engine/engine.ts';
import type { HostPool } from '../engine/pool.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { Ghost } from './ghosts.ts';
import { inForce } from './interface.ts';
import { runningTasks, serverWith } from './servers-now.ts';

/** An approved interface of a VCPU that is not in force yet. */
export interface Approved {
  readonly to: CompletedVcpu;
  readonly machine: number;
  readonly pool: HostPool | null;
}

/** A place since its last quiet instant. */
export interface PlaceState {
  readonly pool: HostPool;
  readonly machine: number;
  ghosts: readonly Ghost[];
  /** The releases that ghosts have had, other than by a quiet instant. */
  readonly expired: Set<Release>;
  proofs: Proofs;
}

/** A set of servers to be tried at a place besides all that counts there. */
export interface Trial {
  /** Newcomers, each with its place. */
  readonly coming?: readonly { readonly pool: HostPool | null; readonly server: HostServer }[];
  /** Tasks that a domain would have besides its own. */
  readonly tasks?: ReadonlyMap<number, readonly Task[]>;
}

/**
 * All that counts at a place: what runs, what is approved, ghosts, and a trial. The old and the new
 * period of a VCPU count side by side, except where it counts by what it reserves. `weakened`
 * forgets what is in force until an approved interface is.
 */
export function countedAt(
  engine: Engine,
  state: PlaceState,
  approved: ReadonlyMap<number, Approved>,
  trial: Trial,
  { except, weakened }: { readonly except: number; readonly weakened: boolean },
): readonly HostServer[] {
  const counted = new Map<number, HostServer>();
  const beside: HostServer[] = [];
  const { implicit } = state.proofs;
  for (const vcpu of engine.vcpus) {
    if (vcpu.index === except || !vcpu.active) continue;
    const more = trial.tasks?.get(vcpu.domain);
    const here = vcpu.hostPool === state.pool;
    const next = approved.get(vcpu.index);
    const comes = next !== undefined && next.pool === state.pool;
    if (!here && !comes) continue;
    const server = here
      ? serverNow(engine, vcpu, inForce(engine, vcpu), state.machine, more)
      : null;
    const to = comes ? serverNow(engine, vcpu, next.to, state.machine, more) : null;
    if (server === null || to === null) {
      const only = server ?? to;
      if (only !== null) counted.set(vcpu.index, only);
    } else if (weakened) counted.set(vcpu.index, to);
    else if (sameShape(server, to)) counted.set(vcpu.index, larger(server, to));
    else if (implicit && isImplicit(to) && server.starts === 1 && to.starts === 1) {
      const less = server.budget * to.period <= to.budget * server.period;
      counted.set(vcpu.index, less ? to : server);
    } else {
      counted.set(vcpu.index, to);
      beside.push(server);
    }
  }
  for (const { pool, server } of trial.coming ?? []) if (pool === state.pool) beside.push(server);
  // The first of equals stands above the others: what runs, then what has run.
  return withGhosts([...counted.values(), ...beside], state.ghosts);
}

/** A VCPU with an interface as a server of a machine now; `more` are tasks besides its own. */
export function serverNow(
  engine: Engine,
  vcpu: VcpuState,
  to: CompletedVcpu,
  machine: number,
  more: readonly Task[] | undefined,
): HostServer | null {
  const tasks = runningTasks(engine, vcpu.domain);
  return serverWith(engine, vcpu, machine, to, more === undefined ? tasks : [...tasks, ...more]);
}
