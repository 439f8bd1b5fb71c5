import type { Machine, SystemModel } from '../model/model.ts';
import type { Change } from './change.ts';

/** A change of where domains stand, or of the cores of pools. */
export type PoolChange = Extract<Change, { kind: 'put' | 'cores' }>;

/** The place of a domain among those that stand where it comes to, in the order declared. */
export type Arrival = 'first' | 'last';

/** The model with domains on other pools and with other cores in pools. */
export function changePools(
  model: SystemModel,
  changes: readonly PoolChange[],
  arrival: Arrival,
): SystemModel {
  if (changes.length === 0) return model;
  const lists = new Map(
    changes.flatMap((change) =>
      change.kind === 'cores' ? [[change.element.machine, change.cores] as const] : [],
    ),
  );
  const puts = new Map(
    changes.flatMap((change) =>
      change.kind === 'put' ? [[change.element.domain, homeOf(change)] as const] : [],
    ),
  );
  const coming = model.machines.flatMap(({ domains }) =>
    domains.filter(({ name }) => puts.has(name)),
  );
  const machines = model.machines.map((machine): Machine => {
    const here = coming.filter(({ name }) => puts.get(name) === machine.name);
    const staying = machine.domains.filter(({ name }) => !puts.has(name));
    return {
      ...machine,
      cores: lists.get(machine.name) ?? machine.cores,
      domains: arrival === 'first' ? [...here, ...staying] : [...staying, ...here],
    };
  });
  return { ...model, machines: machines.map((machine) => withRest(model, machine, machines)) };
}

/** The name in the model of a machine or a pool. */
function homeOf({ host, pool }: Pick<Machine, 'host' | 'pool'>): string {
  return pool === undefined ? host : `${host}.${pool}`;
}

/** A machine with the cores of its host that no pool has now; a pool as it is. */
function withRest(model: SystemModel, machine: Machine, machines: readonly Machine[]): Machine {
  if (machine.pool !== undefined) return machine;
  const { host } = machine;
  const isPool = (other: Machine): boolean => other.host === host && other.pool !== undefined;
  const taken = new Set(machines.filter(isPool).flatMap(({ cores }) => cores));
  const all = model.machines.filter((other) => other.host === host).flatMap(({ cores }) => cores);
  const cores = all.filter((core) => !taken.has(core)).sort((a, b) => a - b);
  return { ...machine, cores };
}
