import { placeOfCore } from '../../host/cores.ts';
import type { CompletedModel, CompletedVcpu } from '../../model/completed.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow, MachineRow, VcpuRow } from '../engine/layout.ts';
import type { HostPool } from '../engine/pool.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';

/** The VCPU in a state of the system; `null` if its domain does not run there. */
export function chosenVcpu(
  engine: Engine,
  { index }: VcpuState,
  { machines }: CompletedModel,
): CompletedVcpu | null {
  const row = engine.layout.vcpus[index] as VcpuRow;
  const { name } = (engine.layout.domains[row.domain] as DomainRow).domain;
  for (const { domains } of machines) {
    const domain = domains.find((other) => other.name === name);
    if (domain !== undefined)
      return domain.vcpus.find((other) => other.name === row.vcpu.name) ?? null;
  }
  return null;
}

/** The VCPU with the interface it has in its current period. */
export function inForce(engine: Engine, vcpu: VcpuState): CompletedVcpu {
  return withInterface(engine, vcpu, vcpu.period, vcpu.theta, vcpu.delta, vcpu.hostPool);
}

function withInterface(
  engine: Engine,
  { index, machine }: VcpuState,
  period: number,
  budget: number,
  deadline: number,
  pool: HostPool | null,
): CompletedVcpu {
  const core = coreOfPool(engine.layout.machines[machine] as MachineRow, pool);
  const { vcpu } = engine.layout.vcpus[index] as VcpuRow;
  return { ...vcpu, period: known(period), budget: known(budget), deadline: known(deadline), core };
}

/** The core that a pool of a machine is; `null` for a pool of several. */
export function coreOfPool(
  { firstCore, machine }: MachineRow,
  pool: HostPool | null,
): number | null {
  const [only, ...more] = pool?.places ?? [];
  if (only === undefined || more.length > 0) return null;
  return machine.cores[only.index - firstCore] ?? null;
}

function known(time: number): number | null {
  return time === Infinity ? null : time;
}

export function sameInterface(a: CompletedVcpu, b: CompletedVcpu): boolean {
  return (
    a.period === b.period && a.budget === b.budget && a.deadline === b.deadline && a.core === b.core
  );
}

/** Sets the VCPU's interface from its next replenishment on. */
export function foresee(engine: Engine, vcpu: VcpuState, to: CompletedVcpu): void {
  vcpu.foresee(to);
  vcpu.nextPool = poolFor(engine, vcpu, to, vcpu.machine);
}

/**
 * Sets the interface of a VCPU whose time begins anew at this instant. It counts by this one before
 * its first replenishment, too, not by an earlier one.
 */
export function beginWith(engine: Engine, vcpu: VcpuState, to: CompletedVcpu): void {
  foresee(engine, vcpu, to);
  vcpu.adapt();
}

/** The pool of cores to which a VCPU with an interface belongs on a machine. */
export function poolFor(
  engine: Engine,
  vcpu: VcpuState,
  to: CompletedVcpu,
  machineNumber: number,
): HostPool | null {
  const row = engine.layout.vcpus[vcpu.index] as VcpuRow;
  const { firstCore, machine } = engine.layout.machines[machineNumber] as MachineRow;
  const place = to.core === null ? 0 : placeOfCore(machine.cores, to.core);
  if (place < 0) return null;
  const home = row.machine === machineNumber && row.hostPool >= 0;
  const core = to.core === null && home ? engine.layout.hostPools[row.hostPool]?.[0] : undefined;
  return engine.cores[core ?? firstCore + place]?.pool ?? null;
}
