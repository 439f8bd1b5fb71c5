import type { XenReading } from '../../formats/xen/reading.ts';

/** The time in ms over which shares are taken: `xl` counts in tenths of a second. */
const span = 5_000;

/** The processor time of a VCPU at some instants, in ms and s. */
type Samples = readonly { readonly at: number; readonly seconds: number }[];

/** The shares of a processor that VCPUs took, from one poll to the later ones. */
export class CpuShare {
  #samples: ReadonlyMap<string, Samples> = new Map();

  /** Adds what a poll at an instant tells; `at` only grows. */
  add(at: number, { domains }: XenReading): void {
    const samples = new Map<string, Samples>();
    for (const { id, seconds } of domains.values())
      for (const [vcpu, had] of seconds) {
        const known = this.#samples.get(keyOf(id, vcpu)) ?? [];
        const last = known.at(-1);
        // A number that is used again belongs to another domain.
        const kept = last !== undefined && last.seconds > had ? [] : known;
        const old = kept.findLastIndex((each) => at - each.at >= span);
        samples.set(keyOf(id, vcpu), [...kept.slice(Math.max(0, old)), { at, seconds: had }]);
      }
    this.#samples = samples;
  }

  /** The share of one processor over the last seconds; `null` until there are two polls. */
  of(id: number | null, vcpu: number): number | null {
    const [first, ...later] = this.#samples.get(keyOf(id, vcpu)) ?? [];
    const last = later.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return null;
    return (1000 * (last.seconds - first.seconds)) / (last.at - first.at);
  }
}

function keyOf(id: number | null, vcpu: number): string {
  return `${id} ${vcpu}`;
}
