import type { XenNote } from '../../messages/formats/xen.ts';
import { type PolicyKind, policies, policyKinds } from '../../scheduling/model/policies.ts';

/** The policy of a scheduler by the name that `xl` prints; `null` if none is like it. */
export function xenScheduler(text: string): PolicyKind | null {
  const name = text.toLowerCase();
  return policyKinds.find((kind) => policies[kind].xen === name) ?? null;
}

/** One VCPU's reservation under RTDS, in µs as `xl` counts. */
export interface Reservation {
  readonly period: number;
  readonly budget: number;
  readonly extratime: boolean;
}

/** A domain of Xen, as far as the outputs and files tell. */
export interface SeenDomain {
  /** Its number; it is another one after each start. */
  id: number | null;
  pool: string | null;
  /** Whether it is paused, so that nothing of it runs; `null` if it is not told. */
  paused: boolean | null;
  /** The number of VCPUs. */
  vcpus: number;
  type: 'dom0' | 'pv' | 'pvh' | 'hvm' | null;
  weight: number | null;
  cap: number | null;
  readonly reservations: Map<number, Reservation>;
  /** The processor of each VCPU at the moment of the output. */
  readonly places: Map<number, number>;
  /** The processors that each VCPU may run on, where they are not all of them. */
  readonly affinities: Map<number, readonly number[]>;
  /** The processor time that each VCPU had since it was created, in seconds. */
  readonly seconds: Map<number, number>;
}

/** A pool of processors, as far as the outputs and files tell. */
export interface SeenPool {
  scheduler: PolicyKind | null;
  processors: readonly number[] | null;
  /** The timeslice in ms and the rate limit in µs of the credit schedulers. */
  timeslice: number | null;
  ratelimit: number | null;
}

/** The reading of all outputs and files of one host together. */
export interface XenReading {
  readonly domains: Map<string, SeenDomain>;
  readonly pools: Map<string, SeenPool>;
  processors: number | null;
  /** The clock in kHz. */
  clock: number | null;
  readonly notes: XenNote[];
}

export function nothingRead(): XenReading {
  return { domains: new Map(), pools: new Map(), processors: null, clock: null, notes: [] };
}

export function domainOf(reading: XenReading, name: string): SeenDomain {
  const known = reading.domains.get(name);
  if (known !== undefined) return known;
  const made: SeenDomain = {
    id: null,
    pool: null,
    paused: null,
    vcpus: 0,
    type: name === 'Domain-0' ? 'dom0' : null,
    weight: null,
    cap: null,
    reservations: new Map(),
    places: new Map(),
    affinities: new Map(),
    seconds: new Map(),
  };
  reading.domains.set(name, made);
  return made;
}

/** The domain, with as many VCPUs as are seen at least. */
export function domainWith(reading: XenReading, name: string, vcpus: number): SeenDomain {
  const domain = domainOf(reading, name);
  domain.vcpus = Math.max(domain.vcpus, vcpus);
  return domain;
}

export function poolOf(reading: XenReading, name: string): SeenPool {
  const known = reading.pools.get(name);
  if (known !== undefined) return known;
  const made: SeenPool = { scheduler: null, processors: null, timeslice: null, ratelimit: null };
  reading.pools.set(name, made);
  return made;
}
