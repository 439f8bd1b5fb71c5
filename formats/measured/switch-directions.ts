import { segmentKinds, type Trace } from '../../scheduling/simulation/trace.ts';

/** The measured costs of the switches from one domain, or idle, to another. Times are in ns. */
export interface SwitchDirection {
  /** The domain's name; `null` is idle. */
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
  readonly sum: number;
  readonly worst: number;
}

const switching = segmentKinds.indexOf('switch');

/**
 * The costs of switches by direction, as they stand in a run. A core comes from the VCPU that it
 * ran last, and from idle where nothing ran just before; the first switch of a core is left out,
 * since nobody knows what came before it.
 */
export function switchDirections({ names, segments }: Trace): readonly SwitchDirection[] {
  const found = new Map<string, SwitchDirection>();
  const last = new Map<number, { readonly vcpu: number; readonly end: number }>();
  const rows = Array.from({ length: segments.count }, (_, row) => row).sort(
    (a, b) => (segments.start[a] as number) - (segments.start[b] as number),
  );
  const domainOf = (vcpu: number) => names.vcpus[vcpu]?.domain ?? null;
  for (const row of rows) {
    const core = segments.core[row] as number;
    const [start, end] = [segments.start[row] as number, segments.end[row] as number];
    const vcpu = segments.vcpu[row] as number;
    const before = last.get(core);
    last.set(core, { vcpu, end });
    if (segments.kind[row] !== switching || before === undefined) continue;
    const from = before.end < start ? null : domainOf(before.vcpu);
    const to = domainOf(vcpu);
    const key = JSON.stringify([from, to]);
    const known = found.get(key) ?? { from, to, count: 0, sum: 0, worst: 0 };
    const cost = end - start;
    found.set(key, {
      ...known,
      count: known.count + 1,
      sum: known.sum + cost,
      worst: Math.max(known.worst, cost),
    });
  }
  return [...found.values()].filter(({ from, to }) => from !== to || from !== null);
}
