import { aHome, type GeneratedHome, poolText } from './legal-home.ts';
import { shuffled } from './legal-tasks.ts';
import type { WindowedVcpu } from './legal-windows.ts';
import type { Random } from './random.ts';
import { aTime, MS, US, written } from './times.ts';

/** A generated machine, and the places on it for domains: its own cores first, then its pools. */
export interface GeneratedMachine {
  readonly name: string;
  readonly homes: readonly [GeneratedHome, ...GeneratedHome[]];
  /** Its text with windows for the VCPUs of each home. */
  text(vcpusOf: (home: GeneratedHome) => readonly WindowedVcpu[]): string;
}

/** Pools have some of these cores, so that their lists stay short. */
const POOLED = 8;

export function aMachine(random: Random, name: string): GeneratedMachine {
  const count = random.rarely(0.1) ? random.whole(1, 4096) : random.pick([1, 1, 2, 2, 3, 4, 8]);
  const clocked = random.chance(0.3);
  const inHypervisor = random.chance(0.15);
  const [own, ...lists] = divided(random, count, random.chance(0.35) ? random.pick([1, 1, 2, 3]) : 0);
  const unpooled = aHome(random, name, own, inHypervisor);
  const pools = lists.map((cores, i) => aHome(random, `${name}.p${i}`, cores, inHypervisor));
  const [first, ...others] = own.length === 0 ? pools : [unpooled, ...pools];
  return {
    name,
    homes: [first ?? unpooled, ...others],
    text: (vcpusOf) => {
      const lines = own.length === 0 ? [] : [...unpooled.lines(vcpusOf(unpooled))];
      if (count > 1 || random.chance(0.3)) lines.push(`cores ${count}`);
      if (clocked) lines.push(`clock ${random.pick(['1', '2.66', '3.5', '0.001'])} GHz`);
      if (random.chance(0.4)) lines.push(overheads(random, clocked));
      if (inHypervisor || random.chance(0.15)) lines.push(admission(random, inHypervisor));
      for (const pool of pools) lines.push(poolText(random, pool, pool.lines(vcpusOf(pool))));
      return `machine ${name} {\n  ${shuffled(random, lines).join('\n  ')}\n}`;
    },
  };
}

/** The cores that no pool has, and those of up to `pools` pools, none of them without a core. */
function divided(
  random: Random,
  count: number,
  pools: number,
): readonly [own: readonly number[], ...pools: (readonly number[])[]] {
  const own: number[] = [];
  const lists = Array.from({ length: pools }, (): number[] => []);
  for (let core = 0; core < count; core++) {
    const pool = core < POOLED ? lists[random.whole(-1, pools - 1)] : undefined;
    (pool ?? own).push(core);
  }
  return [own, ...lists.filter((list) => list.length > 0)];
}

function overheads(random: Random, clocked: boolean): string {
  const ends = ['dom0', 'guest', 'idle', 'any'] as const;
  const lines = Array.from({ length: random.whole(1, 3) }, () => {
    const cost =
      clocked && random.chance(0.5)
        ? `${random.whole(0, 200_000)} cycles`
        : written(random, aTime(random, 1, random.pick([50 * US, 50 * US, 10 * MS])));
    return `switch ${random.pick(ends)} -> ${random.pick(ends)} ${cost}`;
  });
  return `overheads { ${lines.filter((line, i) => lines.findIndex((other) => sameEnds(other, line)) === i).join('  ')} }`;
}

function sameEnds(a: string, b: string): boolean {
  const ends = (line: string): string => line.split(' ').slice(1, 4).join(' ');
  return ends(a) === ends(b);
}

function admission(random: Random, inHypervisor: boolean): string {
  return `admission in ${inHypervisor ? 'hypervisor' : 'dom0'}${random.maybe(0.5, () => ` cost ${random.whole(1, 900)}us`)}`;
}
