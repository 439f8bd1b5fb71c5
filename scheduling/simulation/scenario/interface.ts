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

/** The VCPU with the interface it has from its next replenishment on. */
export function foreseen(engine: Engine, vcpu: VcpuState): CompletedVcpu {
  return withInterface(
    engine,
    vcpu,
    vcpu.nextPeriod,
    vcpu.nextTheta,
    vcpu.nextDelta,
    vcpu.nextPool,
  );
}

function withInterface(
  engine: Engine,
  { index, machine }: VcpuState,
  period: number,
  budget: number,
  deadline: number,
  pool: HostPool | null,
): CompletedVcpu {
  const { firstCore, machine: its } = engine.layout.machines[machine] as MachineRow;
  const [only, ...more] = pool?.places ?? [];
  const core =
    only === undefined || more.length > 0 ? null : (its.cores[only.index - firstCore] ?? null);
  const { vcpu } = engine.layout.vcpus[index] as VcpuRow;
  return { ...vcpu, period: known(period), budget: known(budget), deadline: known(deadline), core };
}

function known(time: number): number | null {
  return time === Infinity ? null : time;
}

export function sameInterface(a: CompletedVcpu, b: CompletedVcpu): boolean {
  return (
    a.period === b.period && a.budget === b.budget && a.deadline === b.deadline && a.core === b.core
  );
}

export function bandwidth({ budget, period }: CompletedVcpu): number {
  return budget === null || period === null ? 0 : budget / period;
}

/**
 * The end of the VCPU's current period, in ns; now if its first has not begun, Infinity if it has
 * none.
 */
export function endOfPeriod(engine: Engine, vcpu: VcpuState): number {
  return engine.slots.timeOf(vcpu.replenishSlot);
}

/** Whether the VCPU's present interface differs from its next one. */
export function changes(engine: Engine, vcpu: VcpuState): boolean {
  const next = endOfPeriod(engine, vcpu);
  return (
    next > engine.now &&
    next < Infinity &&
    !sameInterface(inForce(engine, vcpu), foreseen(engine, vcpu))
  );
}

/** Sets the VCPU's interface from its next replenishment on. */
export function foresee(engine: Engine, vcpu: VcpuState, to: CompletedVcpu): void {
  vcpu.foresee(to);
  vcpu.nextPool = poolFor(engine, vcpu, to);
}

function poolFor(engine: Engine, vcpu: VcpuState, to: CompletedVcpu): HostPool | null {
  const row = engine.layout.vcpus[vcpu.index] as VcpuRow;
  const { firstCore, machine } = engine.layout.machines[vcpu.machine] as MachineRow;
  const place = to.core === null ? 0 : placeOfCore(machine.cores, to.core);
  if (place < 0) return null;
  const home = row.machine === vcpu.machine && row.hostPool >= 0;
  const core = to.core === null && home ? engine.layout.hostPools[row.hostPool]?.[0] : undefined;
  return engine.cores[core ?? firstCore + place]?.pool ?? null;
}
