import { segmentKinds, type Trace } from '../../scheduling/simulation/trace.ts';
import { type DirectionCost, DirectionCosts } from './direction-costs.ts';

/** The costs, in ns, of switches between domains by their names; `null` is idle. */
export type SwitchDirection = DirectionCost<string | null>;

const switching = segmentKinds.indexOf('switch');

/**
 * The costs of switches by direction, as they stand in a run. A core comes from the VCPU that it
 * ran last, and from idle where nothing ran just before; the first switch of a core is left out,
 * since nobody knows what came before it.
 */
export function switchDirections({ names, segments }: Trace): readonly SwitchDirection[] {
  const costs = new DirectionCosts<string | null>();
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
    costs.add(from, domainOf(vcpu), end - start);
  }
  return costs.all().filter(({ from, to }) => from !== to || from !== null);
}
