import { firstCores } from '../../scheduling/host/cores.ts';
import type {
  Domain,
  Machine,
  Scenario,
  SwitchCost,
  SystemModel,
  Task,
  Vcpu,
} from '../../scheduling/model/model.ts';

/** One millisecond and one microsecond in ns. */
export const MS = 1_000_000;
export const US = 1_000;

/** A task with defaults for parameters that most tests do not care about. */
export function task(name: string, period: number, wcet: number, more: Partial<Task> = {}): Task {
  return {
    name,
    vcpu: 'v0',
    period,
    wcet,
    bcet: wcet,
    deadline: period,
    offset: 0,
    jitter: 0,
    blocking: 0,
    sporadic: false,
    ...more,
  };
}

/** A VCPU. Without a period both period and budget are open. */
export function vcpu(
  name: string,
  more: Partial<Omit<Vcpu, 'name' | 'period'>> & { readonly period?: number } = {},
): Vcpu {
  const { period, ...rest } = more;
  return {
    name,
    period: period === undefined ? { kind: 'open' } : { kind: 'fixed', period },
    extratime: false,
    ...rest,
  };
}

export function domain(
  name: string,
  vcpus: readonly Vcpu[],
  tasks: readonly Task[] = [],
  more: Partial<Domain> = {},
): Domain {
  return {
    name,
    type: 'pv',
    policy: { kind: 'EDF' },
    global: false,
    kernelLatency: 0,
    taskSwitch: 0,
    weight: 256,
    vcpus,
    tasks,
    incomplete: false,
    ...more,
  };
}

/** Properties of a machine; its cores may be a number of them, from core 0 on. */
export type MachineParts = Partial<Omit<Machine, 'cores'>> & {
  readonly cores?: number | readonly number[];
};

export function machine(
  domains: readonly Domain[],
  { cores = 1, ...more }: MachineParts = {},
): Machine {
  return {
    name: 'm',
    host: more.name ?? 'm',
    cores: typeof cores === 'number' ? firstCores(cores) : cores,
    policy: { kind: 'EDF', placement: 'partitioned' },
    servers: 'periodic',
    resolution: US,
    switchCosts: [],
    admission: { where: 'dom0', cost: 0 },
    domains,
    ...more,
  };
}

/** The costs of switches that all take the same time, in ns. */
export function anySwitch(cost: number): readonly SwitchCost[] {
  return [{ from: { kind: 'any' }, to: { kind: 'any' }, cost }];
}

export function system(
  machines: readonly Machine[],
  scenarios: readonly Scenario[] = [],
): SystemModel {
  return { machines, scenarios };
}
