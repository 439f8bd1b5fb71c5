import type { XenNote } from '../../messages/formats/xen.ts';
import type { PolicyKind } from '../../scheduling/model/policies.ts';
import { mostProcessors, mostVcpus } from './bounds.ts';
import { readProcessorList } from './processor-list.ts';
import { domainOf, domainWith, poolOf, type XenReading, xenScheduler } from './reading.ts';

/** Where the reader stands: the pool of the last line that named one, and the command above. */
export interface Standing {
  pool: string | null;
  scheduler: PolicyKind | null;
}

/** One of the tables that `xl` prints. */
interface Table {
  /** The words of its first line. */
  readonly head: string;
  readonly row: RegExp;
  /** Takes a row's groups; the result is whether they make sense. */
  readonly take: (groups: readonly string[], reading: XenReading, standing: Standing) => boolean;
  /** The note on the table as a whole. */
  readonly note?: XenNote['kind'] & 'defaults-shown';
}

const rest = String.raw`(?:\s.*)?$`;

function row(pattern: string): RegExp {
  return new RegExp(`^(.+?)\\s+${pattern}${rest}`);
}

/** A row with nothing behind it: its name may end with numbers, as `guest 1`. */
function wholeRow(pattern: string): RegExp {
  return new RegExp(`^(.+?)\\s+${pattern}$`);
}

function atMost(text: string | undefined, most: number): number | null {
  const value = Number(text);
  return Number.isSafeInteger(value) && value <= most ? value : null;
}

/** The states of `xl list` are letters at fixed places: running, blocked, paused, …. */
function isPaused(state: string): boolean {
  return state[2] === 'p';
}

/** The largest period and budget that Xen takes, in µs. */
const mostMicroseconds = 2_147_483_647;
const mostWeight = 65_535;
const mostCap = 100 * mostProcessors;

/** The tables of `xl`, as Xen 4.17 to 4.23 print them. */
export const tables: readonly Table[] = [
  {
    head: 'Name|ID|VCPU|Period|Budget|Extratime',
    row: row(String.raw`(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(yes|no)`),
    take([name = '', , vcpu, period, budget, extratime], reading, standing) {
      const index = atMost(vcpu, mostVcpus - 1);
      const [p, b] = [atMost(period, mostMicroseconds), atMost(budget, mostMicroseconds)];
      if (index === null || p === null || b === null || b > p || b < 1) return false;
      const domain = domainWith(reading, name, index + 1);
      domain.pool ??= standing.pool;
      domain.reservations.set(index, { period: p, budget: b, extratime: extratime === 'yes' });
      return true;
    },
  },
  {
    head: 'Name|ID|Period|Budget|Extratime',
    row: row(String.raw`(\d+)\s+(\d+)\s+(\d+)\s+(yes|no)`),
    note: 'defaults-shown',
    take([name = ''], reading, standing) {
      domainOf(reading, name).pool ??= standing.pool;
      return true;
    },
  },
  {
    head: 'Name|ID|Weight|Cap',
    row: wholeRow(String.raw`(\d+)\s+(\d+)\s+(\d+)`),
    take([name = '', , weight, cap], reading, standing) {
      const [w, c] = [atMost(weight, mostWeight), atMost(cap, mostCap)];
      if (w === null || w < 1 || c === null) return false;
      const domain = domainOf(reading, name);
      domain.pool ??= standing.pool;
      domain.weight = w;
      domain.cap = c;
      return true;
    },
  },
  {
    head: 'Name|ID|Mem|VCPUs|State|Time(s)|Cpupool',
    row: row(String.raw`(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+[\d.]+\s+(\S.*)`),
    take([name = '', , , vcpus, state = '', pool = ''], reading) {
      const count = atMost(vcpus, mostVcpus);
      if (count === null) return false;
      const domain = domainWith(reading, name, count);
      domain.pool = pool;
      domain.paused = isPaused(state);
      poolOf(reading, pool);
      return true;
    },
  },
  {
    head: 'Name|ID|Mem|VCPUs|State|Time(s)',
    row: row(String.raw`(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+[\d.]+`),
    take([name = '', , , vcpus, state = ''], reading) {
      const count = atMost(vcpus, mostVcpus);
      if (count === null) return false;
      domainWith(reading, name, count).paused = isPaused(state);
      return true;
    },
  },
  {
    head: 'Name|ID|VCPU|CPU|State|Time(s)|Affinity|(Hard|/|Soft)',
    row: row(String.raw`(\d+)\s+(\d+)\s+(\d+|-)\s+\S+\s+([\d.]+)(?:\s+(\S+)\s+/)?`),
    take([name = '', , vcpu, processor, seconds, affinity = 'all'], reading) {
      const index = atMost(vcpu, mostVcpus - 1);
      if (index === null) return false;
      const domain = domainWith(reading, name, index + 1);
      const place = processor === '-' ? null : atMost(processor, mostProcessors - 1);
      if (place !== null) domain.places.set(index, place);
      const allowed = readProcessorList(affinity);
      if (allowed !== null) domain.affinities.set(index, allowed);
      const had = Number(seconds);
      if (Number.isFinite(had)) domain.seconds.set(index, had);
      return true;
    },
  },
  {
    head: 'Name|CPUs|Sched|Active|Domain|count',
    row: row(String.raw`(\d+)\s+(\S+)\s+([yn])\s+(\d+)`),
    take([name = '', , scheduler = ''], reading) {
      const known = xenScheduler(scheduler);
      const pool = poolOf(reading, name);
      if (known === null) reading.notes.push({ kind: 'scheduler-not-known', pool: name });
      else pool.scheduler = known;
      return true;
    },
  },
  {
    head: 'Name|CPU|list',
    row: wholeRow(String.raw`(\d[\d,-]*)`),
    take([name = '', list = ''], reading) {
      const processors = readProcessorList(list);
      if (processors === null) return false;
      poolOf(reading, name).processors = processors;
      return true;
    },
  },
];

/** The line that begins a pool's part of a scheduler's table; whether the line was one. */
export function readPoolLine(line: string, reading: XenReading, standing: Standing): boolean {
  const [, name, told] = /^Cpupool (.+): (\S.*)$/.exec(line) ?? [];
  if (name === undefined || told === undefined) return false;
  const pool = poolOf(reading, name);
  standing.pool = name;
  const scheduler = /^sched=(\S+)$/.exec(told)?.[1];
  const timeslice = /\btslice=(\d{1,6})ms\b/.exec(told)?.[1];
  const ratelimit = /\bratelimit=(\d{1,9})us\b/.exec(told)?.[1];
  if (scheduler !== undefined) pool.scheduler ??= xenScheduler(scheduler);
  pool.scheduler ??= standing.scheduler;
  if (ratelimit !== undefined) pool.ratelimit = Number(ratelimit);
  if (timeslice !== undefined) pool.timeslice = Number(timeslice);
  return true;
}
