import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import { addTask, removeTask, startDomain } from '../engine/lifecycle.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { settleHog } from '../engine/work.ts';
import { type Change, machineOf, taskOf } from './changes.ts';
import { chosenVcpu, foresee } from './interface.ts';
import type { Room } from './room.ts';

/**
 * Lets a change happen. What starts or moves comes with the interface it has in `state`, to where
 * it is there.
 */
export function apply(e: Engine, change: Change, state: SystemState, room: Room): void {
  switch (change.kind) {
    case 'interface':
      foresee(e, change.vcpu, change.to);
      break;
    case 'start':
      start(e, change.domain, state);
      break;
    case 'migrate':
      migrate(e, change.domain, state, room);
      break;
    case 'add': {
      const task = taskOf(e, change);
      if (task !== undefined) addTask(e, task);
      break;
    }
    case 'remove': {
      const task = taskOf(e, change);
      if (task !== undefined) removeTask(e, task);
      break;
    }
  }
}

function start(e: Engine, domain: number, state: SystemState): void {
  const machine = machineOf(e, domain, state);
  if (machine < 0) return;
  for (const vcpu of e.vcpusOf(domain)) settleOn(e, vcpu, machine, state);
  startDomain(e, domain);
}

/**
 * The domain's VCPUs go on on another machine, where their time begins anew; its tasks go on as
 * they are.
 */
function migrate(e: Engine, domain: number, state: SystemState, room: Room): void {
  const machine = machineOf(e, domain, state);
  if (machine < 0 || e.vcpusOf(domain).every((vcpu) => vcpu.machine === machine)) return;
  room.leave(e, domain);
  for (const vcpu of e.vcpusOf(domain)) {
    e.rulesOf(vcpu).stop(e, vcpu);
    vcpu.budget = 0;
    vcpu.level = 0;
    settleOn(e, vcpu, machine, state);
    e.rulesOf(vcpu).start(e, vcpu);
  }
  settleHog(e, domain);
}

/**
 * The VCPU, which runs nowhere now, belongs to the machine from now on, with the interface that was
 * chosen.
 */
function settleOn(e: Engine, vcpu: VcpuState, machine: number, state: SystemState): void {
  vcpu.machine = machine;
  const chosen = chosenVcpu(e, vcpu, state.completed);
  if (chosen === null) return;
  foresee(e, vcpu, chosen);
  vcpu.hostPool = vcpu.nextPool;
}
