import type { ServerKind } from '../../model/model.ts';
import { sync } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { balance } from '../engine/work.ts';
import { eventKinds } from '../trace.ts';
import type { HostRules } from './host-rules.ts';

const REPLENISH = eventKinds.indexOf('replenish');
const EXHAUST = eventKinds.indexOf('exhaust');

/** The key of a VCPU, replenished now, in its machine's order; the smaller goes first. */
export type ServerOrder = (vcpu: VcpuState, now: number) => number;

/** The orders of the policies that schedule VCPUs as servers. */
export const serverOrders: Readonly<Record<'EDF' | 'RM' | 'DM' | 'FP', ServerOrder>> = {
  EDF: (vcpu, now) => now + vcpu.delta,
  RM: (vcpu) => vcpu.period,
  DM: (vcpu) => vcpu.delta,
  FP: (vcpu) => -vcpu.priority,
};

/**
 * VCPUs as servers: budget `Θ` anew at every `k·Π` from the domain's start, with deadline `k·Π +
 * Δ`. `periodic` competes while it has budget, `deferrable` and `polling` while they have budget
 * and work; `deferrable` loses what is left at its deadline, `polling` whenever it has no work.
 * With `extratime` (RTDS) a VCPU whose budget ends is refilled one level lower, where it runs only
 * if nobody of a higher level wants the core.
 */
export function servers(kind: ServerKind, order: ServerOrder, extratime: boolean): HostRules {
  const offerOrWithdraw = (e: Engine, vcpu: VcpuState): void => {
    if (vcpu.budget > 0 && (kind === 'periodic' || vcpu.work)) e.offer(vcpu);
    else e.withdraw(vcpu);
  };

  /** The budget is gone, what is left of it unused. */
  const drain = (e: Engine, vcpu: VcpuState): void => {
    if (vcpu.level === 0) vcpu.lost += vcpu.budget;
    vcpu.budget = 0;
    vcpu.exhaustions++;
    e.events?.push(EXHAUST, vcpu.core?.index ?? -1, vcpu.index, -1, -1);
  };

  const settleGuest = (e: Engine, { guestPool }: VcpuState): void => {
    if (guestPool.places.length > 1) balance(e, guestPool);
  };

  return {
    boot: () => {},
    start: (e, vcpu) => {
      e.slots.set(vcpu.replenishSlot, e.now);
    },
    stop: (e, vcpu) => {
      syncVcpu(e, vcpu);
      vcpu.budget = 0;
      e.slots.set(vcpu.replenishSlot, Infinity);
      e.slots.set(vcpu.deadlineSlot, Infinity);
      e.withdraw(vcpu);
    },
    wake: offerOrWithdraw,
    sleep: (e, vcpu) => {
      if (kind === 'polling') {
        syncVcpu(e, vcpu);
        if (vcpu.budget > 0) drain(e, vcpu);
      }
      offerOrWithdraw(e, vcpu);
    },
    exhaust: (e, vcpu) => {
      drain(e, vcpu);
      if (extratime && vcpu.extratime) {
        vcpu.level++;
        vcpu.budget = vcpu.theta;
        vcpu.first = vcpu.level;
      }
      offerOrWithdraw(e, vcpu);
      settleGuest(e, vcpu);
    },
    replenish: (e, vcpu) => {
      syncVcpu(e, vcpu);
      if (vcpu.budget > 0 && vcpu.level === 0) vcpu.lost += vcpu.budget;
      if (vcpu.nextPool !== vcpu.hostPool) {
        e.withdraw(vcpu);
        vcpu.hostPool = vcpu.nextPool;
      }
      vcpu.adapt();
      vcpu.budget = vcpu.theta;
      vcpu.level = 0;
      vcpu.replenishments++;
      vcpu.first = 0;
      vcpu.second = order(vcpu, e.now);
      e.events?.push(REPLENISH, vcpu.core?.index ?? -1, vcpu.index, -1, -1);
      e.slots.set(vcpu.replenishSlot, e.now + vcpu.period);
      if (kind === 'deferrable' && vcpu.delta < vcpu.period)
        e.slots.set(vcpu.deadlineSlot, e.now + vcpu.delta);
      settleGuest(e, vcpu);
      if (kind === 'polling' && !vcpu.work && vcpu.budget > 0) drain(e, vcpu);
      offerOrWithdraw(e, vcpu);
      if (vcpu.supplied) e.markGuest(vcpu.guestPool);
    },
    deadline: (e, vcpu) => {
      syncVcpu(e, vcpu);
      if (vcpu.budget > 0) drain(e, vcpu);
      offerOrWithdraw(e, vcpu);
      settleGuest(e, vcpu);
    },
    timer: () => {},
    dispatched: () => {},
    held: () => {},
  };
}

function syncVcpu(e: Engine, { core }: VcpuState): void {
  if (core !== null) sync(e, core);
}
