import type { Domain, MachinePolicy, Task } from './model.ts';
import { whyIgnored } from './policies.ts';

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
