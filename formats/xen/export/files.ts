import { fileName } from './names.ts';
import { guestsOf, type XenPlan } from './plan.ts';

/** The script's file. */
export const scriptFile = 'deploy.sh';

/** The script that takes down what the other has deployed. */
export const takedownFile = 'takedown.sh';

/** The program that loads windows, and its source. */
export const loaderSource = 'arinc653.c';

/** The names of an export's files. No two are the same, even where case counts for nothing. */
export interface ExportFiles {
  readonly domain: (name: string) => string;
  readonly pool: (name: string) => string;
}

export function filesOf({ pools }: XenPlan): ExportFiles {
  const domains = named(
    pools.flatMap((pool) => guestsOf(pool).map(({ name }) => name)),
    '.xl.cfg',
  );
  const ofPools = named(
    pools.filter(({ first }) => !first).map(({ name }) => name),
    '.xlcpupool.cfg',
  );
  return {
    domain: (name) => domains.get(name) ?? '',
    pool: (name) => ofPools.get(name) ?? '',
  };
}

function named(names: readonly string[], ending: string): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const stem = fileName(name);
      let file = `${stem}${ending}`;
      for (let count = 2; taken.has(file.toLowerCase()); count++)
        file = `${stem}%${count}${ending}`;
      taken.add(file.toLowerCase());
      return [name, file];
    }),
  );
}
