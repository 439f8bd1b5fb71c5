import type { ServerKind } from '../../model/model.ts';
import type { Order } from '../../model/order.ts';
import { servers as serverTable } from '../../model/servers.ts';
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
export const serverOrders: Readonly<Record<Order, ServerOrder>> = {
  'absolute-deadline': (vcpu, now) => now + vcpu.delta,
  period: (vcpu) => vcpu.period,
  deadline: (vcpu) => vcpu.delta,
  priority: (vcpu) => -vcpu.priority,
};

/**
 * VCPUs as servers: a new budget `Θ` at each `k·Π` from the domain's start, with deadline `k·Π +
 * Δ`. A `periodic` server competes while it has budget, a `deferrable` or `polling` one while it
 * has budget and work. A `deferrable` server loses its remaining budget at its deadline, a
 * `polling` one when it has no work. With `extratime` (RTDS) a VCPU whose budget ends is refilled
 * one level lower, where it runs only if no VCPU of a higher level wants the core.
 */
export function servers(kind: ServerKind, order: ServerOrder, extratime: boolean): HostRules {
  const { idle } = serverTable[kind];
  const offerOrWithdraw = (engine: Engine, vcpu: VcpuState): void => {
    if (vcpu.budget > 0 && (idle === 'runs-down' || vcpu.work)) engine.offer(vcpu);
    else engine.withdraw(vcpu);
  };

  /** Ends the budget. Its remainder is lost. */
  const drain = (engine: Engine, vcpu: VcpuState): void => {
    if (vcpu.level === 0) vcpu.lost += vcpu.budget;
    vcpu.budget = 0;
    vcpu.exhaustions++;
    engine.events?.push(EXHAUST, vcpu.core?.index ?? -1, vcpu.index, -1, -1);
  };

  const settleGuest = (engine: Engine, { guestPool }: VcpuState): void => {
    if (guestPool.places.length > 1) balance(engine, guestPool);
  };

  return {
    boot: () => {},
    start: (engine, vcpu) => {
      engine.slots.set(vcpu.replenishSlot, engine.now);
    },
    stop: (engine, vcpu) => {
      syncVcpu(engine, vcpu);
      vcpu.budget = 0;
      engine.slots.set(vcpu.replenishSlot, Infinity);
      engine.slots.set(vcpu.deadlineSlot, Infinity);
      engine.withdraw(vcpu);
    },
    wake: offerOrWithdraw,
    sleep: (engine, vcpu) => {
      if (idle === 'is-given-up') {
        syncVcpu(engine, vcpu);
        if (vcpu.budget > 0) drain(engine, vcpu);
      }
      offerOrWithdraw(engine, vcpu);
    },
    exhaust: (engine, vcpu) => {
      drain(engine, vcpu);
      if (extratime && vcpu.extratime) {
        vcpu.level++;
        vcpu.budget = vcpu.theta;
        vcpu.first = vcpu.level;
        if (vcpu.hostPool?.watched === true) engine.alert();
      }
      offerOrWithdraw(engine, vcpu);
      settleGuest(engine, vcpu);
    },
    replenish: (engine, vcpu) => {
      syncVcpu(engine, vcpu);
      if (engine.options.onReplenish?.(engine, vcpu) === true) return;
      if (vcpu.budget > 0 && vcpu.level === 0) vcpu.lost += vcpu.budget;
      if (vcpu.nextPool !== vcpu.hostPool) {
        engine.withdraw(vcpu);
        vcpu.hostPool = vcpu.nextPool;
      }
      vcpu.adapt();
      engine.interfaces?.note(vcpu, engine.now);
      vcpu.budget = vcpu.theta;
      vcpu.level = 0;
      vcpu.replenishments++;
      vcpu.first = 0;
      vcpu.second = order(vcpu, engine.now);
      engine.events?.push(REPLENISH, vcpu.core?.index ?? -1, vcpu.index, -1, -1);
      engine.slots.set(vcpu.replenishSlot, engine.now + vcpu.period);
      if (idle === 'is-kept' && vcpu.delta < vcpu.period)
        engine.slots.set(vcpu.deadlineSlot, engine.now + vcpu.delta);
      settleGuest(engine, vcpu);
      if (idle === 'is-given-up' && !vcpu.work && vcpu.budget > 0) drain(engine, vcpu);
      offerOrWithdraw(engine, vcpu);
      if (vcpu.supplied) engine.markGuest(vcpu.guestPool);
    },
    deadline: (engine, vcpu) => {
      syncVcpu(engine, vcpu);
      if (vcpu.budget > 0) drain(engine, vcpu);
      offerOrWithdraw(engine, vcpu);
      settleGuest(engine, vcpu);
    },
    timer: () => {},
    dispatched: () => {},
    held: () => {},
  };
}

function syncVcpu(engine: Engine, { core }: VcpuState): void {
  if (core !== null) sync(engine, core);
}
