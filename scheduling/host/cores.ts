import type { Machine } from '../model/model.ts';

/** Core numbers 0 … `count` − 1: those of a machine without pools. */
export function firstCores(count: number): readonly number[] {
  return Array.from({ length: count }, (_, core) => core);
}

/** The place of a core among ascending core numbers; −1 if it is none of them. */
export function placeOfCore(cores: readonly number[], core: number): number {
  let low = 0;
  let high = cores.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = cores[middle] ?? core;
    if (found === core) return middle;
    if (found < core) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Whether a machine has a core of this number. */
export function hasCore({ cores }: Pick<Machine, 'cores'>, core: number): boolean {
  return placeOfCore(cores, core) >= 0;
}

/** The core of a machine that has one only; `null` on others. */
export function onlyCore({ cores }: Pick<Machine, 'cores'>): number | null {
  return cores.length === 1 ? (cores[0] ?? null) : null;
}

/** The lowest core of a machine, on which VCPUs lie under ARINC653 that write none. */
export function lowestCore({ cores }: Pick<Machine, 'cores'>): number {
  return cores[0] ?? 0;
}

/** Ascending core numbers as they are written in a pool: `4-6, 9`. */
export function writtenCores(cores: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const core of cores) {
    const last = ranges.at(-1);
    if (last?.[1] === core - 1) last[1] = core;
    else ranges.push([core, core]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
