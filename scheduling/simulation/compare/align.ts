import type { ComparedRun } from './compare-runs.ts';
import { differences, runningOf } from './running.ts';

/** The number of stretches of each VCPU, from its first, that are tried as its beginning. */
const tried = 24;
/** The number of stretches of each VCPU by which a shift is judged. */
const judged = 200;

/**
 * The shift, in ns, with which the second run differs least from the first: of those that lay the
 * first stretch of a VCPU of one run on one of the first of the same VCPU in the other, the one
 * with the smallest part of the common time in which a VCPU runs in one of them only. 0 where no
 * VCPU is in both.
 */
export function bestShift(first: ComparedRun, second: ComparedRun): number {
  const [left, right] = [runningOf(first.trace), runningOf(second.trace)];
  const pairs = first.trace.names.vcpus.flatMap(({ domain, vcpu }, at) => {
    const other = second.trace.names.vcpus.findIndex(
      (each) => each.domain === domain && each.vcpu === vcpu,
    );
    const [a, b] = [left[at], right[other]];
    return a === undefined || b === undefined || a.start.length === 0 || b.start.length === 0
      ? []
      : [{ a, b }];
  });
  const shifts = new Set([0]);
  for (const { a, b } of pairs) {
    for (const start of a.start.slice(0, tried)) shifts.add(start - (b.start[0] ?? 0));
    for (const start of b.start.slice(0, tried)) shifts.add((a.start[0] ?? 0) - start);
  }
  const span = Math.min(
    ...pairs.flatMap(({ a, b }) => [a.end.at(judged) ?? first.end, b.end.at(judged) ?? second.end]),
  );
  let best = { shift: 0, share: Number.POSITIVE_INFINITY };
  for (const shift of shifts) {
    const from = Math.max(0, shift);
    const to = Math.min(first.end, second.end + shift, from + span);
    if (to <= from) continue;
    const apart = pairs
      .flatMap(({ a, b }) => differences(a, b, { from, to, shift, tolerance: 0 }))
      .reduce((sum, each) => sum + each.to - each.from, 0);
    const share = apart / (to - from);
    const isBetter =
      share < best.share || (share === best.share && Math.abs(shift) < Math.abs(best.shift));
    if (isBetter) best = { shift, share };
  }
  return best.shift;
}
