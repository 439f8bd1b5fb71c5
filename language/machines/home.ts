import { isPool, type Machine, type Pool } from '../generated/ast.ts';

/** Where domains stand: a pool, or a machine, which means its cores that no pool has. */
export type Home = Machine | Pool;

/** The machine that a pool is a part of; a machine itself. */
export function machineIn(home: Home): Machine {
  return isPool(home) ? home.$container : home;
}

/** The name in the system model: `board`, `board.rt`. */
export function homeName(home: Home): string {
  return isPool(home) ? `${home.$container.name}.${home.name}` : home.name;
}

/** The property with the last name of a home, where a domain or a migration names one. */
export function homeProperty({ pool }: { readonly pool?: unknown }): 'machine' | 'pool' {
  return pool === undefined ? 'machine' : 'pool';
}
