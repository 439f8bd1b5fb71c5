import type { Domain, MachinePolicy, Task } from './model.ts';
import { frameOf, whyIgnored } from './policies.ts';

/** Whether the domain's releases are in step with its machine's frame, as far as it has any say. */
export function asksForAlignment(policy: MachinePolicy, domain: Pick<Domain, 'releases'>): boolean {
  return domain.releases === 'aligned' && whyIgnored(policy, 'releases') === null;
}

/** Whether each job is released exactly at `offset + k·period`. */
export function isReleasedExactly({
  jitter,
  sporadic,
}: Pick<Task, 'jitter' | 'sporadic'>): boolean {
  return jitter === 0 && !sporadic;
}

/**
 * Whether all tasks of the domain are released exactly at `offset + k·period` from the start of a
 * major frame. A domain with a task that is not is judged by every phasing.
 */
export function isAligned(
  policy: MachinePolicy,
  domain: Pick<Domain, 'releases' | 'tasks'>,
): boolean {
  return asksForAlignment(policy, domain) && domain.tasks.every(isReleasedExactly);
}

/**
 * Whether releases that are in step under one policy are so under another, while the tasks go on
 * unchanged: with a core of its own any are, with a frame those in step with a multiple of it.
 */
export function staysAligned(from: MachinePolicy, to: MachinePolicy): boolean {
  if (whyIgnored(from, 'releases') !== null || whyIgnored(to, 'releases') !== null) return false;
  const [before, after] = [frameOf(from), frameOf(to)];
  return after === null || (before !== null && before.majorFrame % after.majorFrame === 0);
}
