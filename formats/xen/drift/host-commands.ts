import { type PolicyKind, policies } from '../../../scheduling/model/policies.ts';
import { shellWord } from '../export/quote.ts';
import type { Reservation } from '../reading.ts';

/*
 * The commands that set a host as a file says, for a person to run in Dom0. Domains are named as
 * on the host; times are in µs.
 */

export function unpauseCommand(domain: string): string {
  return xl('unpause', domain);
}

/** Moves a running domain into another pool. */
export function migrateCommand(domain: string, pool: string): string {
  return xl('cpupool-migrate', domain, pool);
}

/** Sets a weight and a cap, 0 for none; `null` if the scheduler has none. */
export function shareCommand(
  scheduler: PolicyKind,
  domain: string,
  weight: number,
  cap: number,
): string | null {
  const { xen, gives } = policies[scheduler];
  if (xen === null || gives !== 'shares') return null;
  return xl(`sched-${xen}`, '-d', domain, '-w', weight, '-c', cap);
}

/** Sets a reservation of RTDS. The extratime of a VCPU that runs is to be left as it is. */
export function reservationCommand(
  domain: string,
  vcpu: number,
  { period, budget, extratime }: Reservation,
): string {
  const times = ['-p', period, '-b', budget, '-e', extratime ? 1 : 0];
  return xl('sched-rtds', '-d', domain, '-v', vcpu, ...times);
}

/** Lets a VCPU run on one processor only, or on all that its pool has. */
export function pinCommand(domain: string, vcpu: number, processor: number | 'all'): string {
  return xl('vcpu-pin', domain, vcpu, processor);
}

function xl(...words: readonly (string | number)[]): string {
  return ['xl', ...words.map((word) => shellWord(String(word)))].join(' ');
}
