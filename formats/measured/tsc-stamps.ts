import { type DirectionCost, DirectionCosts } from './direction-costs.ts';

type DomainKind = 'dom0' | 'guest';

/** One direction of switches between two kinds of domains, in cycles. */
export type MeasuredSwitch = DirectionCost<DomainKind>;

export interface TscReading {
  readonly switches: readonly MeasuredSwitch[];
  /** The lines that hold no stamp, counted from 1; the heading is none of them. */
  readonly skipped: readonly number[];
}

/**
 * Reads time stamps of endless loops in several domains, each line a name and the processor's time
 * stamp counter (Hur, Kim & Ko, *Design of Soft Real-time Xen Hypervisor*, table 2). Where the name
 * changes, the difference of the stamps is one switch. A stamp that goes back is damaged: nothing
 * is concluded from it.
 */
export function readTscStamps(text: string): TscReading {
  const costs = new DirectionCosts<DomainKind>();
  const skipped: number[] = [];
  let last: { readonly name: string; readonly stamp: bigint } | null = null;
  text.split('\n').forEach((line, index) => {
    const [, name, digits] = /^\s*(\S+)\s+(\d{1,20})\s*$/.exec(line.slice(0, 4096)) ?? [];
    if (name === undefined || digits === undefined) {
      if (line.trim() !== '' && !/^\s*Name\s+TSC\s*$/.test(line)) skipped.push(index + 1);
      return;
    }
    const stamp = BigInt(digits);
    if (last !== null && last.name !== name) {
      const took = stamp - last.stamp;
      if (took >= 0n && took <= BigInt(Number.MAX_SAFE_INTEGER))
        costs.add(kindOf(last.name), kindOf(name), Number(took));
    }
    last = { name, stamp };
  });
  return { switches: costs.all(), skipped };
}

function kindOf(name: string): DomainKind {
  return /^dom(?:ain-)?0$/i.test(name) ? 'dom0' : 'guest';
}

/**
 * The measured switches as an `overheads` block of the worst costs, with mean and count behind
 * each. `clock` in GHz adds the mean in µs.
 */
export function writeOverheads(
  switches: readonly MeasuredSwitch[],
  name: string,
  clock: number | null,
): string {
  const lines = switches.map(({ from, to, count, sum, worst }) => {
    const mean = sum / count;
    const time = clock === null ? '' : ` = ${(mean / clock / 1000).toFixed(2)} us`;
    const note = `mean ${mean.toFixed(2)}${time}, ${count} measured`;
    return `  switch ${from} -> ${to}  ${worst} cycles  // ${note}`;
  });
  return [`overheads ${name} {`, ...lines, '}', ''].join('\n');
}
