import type { CompletedVcpu } from '../../../model/completed.ts';
import { hasServers, traitsOf } from '../../../model/policies.ts';
import { larger, sameShape } from '../../../scenario/changes/places/places.ts';
import type { Engine } from '../../engine/engine.ts';
import type { HostPool } from '../../engine/pool.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import type { Change, InterfaceChange } from '../changes.ts';
import { inForce, poolFor } from '../interface.ts';
import { machineRow, runningTasks, serverWith } from '../servers-now.ts';

/** The places at which a change needs room. */
export function placesOf(engine: Engine, change: Change): readonly (HostPool | null)[] {
  switch (change.kind) {
    case 'start':
    case 'migrate':
      return change.vcpus.flatMap(({ vcpu, to }) =>
        needsRoom(engine, change.machine, to) ? [poolFor(engine, vcpu, to, change.machine)] : [],
      );
    case 'add':
      return [];
    case 'interface':
      return shrinks(engine, change) || !needsRoom(engine, change.machine, change.to)
        ? []
        : [poolFor(engine, change.vcpu, change.to, change.machine)];
  }
}

/** Whether a VCPU takes room on a machine: one with budgets has it where its budget is not 0. */
function needsRoom(engine: Engine, machine: number, { budget }: CompletedVcpu): boolean {
  return !hasServers(machineRow(engine, machine).machine.policy) || (budget ?? 0) > 0;
}

/** Whether the VCPU runs on a core that is its own. */
export function ownsCore(engine: Engine, vcpu: VcpuState): boolean {
  return vcpu.active && traitsOf(engine.machineOf(vcpu).policy).gives === 'cores';
}

/** Whether a VCPU stays where it is and nothing of its interface becomes larger. */
export function shrinks(engine: Engine, { vcpu, to, machine }: InterfaceChange): boolean {
  if (machine !== vcpu.machine) return false;
  const [old, next] = servers(engine, vcpu, to);
  const stays = poolFor(engine, vcpu, to, vcpu.machine) === vcpu.hostPool;
  if (!stays || old === null || next === null || !sameShape(old, next)) return false;
  return larger(old, next) === old;
}

function servers(engine: Engine, vcpu: VcpuState, to: InterfaceChange['to']) {
  const tasks = runningTasks(engine, vcpu.domain);
  const { machine } = vcpu;
  const from = inForce(engine, vcpu);
  return [
    serverWith(engine, vcpu, machine, from, tasks),
    serverWith(engine, vcpu, machine, to, tasks),
  ] as const;
}
