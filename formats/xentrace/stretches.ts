import { readRecords, type TraceEnd, type TraceRecord } from './records.ts';
import { type Wait, WaitRecorder } from './waits.ts';

/** A VCPU as Xen counts: a domain's number and a number in it. */
export interface XenVcpuId {
  readonly domain: number;
  readonly vcpu: number;
}

/** A stretch of one processor on which a VCPU ran, or on which it was switched to. Times in ns. */
export interface Stretch {
  readonly kind: 'runs' | 'switch';
  readonly processor: number;
  /** The VCPU; `null` is idle. */
  readonly vcpu: XenVcpuId | null;
  /** The VCPU before, of a switch. */
  readonly before: XenVcpuId | null;
  readonly start: number;
  readonly end: number;
}

/** A VCPU's budget was refilled, or had none left. */
export interface BudgetEvent {
  readonly kind: 'replenish' | 'exhaust';
  readonly vcpu: XenVcpuId;
  readonly processor: number;
  readonly time: number;
  /** The deadline and the budget of a replenishment, in ns; `null` of an exhaustion. */
  readonly given: { readonly deadline: number; readonly budget: number } | null;
  /** Whether the VCPU may take time that is left over. */
  readonly extratime: boolean;
}

/** The scheduler in a trace file, in the order of time on each processor. */
export interface XenRun {
  readonly stretches: readonly Stretch[];
  readonly budgets: readonly BudgetEvent[];
  readonly waits: readonly Wait[];
  /** The number of records that Xen had no room for. */
  readonly lost: number;
  readonly processors: readonly number[];
  /** The length of the run in ns. */
  readonly end: number;
  readonly read: TraceEnd;
}

const idleDomain = 32_767;

const events = {
  /** Words: previous domain, its VCPU, next domain, its VCPU. */
  switches: 0x2800a,
  previousStops: 0x2800e,
  nextStarts: 0x2800f,
  /** The upper bits of all records of the RTDS scheduler. */
  scheduler: 0x22,
  schedules: 0x22806,
  burns: 0x22803,
  replenishes: 0x22804,
  /** Xen had no room for records; the first word is their number. */
  loses: 0x1f001,
} as const;

/** A run state changes; the new state is in bits 4–5 of the event, 0 is running. */
function startsRunning({ event }: TraceRecord): boolean {
  return event >>> 12 === 0x21 && (event & 0xf) === 1 && ((event >>> 4) & 3) === 0;
}

/** The state of one processor while its records are read. */
interface Standing {
  on: XenVcpuId | null | undefined;
  /** Since when; `null` until the first record behind a break. */
  since: number | null;
  /** The time of its last record. */
  last: number;
  /** The time at which the scheduler began to decide. */
  deciding: number | null;
  switching: {
    readonly from: XenVcpuId | null;
    readonly to: XenVcpuId | null;
    start: number;
  } | null;
}

/**
 * Follows the scheduler of each processor through the records. `kilohertz` is the clock of the time
 * stamps. A switch lasts from the scheduler's decision until the next VCPU is said to run.
 */
export function stretchesOf(bytes: Uint8Array, kilohertz: number): XenRun {
  const stretches: Stretch[] = [];
  const budgets: BudgetEvent[] = [];
  const waits = new WaitRecorder();
  let lost = 0;
  const processors = new Map<number, Standing>();
  let first: bigint | null = null;
  let end = 0;
  const records = readRecords(bytes);
  let broken: number | null = null;
  let skipped = 0;
  let step = records.next();
  for (; step.done !== true; step = records.next()) {
    const record = step.value;
    if (record.event === events.loses) lost += record.words[0] ?? 0;
    if (record.stamp === null) continue;
    first ??= record.stamp;
    const time = Number(((record.stamp - first) * 1_000_000n) / BigInt(kilohertz));
    if (record.isAfterBreak) {
      // Nobody knows what ran while nothing could be read.
      for (const [processor, each] of processors) {
        close(processor, each, each.last, stretches);
        processors.set(processor, { ...begun(), last: each.last, since: null });
      }
      waits.forget();
    }
    const standing = processors.get(record.processor) ?? begun();
    standing.since ??= time;
    processors.set(record.processor, standing);
    if (time < standing.last) {
      // A stamp that goes back is damage: the record is left out, with all that it was part of.
      broken ??= record.at;
      skipped += sizeOf(record);
      Object.assign(standing, { ...begun(), last: standing.last, since: null });
      continue;
    }
    standing.last = time;
    end = Math.max(end, time);
    follow(record, time, standing, stretches);
    waits.take(record, time);
    const budget = budgetEvent(record, time);
    if (budget !== null) budgets.push(budget);
  }
  for (const [processor, standing] of processors) close(processor, standing, end, stretches);
  waits.close(end);
  return {
    stretches,
    budgets,
    waits: waits.waits.filter(({ vcpu }) => vcpu.domain !== idleDomain),
    lost,
    processors: [...processors.keys()].sort((a, b) => a - b),
    end,
    read: extentOf(step.done === true ? step.value : null, broken, skipped),
  };
}

