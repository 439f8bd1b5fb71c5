import type { CompletedModel, CompletedVcpu } from '../../model/completed.ts';
import type { Action } from '../../model/model.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine.ts';
import type { DomainRow, MachineRow, VcpuRow } from '../layout.ts';
import { addTask, removeTask, startDomain, stopDomain } from '../lifecycle.ts';
import type { HostPool } from '../pool.ts';
import type { VcpuState } from '../state/vcpu-state.ts';
import { settleHog } from '../work.ts';
import type { LeavingPlaces } from './leaving.ts';
import { domainNumber, machineNumber } from './test-run.ts';

/** Lets an admitted action happen, and the interfaces adapt that have changed by it. */
export function apply(
  e: Engine,
  action: Action,
  step: number,
  before: SystemState,
  after: SystemState,
  leaving: LeavingPlaces,
): void {
  switch (action.kind) {
    case 'start':
      for (const name of action.domains) start(e, name, after);
      break;
    case 'stop':
      for (const name of action.domains) {
        const domain = domainNumber(e, name);
        if (!e.vcpusOf(domain)[0]?.active) continue;
        leaving.leave(e, domain, before);
        stopDomain(e, domain);
      }
      break;
    case 'add': {
      const task = e.tasks[e.layout.tasks.findIndex((row) => row.step === step)];
      if (task !== undefined) addTask(e, task);
      break;
    }
    case 'remove': {
      const domain = domainNumber(e, action.domain);
      const task = e.tasks.find(
        ({ active, index, domain: own }) =>
          active && own === domain && e.layout.tasks[index]?.task.name === action.task,
      );
      if (task !== undefined) removeTask(e, task);
      break;
    }
    case 'set':
      break;
    case 'migrate':
      migrate(e, domainNumber(e, action.domain), machineNumber(e, action.machine), before, after, leaving);
      break;
  }
  adapt(e, before, after, leaving);
}

/** The domain starts with the interface that the test chose. */
function start(e: Engine, name: string, after: SystemState): void {
  const domain = domainNumber(e, name);
  if (domain < 0) return;
  for (const vcpu of e.vcpusOf(domain)) {
    const chosen = chosenVcpu(e, vcpu, after.completed);
    if (chosen === null) continue;
    vcpu.foresee(chosen);
    settleIn(e, vcpu, chosen);
  }
  startDomain(e, domain);
}

/** The domain's VCPUs go on on another machine, where their time begins anew; its tasks go on as they are. */
function migrate(
  e: Engine,
  domain: number,
  machine: number,
  before: SystemState,
  after: SystemState,
  leaving: LeavingPlaces,
): void {
  if (domain < 0 || machine < 0) return;
  leaving.leave(e, domain, before);
  for (const vcpu of e.vcpusOf(domain)) {
    e.rulesOf(vcpu).stop(e, vcpu);
    vcpu.budget = 0;
    vcpu.level = 0;
    vcpu.machine = machine;
    const chosen = chosenVcpu(e, vcpu, after.completed);
    if (chosen !== null) {
      vcpu.foresee(chosen);
      settleIn(e, vcpu, chosen);
    }
    e.rulesOf(vcpu).start(e, vcpu);
  }
  settleHog(e, domain);
}

/** Interfaces that have changed take effect at the next replenishment; until then the old ones keep their place. */
function adapt(e: Engine, before: SystemState, after: SystemState, leaving: LeavingPlaces): void {
  for (const vcpu of e.vcpus) {
    if (!vcpu.active) continue;
    const old = chosenVcpu(e, vcpu, before.completed);
    const chosen = chosenVcpu(e, vcpu, after.completed);
    if (old === null || chosen === null) continue;
    const same =
      old.period === chosen.period && old.budget === chosen.budget && old.deadline === chosen.deadline;
    if (!same) leaving.shrink(e, vcpu, old);
    vcpu.foresee(chosen);
    vcpu.nextPool = poolFor(e, vcpu, chosen);
  }
}

function settleIn(e: Engine, vcpu: VcpuState, chosen: CompletedVcpu): void {
  const pool = poolFor(e, vcpu, chosen);
  vcpu.hostPool = pool;
  vcpu.nextPool = pool;
}

function poolFor(e: Engine, vcpu: VcpuState, chosen: CompletedVcpu): HostPool | null {
  const row = e.layout.vcpus[vcpu.index] as VcpuRow;
  const { firstCore } = e.layout.machines[vcpu.machine] as MachineRow;
  const home = row.machine === vcpu.machine && row.hostPool >= 0;
  const core = chosen.core === null && home ? e.layout.hostPools[row.hostPool]?.[0] : undefined;
  return e.cores[core ?? firstCore + (chosen.core ?? 0)]?.pool ?? null;
}

/** The VCPU in a state of the system; `null` where its domain does not run there. */
export function chosenVcpu(
  e: Engine,
  { index }: VcpuState,
  { machines }: CompletedModel,
): CompletedVcpu | null {
  const row = e.layout.vcpus[index] as VcpuRow;
  const { name } = (e.layout.domains[row.domain] as DomainRow).domain;
  for (const { domains } of machines) {
    const domain = domains.find((other) => other.name === name);
    if (domain !== undefined) return domain.vcpus.find((other) => other.name === row.vcpu.name) ?? null;
  }
  return null;
}
