import type { ServerKind } from '../../model/model.ts';
import { sync } from '../dispatch.ts';
import type { Engine } from '../engine.ts';
import type { VcpuTable } from '../tables.ts';
import { eventKinds } from '../trace.ts';
import { balance } from '../work.ts';
import type { HostRules } from './host-rules.ts';

const REPLENISH = eventKinds.indexOf('replenish');
const EXHAUST = eventKinds.indexOf('exhaust');

/** The key of a VCPU, replenished now, in its machine's order; the smaller goes first. */
export type ServerOrder = (vcpus: VcpuTable, vcpu: number, now: number) => number;

/** The orders of the policies that schedule VCPUs as servers. */
export const serverOrders: Readonly<Record<'EDF' | 'RM' | 'DM' | 'FP', ServerOrder>> = {
  EDF: (vcpus, vcpu, now) => now + (vcpus.delta[vcpu] as number),
  RM: (vcpus, vcpu) => vcpus.period[vcpu] as number,
  DM: (vcpus, vcpu) => vcpus.delta[vcpu] as number,
  FP: (vcpus, vcpu) => -(vcpus.priority[vcpu] as number),
};

/**
 * VCPUs as servers: budget `Θ` anew at every `k·Π` from the domain's start, with deadline `k·Π + Δ`. `periodic` competes
 * while it has budget, `deferrable` and `polling` while they have budget and work; `deferrable` loses what is left at its
 * deadline, `polling` whenever it has no work. With `extratime` (RTDS) a VCPU whose budget ends is refilled one level lower, where it
 * runs only if nobody of a higher level wants the core.
 */
export function servers(kind: ServerKind, order: ServerOrder, extratime: boolean): HostRules {
  const offerOrWithdraw = (e: Engine, vcpu: number): void => {
    const { vcpus } = e;
    const eager = kind === 'periodic' || vcpus.work[vcpu] === 1;
    if ((vcpus.budget[vcpu] as number) > 0 && eager) e.offer(vcpu);
    else e.withdraw(vcpu);
  };

  /** The budget is gone, so much of it unused. */
  const drain = (e: Engine, vcpu: number): void => {
    const { vcpus } = e;
    const left = vcpus.budget[vcpu] as number;
    if (vcpus.level[vcpu] === 0) vcpus.lost[vcpu] = (vcpus.lost[vcpu] as number) + left;
    vcpus.budget[vcpu] = 0;
    vcpus.exhaustions[vcpu] = (vcpus.exhaustions[vcpu] as number) + 1;
    e.events?.push(e.now, EXHAUST, vcpus.core[vcpu] as number, vcpu, -1, -1);
  };

  const settleGuest = (e: Engine, vcpu: number): void => {
    const pool = e.vcpus.guestPool[vcpu] as number;
    if ((e.layout.guestPools[pool] as readonly number[]).length > 1) balance(e, pool);
  };

  return {
    boot: () => {},
    start: (e, vcpu) => {
      e.slots.set(e.replenishSlots + vcpu, e.now);
    },
    stop: (e, vcpu) => {
      syncVcpu(e, vcpu);
      e.vcpus.budget[vcpu] = 0;
      e.slots.set(e.replenishSlots + vcpu, Infinity);
      e.slots.set(e.deadlineSlots + vcpu, Infinity);
      e.withdraw(vcpu);
    },
    wake: offerOrWithdraw,
    sleep: (e, vcpu) => {
      if (kind === 'polling') {
        syncVcpu(e, vcpu);
        if ((e.vcpus.budget[vcpu] as number) > 0) drain(e, vcpu);
      }
      offerOrWithdraw(e, vcpu);
    },
    exhaust: (e, vcpu) => {
      const { vcpus } = e;
      drain(e, vcpu);
      if (extratime && vcpus.extratime[vcpu] === 1) {
        vcpus.level[vcpu] = (vcpus.level[vcpu] as number) + 1;
        vcpus.budget[vcpu] = vcpus.theta[vcpu] as number;
        e.hostLevel.order.first[vcpu] = vcpus.level[vcpu] as number;
      }
      offerOrWithdraw(e, vcpu);
      settleGuest(e, vcpu);
    },
    replenish: (e, vcpu) => {
      const { vcpus } = e;
      syncVcpu(e, vcpu);
      const left = vcpus.budget[vcpu] as number;
      if (left > 0 && vcpus.level[vcpu] === 0) vcpus.lost[vcpu] = (vcpus.lost[vcpu] as number) + left;
      if (vcpus.nextPool[vcpu] !== vcpus.hostPool[vcpu]) {
        e.withdraw(vcpu);
        vcpus.hostPool[vcpu] = vcpus.nextPool[vcpu] as number;
      }
      vcpus.period[vcpu] = vcpus.nextPeriod[vcpu] as number;
      vcpus.theta[vcpu] = vcpus.nextTheta[vcpu] as number;
      vcpus.delta[vcpu] = vcpus.nextDelta[vcpu] as number;
      vcpus.budget[vcpu] = vcpus.theta[vcpu] as number;
      vcpus.level[vcpu] = 0;
      vcpus.replenishments[vcpu] = (vcpus.replenishments[vcpu] as number) + 1;
      e.hostLevel.order.first[vcpu] = 0;
      e.hostLevel.order.second[vcpu] = order(vcpus, vcpu, e.now);
      e.events?.push(e.now, REPLENISH, vcpus.core[vcpu] as number, vcpu, -1, -1);
      e.slots.set(e.replenishSlots + vcpu, e.now + (vcpus.period[vcpu] as number));
      if (kind === 'deferrable' && (vcpus.delta[vcpu] as number) < (vcpus.period[vcpu] as number)) {
        e.slots.set(e.deadlineSlots + vcpu, e.now + (vcpus.delta[vcpu] as number));
      }
      settleGuest(e, vcpu);
      if (kind === 'polling' && vcpus.work[vcpu] === 0 && (vcpus.budget[vcpu] as number) > 0) drain(e, vcpu);
      offerOrWithdraw(e, vcpu);
      if (vcpus.supplied[vcpu] === 1) e.markGuest(vcpus.guestPool[vcpu] as number);
    },
    deadline: (e, vcpu) => {
      syncVcpu(e, vcpu);
      if ((e.vcpus.budget[vcpu] as number) > 0) drain(e, vcpu);
      offerOrWithdraw(e, vcpu);
      settleGuest(e, vcpu);
    },
    timer: () => {},
    dispatched: () => {},
    held: () => {},
  };
}

function syncVcpu(e: Engine, vcpu: number): void {
  const core = e.vcpus.core[vcpu] as number;
  if (core >= 0) sync(e, core);
}
