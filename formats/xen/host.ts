import type { XenNote } from '../../messages/formats/xen.ts';
import {
  givesShares,
  hasServers,
  type PolicyKind,
  policies,
  xenDefault,
} from '../../scheduling/model/policies.ts';
import {
  poolOf,
  type Reservation,
  type SeenDomain,
  type SeenPool,
  type XenReading,
} from './reading.ts';

/** A host of Xen as it can be described: each domain in a pool, each pool with its processors. */
export interface XenHost {
  /** The number of processors. */
  readonly processors: number;
  /** The clock in kHz; `null` if it is not told. */
  readonly clock: number | null;
  /** The pool that Xen begins with first, where it is told. */
  readonly pools: readonly XenPool[];
  /** The processors that no pool has. */
  readonly free: readonly number[];
}

export interface XenPool {
  readonly name: string;
  readonly scheduler: PolicyKind;
  readonly processors: readonly number[];
  readonly timeslice: number | null;
  readonly ratelimit: number | null;
  readonly domains: readonly XenDomain[];
}

export interface XenDomain {
  readonly name: string;
  readonly type: 'dom0' | 'pv' | 'pvh' | 'hvm';
  readonly weight: number | null;
  readonly cap: number | null;
  readonly vcpus: readonly XenVcpu[];
}

export interface XenVcpu {
  /** The reservation under RTDS. */
  readonly reservation: Reservation | null;
  /** The processor of its own under the null scheduler. */
  readonly processor: number | null;
}

/** The pool of a Xen that was never cut. */
export const firstPool = 'Pool-0';
/** The reservation of a new VCPU under RTDS, in µs. */
const newReservation: Reservation = { period: 10_000, budget: 4_000, extratime: true };

/** Joins what was read into one host; `null` if it has neither a domain nor a pool. */
export function hostOf(
  reading: XenReading,
): { readonly host: XenHost; readonly notes: readonly XenNote[] } | null {
  if (reading.domains.size === 0 && reading.pools.size === 0) return null;
  const notes: XenNote[] = [];
  for (const { pool } of reading.domains.values()) poolOf(reading, pool ?? firstPool);
  const processors = countOf(reading);
  const names = [...reading.pools.keys()].sort(
    (a, b) => Number(b === firstPool) - Number(a === firstPool),
  );
  const taken = new Set([...reading.pools.values()].flatMap((pool) => pool.processors ?? []));
  const all = Array.from({ length: processors }, (_, processor) => processor);
  const pools = names.flatMap((name): XenPool[] => {
    const seen = reading.pools.get(name);
    if (seen === undefined) return [];
    const own = processorsOf(seen, all, taken);
    if (own.length === 0) {
      notes.push({ kind: 'processors-not-told', pool: name });
      return [];
    }
    const scheduler = seen.scheduler ?? xenDefault;
    if (policies[scheduler].gives === 'windows')
      notes.push({ kind: 'windows-not-told', pool: name });
    const domains = [...reading.domains]
      .filter(([, domain]) => (domain.pool ?? firstPool) === name)
      .map(([domain, found]) => xenDomain(domain, found, scheduler, notes));
    const { timeslice, ratelimit } = seen;
    return [{ name, scheduler, processors: own, timeslice, ratelimit, domains }];
  });
  const used = new Set(pools.flatMap((pool) => pool.processors));
  const free = all.filter((processor) => !used.has(processor));
  return { host: { processors, clock: reading.clock, pools, free }, notes };
}

/** A pool whose processors are not told has those that no other pool has. */
function processorsOf(
  seen: SeenPool,
  all: readonly number[],
  taken: Set<number>,
): readonly number[] {
  if (seen.processors !== null) return seen.processors;
  const left = all.filter((processor) => !taken.has(processor));
  for (const processor of left) taken.add(processor);
  return left;
}

function countOf({ processors, pools, domains }: XenReading): number {
  const named = [
    ...[...pools.values()].flatMap((pool) => pool.processors ?? []),
    ...[...domains.values()].flatMap(({ places }) => [...places.values()]),
  ];
  const most = named.reduce((last, processor) => Math.max(last, processor), 0);
  return Math.max(processors ?? 1, most + 1);
}

function xenDomain(
  name: string,
  seen: SeenDomain,
  scheduler: PolicyKind,
  notes: XenNote[],
): XenDomain {
  if (seen.vcpus === 0) notes.push({ kind: 'vcpus-not-told', domain: name });
  const reserves = hasServers({ kind: scheduler });
  const owns = policies[scheduler].gives === 'cores';
  if (reserves && seen.reservations.size < seen.vcpus)
    notes.push({ kind: 'reservations-not-told', domain: name });
  const vcpus = Array.from({ length: Math.max(1, seen.vcpus) }, (_, vcpu): XenVcpu => {
    const processor = seen.places.get(vcpu) ?? null;
    if (owns && processor === null) notes.push({ kind: 'place-not-told', domain: name, vcpu });
    return {
      reservation: reserves ? (seen.reservations.get(vcpu) ?? newReservation) : null,
      processor: owns ? processor : null,
    };
  });
  const shares = givesShares({ kind: scheduler });
  return {
    name,
    type: seen.type ?? 'pv',
    weight: shares ? seen.weight : null,
    cap: shares && seen.cap !== 0 ? seen.cap : null,
    vcpus,
  };
}
