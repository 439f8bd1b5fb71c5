import fc from 'fast-check';
import type { CompletedMachine } from '../../../scheduling/model/completed.ts';
import type {
  Domain,
  Machine,
  MachinePolicy,
  ServerKind,
  SwitchCost,
} from '../../../scheduling/model/model.ts';
import { machineAsWritten } from '../../support/as-written.ts';
import { domain, machine, task, vcpu } from '../../support/systems.ts';

/**
 * A machine of a few servers with small whole numbers, for both the analysis and the stepped
 * simulator.
 */
export interface TinySystem {
  readonly order: 'EDF' | 'RM' | 'DM' | 'FP';
  readonly global: boolean;
  readonly cores: number;
  readonly kind: ServerKind;
  readonly servers: readonly TinyServer[];
  /**
   * The costs by direction: dom0 → guest, guest → dom0, guest → guest, any → idle, idle → any. The
   * first server is Dom0.
   */
  readonly costs: readonly [number, number, number, number, number];
  readonly seed: number;
}

export interface TinyServer {
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  readonly priority: number;
  readonly tasks: readonly {
    readonly period: number;
    readonly wcet: number;
    readonly jitter: number;
  }[];
}

export function tinySystems(options: {
  readonly global?: boolean;
  readonly overheads?: boolean;
  readonly kinds?: readonly ServerKind[];
  readonly longest?: number;
  readonly load?: number;
  /** Guests whose tasks come often and do little, so that they fall asleep and wake often. */
  readonly wakeful?: boolean;
}): fc.Arbitrary<TinySystem> {
  const longest = options.longest ?? 12;
  const anyTask = fc.record({
    period: fc.integer({ min: 2, max: 2 * longest }),
    wcet: fc.integer({ min: 1, max: 6 }),
    jitter: fc.integer({ min: 0, max: 5 }),
  });
  const wakefulTask = fc.record({
    period: fc.integer({ min: 4, max: 8 }),
    wcet: fc.constant(1),
    jitter: fc.constant(0),
  });
  const server = fc
    .record({
      period: fc.integer({ min: 2, max: longest }),
      shorter: fc.integer({ min: 0, max: 3 }),
      share: fc.double({ min: 0.02, max: options.load ?? 0.7, noNaN: true }),
      priority: fc.integer({ min: 1, max: 4 }),
      tasks: fc.array(options.wakeful === true ? wakefulTask : anyTask, { maxLength: 2 }),
    })
    .map(({ period, shorter, share, priority, tasks }): TinyServer => {
      const deadline = Math.max(1, period - shorter);
      return {
        period,
        deadline,
        budget: Math.min(deadline, Math.max(1, Math.round(share * period))),
        priority,
        tasks,
      };
    });
  const cost = options.overheads === true ? fc.integer({ min: 0, max: 2 }) : fc.constant(0);
  return fc.record({
    order: fc.constantFrom('EDF', 'RM', 'DM', 'FP'),
    global: fc.constant(options.global === true),
    cores: options.global === true ? fc.integer({ min: 1, max: 3 }) : fc.constant(1),
    kind: fc.constantFrom(...(options.kinds ?? (['periodic', 'deferrable', 'polling'] as const))),
    servers: fc.array(server, { minLength: 1, maxLength: options.global === true ? 5 : 4 }),
    costs: fc.tuple(cost, cost, cost, cost, cost),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  });
}

export function asMachine(system: TinySystem): CompletedMachine {
  return machineAsWritten(declared(system, system.cores, system.global ? {} : { core: 0 }));
}

/** The VCPUs of a system of one core on several cores, none of them written. */
export function asUnplaced(system: TinySystem, cores: number): Machine {
  return declared(system, cores, {});
}

function declared(system: TinySystem, cores: number, place: { readonly core?: number }): Machine {
  const placement = system.global ? 'global' : 'partitioned';
  const policy: MachinePolicy = { kind: system.order, placement };
  const [toGuest, toDom0, between, toIdle, fromIdle] = system.costs;
  const lines: SwitchCost[] = [
    { from: { kind: 'dom0' }, to: { kind: 'guest' }, cost: toGuest },
    { from: { kind: 'guest' }, to: { kind: 'dom0' }, cost: toDom0 },
    { from: { kind: 'guest' }, to: { kind: 'guest' }, cost: between },
    { from: { kind: 'any' }, to: { kind: 'idle' }, cost: toIdle },
    { from: { kind: 'idle' }, to: { kind: 'any' }, cost: fromIdle },
  ];
  return machine(
    system.servers.map((server, index) => asDomain(place, server, index)),
    {
      cores,
      policy,
      servers: system.kind,
      resolution: 1,
      switchCosts: lines.filter((line) => line.cost > 0),
    },
  );
}

function asDomain(place: { readonly core?: number }, server: TinyServer, index: number): Domain {
  const { period, deadline, budget, priority, tasks } = server;
  const own = vcpu('v0', { ...{ period, deadline, budget, priority }, ...place });
  const load = tasks.map(({ period, wcet, jitter }, t) => task(`t${t}`, period, wcet, { jitter }));
  return domain(`d${index}`, [own], load, { type: index === 0 ? 'dom0' : 'pv' });
}

/**
 * The cost of a switch on a tiny system, by its five numbers; `null` is idle and the first server
 * is Dom0.
 */
export function switchCostOf({
  costs,
}: TinySystem): (from: number | null, to: number | null) => number {
  const [toGuest, toDom0, between, toIdle, fromIdle] = costs;
  return (from, to) => {
    if (to === null) return toIdle;
    if (from === null) return fromIdle;
    if (from === 0) return toGuest;
    return to === 0 ? toDom0 : between;
  };
}