/** The bytes of a record with a time stamp. */
function sizeOf({ words }: TraceRecord): number {
  return 12 + 4 * words.length;
}

/** The extent of what could be read, with the records that were left out. */
function extentOf(read: TraceEnd | null, broken: number | null, skipped: number): TraceEnd {
  const { at, damaged, skipped: unread } = read ?? { at: 0, damaged: false, skipped: 0 };
  if (broken === null) return { at, damaged, skipped: unread };
  return { at: damaged ? Math.min(at, broken) : broken, damaged: true, skipped: unread + skipped };
}

function begun(): Standing {
  return { on: undefined, since: 0, last: 0, deciding: null, switching: null };
}

function follow(record: TraceRecord, time: number, standing: Standing, stretches: Stretch[]): void {
  const { event, words, processor } = record;
  if (event === events.schedules || event === events.previousStops) {
    standing.deciding ??= time;
    return;
  }
  if (event === events.switches) {
    const [fromDomain = 0, fromVcpu = 0, toDomain = 0, toVcpu = 0] = words;
    const from = named(fromDomain, fromVcpu);
    const to = named(toDomain, toVcpu);
    const since = standing.since ?? time;
    const start = Math.max(since, standing.deciding ?? time);
    // The first switch tells the VCPU that ran before it.
    if (from !== null && start > since)
      stretches.push({
        ...{ kind: 'runs', processor, vcpu: from, before: null },
        ...{ start: since, end: start },
      });
    standing.switching = { from, to, start };
    standing.on = to;
    standing.since = start;
    standing.deciding = null;
    return;
  }
  if (standing.switching !== null && startsRunning(record)) {
    const { from, to, start } = standing.switching;
    if (time > start)
      stretches.push({ kind: 'switch', processor, vcpu: to, before: from, start, end: time });
    standing.since = time;
    standing.switching = null;
    return;
  }
  // A decision that changed nothing ends with the next record that is no part of it.
  if (event >>> 12 !== events.scheduler && event !== events.nextStarts) standing.deciding = null;
}

function close(
  processor: number,
  { on, since }: Standing,
  end: number,
  stretches: Stretch[],
): void {
  if (on === null || on === undefined || since === null || end <= since) return;
  stretches.push({ kind: 'runs', processor, vcpu: on, before: null, start: since, end });
}

function budgetEvent(record: TraceRecord, time: number): BudgetEvent | null {
  const { event, words, processor } = record;
  const [packed = 0] = words;
  const vcpu = { domain: packed >>> 16, vcpu: packed & 0xffff };
  if (vcpu.domain === idleDomain) return null;
  if (event === events.replenishes) {
    const [, , ...times] = words;
    const given = { deadline: long(times, 0), budget: long(times, 2) };
    return { kind: 'replenish', vcpu, processor, time, given, extratime: false };
  }
  if (event !== events.burns || long(words, 1) !== 0) return null;
  const extratime = ((words[5] ?? 0) & 0xff) !== 0;
  return { kind: 'exhaust', vcpu, processor, time, given: null, extratime };
}

/** The 64 bits in two words, the low one first; damaged words may give any number. */
function long(words: readonly number[], at: number): number {
  return (words[at] ?? 0) + 2 ** 32 * (words[at + 1] ?? 0);
}

function named(domain: number, vcpu: number): XenVcpuId | null {
  return domain === idleDomain ? null : { domain, vcpu };
}
