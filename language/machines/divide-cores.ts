import { isPool, type Machine, type Pool } from '../generated/ast.ts';
import { mostCores } from '../syntax/attributes.ts';
import { readWhole } from '../syntax/values.ts';
import { readCores } from './core-list.ts';
import { type Home, homeName, machineIn } from './home.ts';

/** The cores of a pool, or those that no pool has. */
export interface CoreShare {
  /** Their numbers, ascending. */
  readonly cores: readonly number[];
  /** Whether the text says exactly these, without an error about any of them. */
  readonly sure: boolean;
}

export interface DividedCores {
  /** The cores that no pool has. */
  readonly own: CoreShare;
  readonly pools: ReadonlyMap<Pool, CoreShare>;
}

/** Lists of cores for pools that are written without one, by their names in the system model. */
export type GivenCores = ReadonlyMap<string, readonly number[]>;

/**
 * The cores of each pool of a machine and those left to itself. A core that two pools name belongs
 * to the first. Numbers that the machine lacks are left out.
 */
export function divideCores(machine: Machine, given?: GivenCores): DividedCores {
  if (given !== undefined) return divide(machine, given);
  const known = divided.get(machine);
  if (known !== undefined) return known;
  const found = divide(machine, new Map());
  divided.set(machine, found);
  return found;
}

/** A tree is not changed after it was parsed. */
const divided = new WeakMap<Machine, DividedCores>();

function divide(machine: Machine, given: GivenCores): DividedCores {
  const listed = machine.pools.map((pool) => listedCores(pool, given));
  const count = coreCount(machine) ?? 1 + Math.max(0, ...listed.map(({ highest }) => highest));
  const owner = new Map<number, Pool>();
  const unsure = new Set<Pool>();
  for (const { pool, cores, sure } of listed) {
    if (!sure || cores.length === 0) unsure.add(pool);
    for (const core of cores) {
      const other = owner.get(core);
      if (other !== undefined) unsure.add(other).add(pool);
      else if (core < count) owner.set(core, pool);
      else unsure.add(pool);
    }
  }
  const own: number[] = [];
  const taken = new Map(machine.pools.map((pool): [Pool, number[]] => [pool, []]));
  for (let core = 0; core < count; core++) {
    const pool = owner.get(core);
    (pool === undefined ? own : taken.get(pool))?.push(core);
  }
  return {
    own: { cores: own, sure: unsure.size === 0 },
    pools: new Map(
      Array.from(taken, ([pool, cores]) => [pool, { cores, sure: !unsure.has(pool) }]),
    ),
  };
}

/** The cores of a machine or pool, ascending; as many as can be read. */
export function coresOf(home: Home): readonly number[] {
  const { own, pools } = divideCores(machineIn(home));
  return isPool(home) ? (pools.get(home)?.cores ?? []) : own.cores;
}

/** The number of a machine's cores; undefined where it cannot be read. */
export function coreCount({ cores }: Machine): number | undefined {
  const read = cores[0] === undefined ? { value: 1 } : readWhole(cores[0], 1, mostCores);
  return 'value' in read ? read.value : undefined;
}

interface ListedCores {
  readonly pool: Pool;
  readonly cores: readonly number[];
  readonly sure: boolean;
  readonly highest: number;
}

function listedCores(pool: Pool, given: GivenCores): ListedCores {
  const [list] = pool.cores;
  if (list === undefined) {
    const cores = given.get(homeName(pool));
    return cores === undefined
      ? { pool, cores: [], sure: false, highest: 0 }
      : { pool, cores, sure: true, highest: Math.max(0, ...cores) };
  }
  const { ranges, unreadable } = readCores(list);
  const cores = new Set<number>();
  let sure = unreadable === undefined && pool.cores.length === 1;
  for (const { from, to } of ranges) {
    if (to < from || to >= mostCores) sure = false;
    for (let core = from; core <= Math.min(to, mostCores - 1); core++) {
      if (cores.has(core)) sure = false;
      cores.add(core);
    }
  }
  return { pool, cores: [...cores], sure, highest: Math.max(0, ...cores) };
}
