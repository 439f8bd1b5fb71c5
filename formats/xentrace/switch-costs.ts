import type { XenRun } from './stretches.ts';

/** The switches between two domains, or a domain and idle, in ns. */
export interface MeasuredDirection {
  readonly from: number | null;
  readonly to: number | null;
  readonly count: number;
  readonly sum: number;
  readonly worst: number;
}

/** The costs of switches by direction; domains by number, idle is `null`. */
export function switchCosts({ stretches }: XenRun): readonly MeasuredDirection[] {
  const found = new Map<string, MeasuredDirection>();
  for (const { kind, vcpu, before, start, end } of stretches) {
    if (kind !== 'switch') continue;
    const [from, to] = [before?.domain ?? null, vcpu?.domain ?? null];
    const key = `${from} ${to}`;
    const known = found.get(key) ?? { from, to, count: 0, sum: 0, worst: 0 };
    const cost = end - start;
    const { count, sum, worst } = known;
    found.set(key, { ...known, count: count + 1, sum: sum + cost, worst: Math.max(worst, cost) });
  }
  return [...found.values()];
}
