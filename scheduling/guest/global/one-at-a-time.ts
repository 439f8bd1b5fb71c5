import type { StaticWindow, Supply } from '../../supply/supply.ts';
import type { SupplyPair } from '../problem.ts';

/**
 * The supply of VCPUs of which one runs at a time, as that of one VCPU; `null` where several can run at once. Static
 * windows of one frame that do not overlap are known together: their union supplies more than the sum of what each is
 * sure to give.
 */
export function oneAtATime(supplies: readonly SupplyPair[]): SupplyPair | null {
  const [only] = supplies;
  if (only !== undefined && supplies.length === 1) return only;
  const safe = union(supplies.map((supply) => supply.safe));
  const necessary = union(supplies.map((supply) => supply.necessary));
  return safe === null || necessary === null ? null : { safe, necessary };
}

function union(supplies: readonly Supply[]): Supply | null {
  const windows: StaticWindow[] = [];
  const frames = new Set<number>();
  for (const supply of supplies) {
    if (supply.kind !== 'windows') return null;
    windows.push(...supply.windows);
    frames.add(supply.frame);
  }
  const [frame] = frames;
  if (frame === undefined || frames.size !== 1) return null;
  windows.sort((a, b) => a.at - b.at);
  let end = 0;
  for (const window of windows) {
    if (window.length > 0 && window.at < end) return null;
    end = Math.max(end, window.at + window.length);
  }
  return { kind: 'windows', frame, windows };
}
