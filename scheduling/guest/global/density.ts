import { sumOfRatios } from '../../demand/utilization.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { GlobalSystem } from './global-test.ts';

/**
 * The density test of EDF on `m` whole processors: `Σ δ ≤ m − (m − 1)·max δ` with `δ = C/(min(D, T)
 * − J)` (Goossens, Funk & Baruah 2003; with densities Bertogna, Cirinei & Lipari 2005). Sufficient,
 * computed exactly. Domain: no sections that cannot be preempted, no blocking.
 */
export function densityAccepts({ policy, tasks, supplies, kernelLatency }: GlobalSystem): boolean {
  if (!isEdf(policy) || kernelLatency > 0) return false;
  if (supplies.some((supply) => supply.longestGap > 0)) return false;
  if (tasks.some(({ held, due, jitter }) => held > 0 || due <= jitter)) return false;
  const processors = BigInt(supplies.length);
  const { numerator, denominator } = sumOfRatios(tasks.length, (index) => ratioOf(tasks[index]));
  return tasks.every((task) => {
    const [cost, length] = ratioOf(task);
    const left = (processors * BigInt(length) - (processors - 1n) * BigInt(cost)) * denominator;
    return cost <= length && numerator * BigInt(length) <= left;
  });
}

function ratioOf(task: GlobalSystem['tasks'][number] | undefined): readonly [number, number] {
  return task === undefined ? [0, 1] : [task.cost, task.due - task.jitter];
}
