import { type HostServer, hostServer } from '../../host/server.ts';
import type { CompletedDomain, CompletedVcpu } from '../../model/completed.ts';
import type { Task } from '../../model/model.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow, MachineRow, TaskRow } from '../engine/layout.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { inForce } from './interface.ts';

/** The tasks that run in a domain now. */
export function runningTasks(engine: Engine, domain: number): readonly Task[] {
  const tasks: Task[] = [];
  for (const { index, active, traced, domain: own } of engine.tasks)
    if (own === domain && active && traced >= 0) tasks.push(taskRow(engine, index).task);
  return tasks;
}

function taskRow(engine: Engine, index: number): TaskRow {
  return engine.layout.tasks[index] as TaskRow;
}

export function domainOf(engine: Engine, domain: number): CompletedDomain {
  return (engine.layout.domains[domain] as DomainRow).domain;
}

/** A VCPU with an interface and its domain's tasks, as a server of a machine; `null` if open. */
export function serverWith(
  engine: Engine,
  vcpu: VcpuState,
  machine: number,
  to: CompletedVcpu,
  tasks: readonly Task[],
): HostServer | null {
  const domain = domainOf(engine, vcpu.domain);
  const vcpus = engine
    .vcpusOf(vcpu.domain)
    .map((other) => (other === vcpu ? to : inForce(engine, other)));
  const own = { ...domain, vcpus, tasks };
  return hostServer(machineRow(engine, machine).machine, own, to, vcpu.index);
}

export function machineRow(engine: Engine, machine: number): MachineRow {
  return engine.layout.machines[machine] as MachineRow;
}
