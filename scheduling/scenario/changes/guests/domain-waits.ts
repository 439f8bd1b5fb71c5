import type { WaitPart } from '../../../model/changes/change-wait.ts';
import { endOf } from '../chains.ts';
import { type Course, domainKey, lasts, latest } from '../course.ts';
import type { VcpuChange } from '../places/difference.ts';
import { grows } from '../places/host-wait.ts';
import { domainOf } from '../places/units.ts';

/** The wait of a change for what its domain has to do before. */
export function beforeIn(course: Course, change: VcpuChange, at: number): readonly WaitPart[] {
  const domain = domainOf(change);
  const asks = change.kind !== 'comes' && change.kind !== 'leaves' && !grows(change);
  return asks ? settledIn(course, domain, at) : queueOf(course, domain, at);
}

/** The wait for earlier actions on a domain, and until its guest has been quiet after them. */
export function settledIn(course: Course, domain: string, at: number): readonly WaitPart[] {
  const queue = queueOf(course, domain, at);
  const from = endOf(queue, at);
  const own = course.unsettled.filter((each) => each.domain === domain);
  if (from === null || own.length === 0) return queue;
  const until = latest(
    own.map((each) => each.until),
    from,
  );
  if (!lasts(until, from)) return queue;
  return [...queue, quietPart(domain, until === null ? null : until - from)];
}

/** The wait until the guest of a domain is quiet, at most so long, in ns; `null`: no bound. */
export function quietPart(domain: string, atMost: number | null): WaitPart {
  return { kind: 'quiet', place: { kind: 'domain', domain }, atMost };
}

/** The wait for earlier actions on a domain. */
export function queueOf({ waiting }: Course, domain: string, at: number): readonly WaitPart[] {
  const key = domainKey(domain);
  const own = waiting.filter(({ place }) => place === key);
  const until = latest(
    own.map((each) => each.until),
    at,
  );
  if (!lasts(until, at)) return [];
  const atMost = until === null ? null : until - at;
  return [{ kind: 'queue', place: { kind: 'domain', domain }, atMost }];
}
