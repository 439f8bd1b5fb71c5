import type { MachinePolicy } from '../../model/model.ts';
import { sync } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow, MachineRow } from '../engine/layout.ts';
import type { CoreState } from '../engine/state/core-state.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { HostRules } from './host-rules.ts';

const BOOST = 0;
const UNDER = 1;
const OVER = 2;
const TICK = 10_000_000;
const TICKS_PER_ACCOUNTING = 3;
const ACCOUNTING = TICK * TICKS_PER_ACCOUNTING;

/**
 * Xen's credit scheduler (`xen/common/sched/credit.c`), with credits in ns of a core. A VCPU earns
 * by its domain's weight at each accounting and pays for its run time. A VCPU with credit left is
 * UNDER, without it OVER; one that wakes while UNDER is BOOSTed until a tick finds it running.
 * VCPUs of one priority take turns of a timeslice. A VCPU that begins to run is not displaced
 * before the ratelimit. A capped domain whose credit has run out is parked until it has some again.
 * The weight counts for each active VCPU, as in Xen, and a sleeping VCPU keeps no more than it can
 * use. A waiting VCPU keeps all; Xen halves it, and long rotations bend the shares. A VCPU is
 * active if it ran or wanted to since the last accounting; Xen asks who runs at a tick.
 */
