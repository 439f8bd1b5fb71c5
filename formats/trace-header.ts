import type { ToldRun } from '../messages/simulation/told-run.ts';
import type { Trace } from '../scheduling/simulation/trace.ts';

/** The JSON part of a trace file. */
export interface TraceHeader {
  readonly result: Omit<ToldRun, 'trace'>;
  readonly trace: Pick<Trace, 'end' | 'names'>;
  readonly columns: readonly ColumnEntry[];
}

export interface ColumnEntry {
  readonly name: string;
  readonly type: string;
  readonly offset: number;
  readonly count: number;
}

/** Whether a value is a header in every part that readers use, whoever wrote it. */
export function isTraceHeader(value: unknown): value is TraceHeader {
  return header(value);
}

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const flag: Shape = (value) => typeof value === 'boolean';
const number: Shape = (value) => typeof value === 'number';
const whole: Shape = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** A position in a list, or −1. */
const index: Shape = (value) => value === -1 || whole(value);
const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
const orAbsent =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);
const list =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const oneOf =
  (...values: readonly string[]): Shape =>
  (value) =>
    values.some((known) => known === value);
const record =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const entries: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
    return Object.entries(shapes).every(([key, shape]) => shape(entries.get(key)));
  };

const time = orNull(number);
const task = record({
  ...{ domain: text, name: text, vcpu: orNull(text), soft: flag, allowedMisses: orNull(number) },
  ...{ jobs: whole, completed: whole, misses: whole, missRatio: number, preemptions: whole },
  response: record({ min: time, mean: time, p95: time, p99: time, max: time }),
  tardiness: record({ mean: time, max: time }),
});
const vcpu = record({
  ...{ domain: text, name: text, supply: whole, unused: whole, lost: whole },
  ...{
    replenishments: whole,
    exhaustions: whole,
    longestGap: whole,
    switches: whole,
    migrations: whole,
  },
  lateBudgets: orAbsent(whole),
  measured: orAbsent(
    record({
      ...{ period: time, budget: time, mostInPeriod: time, overrun: time },
      longestWait: whole,
    }),
  ),
});
const core = record({
  ...{ machine: text, core: whole, busy: whole, overhead: whole, idle: whole, switches: whole },
});
const outcome = record({ index: whole, at: whole, action: text, admitted: flag, reason: text });
const result = record({
  ...{
    horizon: whole,
    end: whole,
    seed: whole,
    tasks: list(task),
    vcpus: list(vcpu),
    cores: list(core),
  },
  horizonChosen: oneOf('asked', 'scenario', 'hyperperiod', 'worst-case', 'witness', 'default'),
  ...{ scenario: list(outcome), notes: list(text) },
});
const names = record({
  machines: list(text),
  pools: orAbsent(list(orNull(record({ host: text, pool: text })))),
  cores: list(record({ machine: whole, core: whole })),
  vcpus: list(
    record({
      ...{ domain: text, vcpu: text, machine: whole, core: index },
      ...{ period: orNull(whole), budget: orNull(whole), deadline: orNull(whole) },
    }),
  ),
  tasks: list(
    record({ domain: text, task: text, vcpu: index, period: whole, deadline: whole, soft: flag }),
  ),
});
const header = record({
  result,
  trace: record({ end: whole, names }),
  columns: list(record({ name: text, type: text, offset: whole, count: whole })),
});
