import type { DomainType, SwitchCost, SwitchEnd } from './model.ts';

/** The occupant of a core: a domain, or none. */
export type Running = { readonly name: string; readonly type: DomainType } | 'idle';

/**
 * The cost in ns of a switch of a core from one domain's VCPU to another's, or to or from idle. The
 * most specific line wins: a name before a kind before `any`, `from` before `to`, and among equals
 * the last written. A pair without a line costs 0.
 */
export function switchCost(costs: readonly SwitchCost[], from: Running, to: Running): number {
  let best = -1;
  let cost = 0;
  for (const line of costs) {
    const fromRank = specificity(line.from, from);
    const toRank = specificity(line.to, to);
    if (fromRank === 0 || toRank === 0) continue;
    const rank = fromRank * 4 + toRank;
    if (rank >= best) {
      best = rank;
      cost = line.cost;
    }
  }
  return cost;
}

/** The specificity of a match, larger is more specific; 0 without a match. */
function specificity(end: SwitchEnd, running: Running): number {
  switch (end.kind) {
    case 'any':
      return 1;
    case 'idle':
      return running === 'idle' ? 2 : 0;
    case 'dom0':
      return running !== 'idle' && running.type === 'dom0' ? 2 : 0;
    case 'guest':
      return running !== 'idle' && running.type !== 'dom0' ? 2 : 0;
    case 'domain':
      return running !== 'idle' && running.name === end.name ? 3 : 0;
  }
}
