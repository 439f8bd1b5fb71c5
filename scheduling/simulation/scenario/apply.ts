import type { CompletedModel, CompletedVcpu } from '../../model/completed.ts';
import type { Action } from '../../model/model.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine.ts';
import type { DomainRow, MachineRow, VcpuRow } from '../layout.ts';
import { addTask, removeTask, startDomain, stopDomain } from '../lifecycle.ts';
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
        if (e.vcpus.active[firstVcpu(e, domain)] !== 1) continue;
        leaving.leave(e, domain, before);
        stopDomain(e, domain);
      }
      break;
    case 'add': {
      const task = e.layout.tasks.findIndex((row) => row.step === step);
      if (task >= 0) addTask(e, task);
      break;
    }
    case 'remove': {
      const domain = domainNumber(e, action.domain);
      const task = e.layout.tasks.findIndex(
        (row, index) => row.domain === domain && row.task.name === action.task && e.tasks.active[index] === 1,
      );
      if (task >= 0) removeTask(e, task);
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
  for (const vcpu of (e.layout.domains[domain] as DomainRow).vcpus) {
    const chosen = chosenVcpu(e, vcpu, after.completed);
    if (chosen === null) continue;
    foresee(e, vcpu, chosen);
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
  const row = e.layout.domains[domain];
  if (row === undefined || machine < 0) return;
  leaving.leave(e, domain, before);
  for (const vcpu of row.vcpus) {
    e.rulesOf(vcpu).stop(e, vcpu);
    e.vcpus.budget[vcpu] = 0;
    e.vcpus.level[vcpu] = 0;
    e.vcpus.machine[vcpu] = machine;
    const chosen = chosenVcpu(e, vcpu, after.completed);
    if (chosen !== null) {
      foresee(e, vcpu, chosen);
      settleIn(e, vcpu, chosen);
    }
    e.rulesOf(vcpu).start(e, vcpu);
  }
  settleHog(e, domain);
}

/** Interfaces that have changed take effect at the next replenishment; until then the old ones keep their place. */
function adapt(e: Engine, before: SystemState, after: SystemState, leaving: LeavingPlaces): void {
  for (const vcpu of e.layout.vcpus.keys()) {
    if (e.vcpus.active[vcpu] === 0) continue;
    const old = chosenVcpu(e, vcpu, before.completed);
    const chosen = chosenVcpu(e, vcpu, after.completed);
    if (old === null || chosen === null) continue;
    const same =
      old.period === chosen.period && old.budget === chosen.budget && old.deadline === chosen.deadline;
    if (!same) leaving.shrink(e, vcpu, old);
    foresee(e, vcpu, chosen);
    e.vcpus.nextPool[vcpu] = poolFor(e, vcpu, chosen);
  }
}

function foresee(e: Engine, vcpu: number, { period, budget, deadline }: CompletedVcpu): void {
  const { vcpus } = e;
  vcpus.nextPeriod[vcpu] = period ?? Infinity;
  vcpus.nextTheta[vcpu] = budget ?? 0;
  vcpus.nextDelta[vcpu] = deadline ?? period ?? Infinity;
}

function settleIn(e: Engine, vcpu: number, chosen: CompletedVcpu): void {
  const pool = poolFor(e, vcpu, chosen);
  e.vcpus.hostPool[vcpu] = pool;
  e.vcpus.nextPool[vcpu] = pool;
}

function poolFor(e: Engine, vcpu: number, chosen: CompletedVcpu): number {
  const machine = e.vcpus.machine[vcpu] as number;
  const { firstCore } = e.layout.machines[machine] as MachineRow;
  const home = (e.layout.vcpus[vcpu] as VcpuRow).machine === machine;
  const known = home ? (e.layout.vcpus[vcpu] as VcpuRow).hostPool : -1;
  if (chosen.core === null && known >= 0) return known;
  return e.layout.cores[firstCore + (chosen.core ?? 0)]?.pool ?? -1;
}

/** The VCPU in a state of the system; `null` where its domain does not run there. */
export function chosenVcpu(e: Engine, vcpu: number, { machines }: CompletedModel): CompletedVcpu | null {
  const row = e.layout.vcpus[vcpu] as VcpuRow;
  const { name } = (e.layout.domains[row.domain] as DomainRow).domain;
  for (const { domains } of machines) {
    const domain = domains.find((other) => other.name === name);
    if (domain !== undefined) return domain.vcpus.find((other) => other.name === row.vcpu.name) ?? null;
  }
  return null;
}

function firstVcpu(e: Engine, domain: number): number {
  return e.layout.domains[domain]?.vcpus[0] ?? -1;
}
