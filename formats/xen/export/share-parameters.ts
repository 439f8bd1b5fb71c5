import type { WrongShare } from '../../../messages/formats/xen-export/problem.ts';
import type { MachinePolicy } from '../../../scheduling/model/model.ts';

const milliseconds = 1_000_000;
const microseconds = 1_000;

/**
 * The parameters that `xl sched-credit -s` and `xl sched-credit2 -s` take, and those that they do
 * not. Source of the bounds: Xen's `public/sysctl.h`.
 */
export function shareParameters(policy: MachinePolicy): {
  readonly timeslice: number | null;
  readonly ratelimit: number | null;
  readonly wrong: readonly WrongShare[];
} {
  const wrong: WrongShare[] = [];
  const timeslice = 'timeslice' in policy ? policy.timeslice / milliseconds : null;
  const ratelimit = 'ratelimit' in policy ? policy.ratelimit / microseconds : null;
  if ('boost' in policy && !policy.boost) wrong.push('boost');
  if (timeslice !== null && !isWithin(timeslice, 1, 1_000)) wrong.push('timeslice');
  if (ratelimit !== null && ratelimit !== 0 && !isWithin(ratelimit, 100, 500_000))
    wrong.push('ratelimit');
  return { timeslice, ratelimit, wrong };
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