export function credit(policy: Extract<MachinePolicy, { kind: 'credit' }>): HostRules {
  let queueNumber = 0;
  let ticks = 0;
  let balance = 0;
  let holdCheck = Infinity;
  const states = new Map<VcpuState, CreditState>();
  const stateOf = (vcpu: VcpuState): CreditState => {
    let state = states.get(vcpu);
    if (state === undefined) {
      state = { credit: 0, seen: 0, active: false, parked: false };
      states.set(vcpu, state);
    }
    return state;
  };

  const setPriority = (engine: Engine, vcpu: VcpuState, priority: number): void => {
    if (vcpu.first === priority) return;
    vcpu.first = priority;
    if (vcpu.contends) engine.offer(vcpu);
  };
  const queue = (engine: Engine, vcpu: VcpuState): void => {
    vcpu.second = queueNumber++;
    vcpu.budget = policy.timeslice;
    if (vcpu.work && !stateOf(vcpu).parked) engine.offer(vcpu);
  };
  const arm = (engine: Engine, machine: number): void => {
    engine.slots.set(engine.plan.timer[machine] as number, Math.min((ticks + 1) * TICK, holdCheck));
  };

  const tick = (engine: Engine, machine: number): void => {
    ticks++;
    for (const vcpu of states.keys()) {
      if (vcpu.first === BOOST && vcpu.supplied) setPriority(engine, vcpu, UNDER);
    }
    if (ticks % TICKS_PER_ACCOUNTING === 0) account(engine, machine);
  };

  const account = (engine: Engine, machine: number): void => {
    for (const [vcpu, state] of states) {
      const { core } = vcpu;
      if (core !== null) sync(engine, core);
      const { supply } = vcpu;
      state.active = supply > state.seen || vcpu.contends || state.parked;
      state.credit -= supply - state.seen;
      state.seen = supply;
    }
    const groups = activeByDomain(engine);
    const { cores } = (engine.layout.machines[machine] as MachineRow).machine;
    let total = cores.length * ACCOUNTING - Math.min(0, balance);
    const totalWeight = groups.reduce((sum, { weight }) => sum + weight, 0);
    let weightLeft = totalWeight;
    const owed = Math.max(0, -balance);
    balance = 0;
    for (const { domain, vcpus, weight } of groups) {
      weightLeft -= weight;
      let peak = vcpus.length * ACCOUNTING + Math.ceil((owed * weight) / totalWeight);
      const cap = domain.cap === undefined ? Infinity : Math.ceil((domain.cap * ACCOUNTING) / 100);
      peak = Math.min(peak, cap);
      let fair = Math.ceil((total * weight) / totalWeight);
      if (fair > peak) {
        if (weightLeft > 0) total += Math.ceil(((fair - peak) * totalWeight) / weightLeft);
        fair = peak;
      }
      for (const vcpu of vcpus) {
        earn(engine, vcpu, Math.ceil(fair / vcpus.length), Math.ceil(cap / vcpus.length));
        balance += stateOf(vcpu).credit;
      }
    }
  };

  const earn = (engine: Engine, vcpu: VcpuState, amount: number, cap: number): void => {
    const state = stateOf(vcpu);
    state.credit += amount;
    if (state.credit < 0) {
      setPriority(engine, vcpu, OVER);
      if (state.credit < -cap && !state.parked) {
        state.parked = true;
        engine.withdraw(vcpu);
      }
      state.credit = Math.max(state.credit, -ACCOUNTING);
      return;
    }
    if (vcpu.first === OVER) setPriority(engine, vcpu, UNDER);
    if (state.parked) {
      state.parked = false;
      queue(engine, vcpu);
    }
    if (state.credit > ACCOUNTING && !vcpu.work) {
      state.credit = Math.floor(state.credit / 2);
    }
  };

  const activeByDomain = (engine: Engine): readonly ActiveDomain[] => {
    const groups = new Map<number, VcpuState[]>();
    for (const [vcpu, state] of [...states].sort(([a], [b]) => a.index - b.index)) {
      if (!state.active) continue;
      const { domain } = vcpu;
      groups.set(domain, [...(groups.get(domain) ?? []), vcpu]);
    }
    return [...groups].map(([index, vcpus]) => {
      const { domain } = engine.layout.domains[index] as DomainRow;
      return { domain, vcpus, weight: domain.weight * vcpus.length };
    });
  };

  return {
    boot: arm,
    start: (engine, vcpu) => {
      const state = stateOf(vcpu);
      state.seen = vcpu.supply;
      vcpu.first = UNDER;
      queue(engine, vcpu);
    },
    stop: (engine, vcpu) => {
      states.delete(vcpu);
      engine.withdraw(vcpu);
    },
    wake: (engine, vcpu) => {
      if (stateOf(vcpu).parked) return;
      if (policy.boost && vcpu.first === UNDER) vcpu.first = BOOST;
      queue(engine, vcpu);
    },
    sleep: (engine, vcpu) => engine.withdraw(vcpu),
    exhaust: (engine, vcpu) => {
      queue(engine, vcpu);
      engine.markGuest(vcpu.guestPool);
    },
    replenish: () => {},
    deadline: () => {},
    timer: (engine, machine) => {
      if (engine.now === holdCheck) {
        holdCheck = Infinity;
        const { firstCore } = engine.layout.machines[machine] as MachineRow;
        engine.markHost((engine.cores[firstCore] as CoreState).pool);
      }
      if (engine.now === (ticks + 1) * TICK) tick(engine, machine);
      arm(engine, machine);
    },
    dispatched: (engine, core, from, vcpu) => {
      core.pool.hold(core.place, vcpu === null ? 0 : engine.now + policy.ratelimit);
      // One that has gone to another machine waits there by other rules.
      if (from !== null && from.waiting >= 0 && states.has(from)) {
        from.second = queueNumber++;
        from.budget = policy.timeslice;
        core.pool.changed(from);
      }
    },
    held: (engine, machine, until) => {
      holdCheck = until;
      arm(engine, machine);
    },
  };
}

interface CreditState {
  /** The balance in ns, as of the last accounting. */
  credit: number;
  /** The part of the VCPU's supply that has been paid. */
  seen: number;
  /** Whether it takes part in this accounting. */
  active: boolean;
  /** Whether its domain's cap keeps it from running. */
  parked: boolean;
}

interface ActiveDomain {
  readonly domain: DomainRow['domain'];
  readonly vcpus: readonly VcpuState[];
  readonly weight: number;
}
