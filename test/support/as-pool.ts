import fc from 'fast-check';
import type { Action, Machine, SystemModel } from '../../scheduling/model/model.ts';
import { frameOf } from '../../scheduling/model/policies.ts';
import { aSystem } from './any-system.ts';

/** The numbers of cores as a pool has them: each of the machine's is a core of the host's. */
export type Numbers = readonly number[];

/** A machine of cores 0, 1 … as a pool of a host, with other numbers for its cores. */
export function asPool(machine: Machine, pool: string, numbers: Numbers): Machine {
  const physical = (core: number): number => numbers[core] ?? -1;
  const moved = <T extends { readonly domain: string; readonly core?: number }>(window: T) => ({
    ...window,
    domain: inPool(pool, window.domain),
    core: physical(window.core ?? 0),
  });
  const frame = frameOf(machine.policy);
  return {
    ...machine,
    name: `host.${pool}`,
    host: 'host',
    pool,
    cores: machine.cores.map(physical),
    policy:
      frame === null
        ? machine.policy
        : {
            ...frame,
            windows: frame.windows.map(moved),
            ...(frame.open === undefined
              ? {}
              : { open: { ...frame.open, vcpus: frame.open.vcpus.map(moved) } }),
            ...(frame.plans === undefined
              ? {}
              : {
                  plans: frame.plans.map((plan) => ({
                    ...plan,
                    windows: plan.windows.map(moved),
                    ...(plan.open === undefined ? {} : { open: plan.open.map(moved) }),
                  })),
                }),
          },
    domains: machine.domains.map((domain) => ({
      ...domain,
      name: inPool(pool, domain.name),
      vcpus: domain.vcpus.map((vcpu) =>
        vcpu.core === undefined ? vcpu : { ...vcpu, core: physical(vcpu.core) },
      ),
    })),
  };
}

function inPool(pool: string, domain: string): string {
  return `${pool}-${domain}`;
}

/** Ascending numbers of cores for two pools of two, mixed. */
export const mixedNumbers = fc
  .uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 })
  .chain((all) =>
    fc.shuffledSubarray(all, { minLength: 2, maxLength: 2 }).map((first) => ({
      first: [...first].sort((a, b) => a - b),
      second: all.filter((core) => !first.includes(core)).sort((a, b) => a - b),
    })),
  );

export function onlyMachine({ machines }: SystemModel): Machine {
  const [machine] = machines;
  if (machine === undefined) throw new Error('a system without a machine');
  return machine;
}

/** Two small systems as pools of one host, and a scenario in which a domain changes pools. */
export const aBoard = fc
  .record({ one: aSystem, other: aSystem, numbers: mixedNumbers, moves: fc.boolean() })
  .map(({ one, other, numbers, moves }): SystemModel => {
    const machines = [
      asPool(onlyMachine(one), 'p', numbers.first),
      asPool(onlyMachine(other), 'q', numbers.second),
    ];
    const names = machines.flatMap(({ domains }) => domains.map(({ name }) => name));
    const actions: readonly Action[] = [
      ...names.map((name): Action => ({ kind: 'start', domains: [name] })),
      ...(moves ? [{ kind: 'migrate', domain: 'p-d0', machine: 'host.q' } as const] : []),
    ];
    const steps = actions.map((action, at) => ({ at, action }));
    return { machines, scenarios: [{ name: 's', machine: 'host.p', steps }] };
  });
