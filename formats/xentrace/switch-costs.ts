import { type DirectionCost, DirectionCosts } from '../measured/direction-costs.ts';
import type { XenRun } from './stretches.ts';

/** The costs of switches by direction, in ns; domains by number, idle is `null`. */
export function switchCosts({ stretches }: XenRun): readonly DirectionCost<number | null>[] {
  const costs = new DirectionCosts<number | null>();
  for (const { kind, vcpu, before, start, end } of stretches)
    if (kind === 'switch') costs.add(before?.domain ?? null, vcpu?.domain ?? null, end - start);
  return costs.all();
}
