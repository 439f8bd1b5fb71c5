import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import { addTask, removeTask, startDomain } from '../engine/lifecycle.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { settleHog } from '../engine/work.ts';
import { type Change, machineOf, taskOf } from './changes.ts';
import { chosenVcpu, foresee } from './interface.ts';
import type { Room } from './room.ts';

/**
 * Applies a change. A domain that starts or migrates gets the interface and the machine that it has
 * in `state`.
 */
export function apply(engine: Engine, change: Change, state: SystemState, room: Room): void {
  switch (change.kind) {
    case 'interface':
      foresee(engine, change.vcpu, change.to);
      return;
    case 'start':
      start(engine, change.domain, state);
      return;
    case 'migrate':
      migrate(engine, change.domain, state, room);
      return;
    case 'add': {
      const task = taskOf(engine, change);
      if (task !== undefined) addTask(engine, task);
      return;
    }
    case 'remove': {
      const task = taskOf(engine, change);
      if (task !== undefined) removeTask(engine, task);
      return;
    }
  }
  change satisfies never;
}

function start(engine: Engine, domain: number, state: SystemState): void {
  const machine = machineOf(engine, domain, state);
  if (machine < 0) return;
  for (const vcpu of engine.vcpusOf(domain)) settleOn(engine, vcpu, machine, state);
  startDomain(engine, domain);
}

/**
 * Moves the domain's VCPUs to another machine, where their time begins anew. Its tasks go on
 * unchanged.
 */
function migrate(engine: Engine, domain: number, state: SystemState, room: Room): void {
  const machine = machineOf(engine, domain, state);
  if (machine < 0 || engine.vcpusOf(domain).every((vcpu) => vcpu.machine === machine)) return;
  room.leave(engine, domain);
  for (const vcpu of engine.vcpusOf(domain)) {
    engine.rulesOf(vcpu).stop(engine, vcpu);
    vcpu.budget = 0;
    vcpu.level = 0;
    settleOn(engine, vcpu, machine, state);
    engine.rulesOf(vcpu).start(engine, vcpu);
  }
  settleHog(engine, domain);
}

/** Assigns the VCPU, which runs nowhere now, to the machine, with its chosen interface. */
function settleOn(engine: Engine, vcpu: VcpuState, machine: number, state: SystemState): void {
  vcpu.machine = machine;
  const chosen = chosenVcpu(engine, vcpu, state.completed);
  if (chosen === null) return;
  foresee(engine, vcpu, chosen);
  vcpu.hostPool = vcpu.nextPool;
}
