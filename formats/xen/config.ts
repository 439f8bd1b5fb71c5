import { mostVcpus } from './bounds.ts';
import { readProcessorList } from './processor-list.ts';
import { domainWith, poolOf, type XenReading, xenScheduler } from './reading.ts';

type Value = string | readonly string[];

/**
 * The assignments of an `xl.cfg` or `xlcpupool.cfg`: numbers, strings in either quotes, and lists
 * of them. `null` if the text holds anything else.
 */
function readAssignments(text: string): ReadonlyMap<string, Value> | null {
  const found = new Map<string, Value>();
  const token = /\s+|#[^\n]*|;|([A-Za-z_][\w-]*)\s*=\s*/y;
  for (let at = 0; at < text.length; ) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return null;
    at = token.lastIndex;
    const [, key] = match;
    if (key === undefined) continue;
    const read = readValue(text, at);
    if (read === null) return null;
    found.set(key, read.value);
    at = read.end;
  }
  return found;
}

function readValue(text: string, from: number): { value: Value; end: number } | null {
  if (text[from] !== '[') return readScalar(text, from);
  const values: string[] = [];
  const between = /(?:\s|#[^\n]*\n|,)*/y;
  for (let at = from + 1; at < text.length; ) {
    between.lastIndex = at;
    between.exec(text);
    at = between.lastIndex;
    if (text[at] === ']') return { value: values, end: at + 1 };
    const read = readScalar(text, at);
    if (read === null) return null;
    values.push(read.value);
    at = read.end;
  }
  return null;
}

function readScalar(text: string, from: number): { value: string; end: number } | null {
  const scalar = /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([\w.+-]+)/y;
  scalar.lastIndex = from;
  const match = scalar.exec(text);
  if (match === null) return null;
  const quoted = (match[1] ?? match[2])?.replace(/\\(["'\\])/g, '$1');
  return { value: quoted ?? match[3] ?? '', end: scalar.lastIndex };
}

const domainKeys = ['vcpus', 'memory', 'kernel', 'bootloader', 'builder', 'type', 'disk', 'pool'];

/** Takes an `xl.cfg` or `xlcpupool.cfg`; whether the text was one. */
export function readConfig(text: string, reading: XenReading): boolean {
  const assigned = readAssignments(text);
  const name = assigned?.get('name');
  if (assigned === null || assigned === undefined || typeof name !== 'string' || name === '')
    return false;
  if (assigned.has('sched')) return takePool(name, assigned, reading);
  if (!domainKeys.some((key) => assigned.has(key))) return false;
  takeDomain(name, assigned, reading);
  return true;
}

function takePool(name: string, assigned: ReadonlyMap<string, Value>, reading: XenReading) {
  const pool = poolOf(reading, name);
  const scheduler = xenScheduler(one(assigned.get('sched')) ?? '');
  if (scheduler === null) reading.notes.push({ kind: 'scheduler-not-known', pool: name });
  pool.scheduler ??= scheduler;
  const cpus = assigned.get('cpus');
  const processors =
    cpus === undefined ? null : readProcessorList(typeof cpus === 'string' ? cpus : cpus.join(','));
  pool.processors ??= processors;
  return true;
}

const types = { pv: 'pv', pvh: 'pvh', hvm: 'hvm', generic: 'pv' } as const;

function takeDomain(name: string, assigned: ReadonlyMap<string, Value>, reading: XenReading) {
  const vcpus = whole(assigned.get('vcpus') ?? '1', 1, mostVcpus) ?? 0;
  const domain = domainWith(reading, name, vcpus);
  const type = one(assigned.get('type')) ?? one(assigned.get('builder'));
  if (type !== undefined && Object.hasOwn(types, type))
    domain.type ??= types[type as keyof typeof types];
  domain.pool ??= one(assigned.get('pool')) ?? null;
  domain.weight ??= whole(assigned.get('cpu_weight'), 1, 65_535);
  domain.cap ??= whole(assigned.get('cap'), 0, 409_600);
}

function one(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function whole(value: Value | undefined, least: number, most: number): number | null {
  const number = Number(one(value) ?? Number.NaN);
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
}
