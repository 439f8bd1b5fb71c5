import { hasServers, serverKind } from '../../model/policies.ts';
import { servers } from '../../model/servers.ts';
import { sync } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { GuestPool, HostPool } from '../engine/pool.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';

/**
 * Whether a VCPU has budget and work (`periodic`: has budget), as it stands after the completions
 * and budget ends of this instant and before its releases and replenishments. Extratime is none.
 */
function owes(engine: Engine, vcpu: VcpuState): boolean {
  return vcpu.renewedAt === engine.now ? vcpu.owed : owesNow(engine, vcpu);
}

/** Notes, as a VCPU is replenished, what it owed before. */
export function renew(engine: Engine, vcpu: VcpuState): void {
  if (vcpu.renewedAt === engine.now) return;
  vcpu.owed = owesNow(engine, vcpu);
  vcpu.renewedAt = engine.now;
}

function owesNow(engine: Engine, vcpu: VcpuState): boolean {
  if (vcpu.core !== null) sync(engine, vcpu.core);
  if (vcpu.level > 0 || !(vcpu.budget > 0)) return false;
  const { idle } = servers[serverKind(engine.machineOf(vcpu))];
  return idle === 'runs-down' || (vcpu.work && vcpu.workSince < engine.now);
}

/** Whether nobody at a place has owed budget before this instant. */
export function isHostQuiet(engine: Engine, pool: HostPool): boolean {
  if (pool.places.some(({ seized }) => seized)) return false;
  return engine.vcpus.every(
    (vcpu) =>
      !vcpu.active ||
      vcpu.hostPool !== pool ||
      !hasServers(engine.machineOf(vcpu).policy) ||
      !owes(engine, vcpu),
  );
}

/** Whether no job of a guest that was there before this instant is unfinished. */
export function isGuestQuiet(engine: Engine, pool: GuestPool): boolean {
  return engine.tasks.every(
    (task) => task.pool !== pool || !task.contends || task.headArrival === engine.now,
  );
}

/** Whether a guest has no tasks, so that all that is known of it is the budget it gets. */
export function isWithoutTasks(engine: Engine, pool: GuestPool): boolean {
  return engine.tasks.every(
    (task) => task.pool !== pool || task.traced < 0 || !(task.active || task.contends),
  );
}
