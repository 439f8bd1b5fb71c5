import type { AstNode } from 'langium';

/** The kind of a value, with its least and largest sensible number. */
export type ValueKind =
  | { readonly kind: 'time'; readonly least: 0 | 1 }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'decimal' }
  | { readonly kind: 'percentage' };

/**
 * An attribute of a block or a member: its written word, and the property of the syntax tree with
 * its values.
 */
export interface Attribute {
  readonly word: string;
  readonly property: string;
  /** The kind of value; absent where the value is a word, a name, a line of its own, or nothing. */
  readonly value?: ValueKind;
}

const anyTime: ValueKind = { kind: 'time', least: 0 };
const someTime: ValueKind = { kind: 'time', least: 1 };
const priority: ValueKind = { kind: 'whole', least: 0, most: Number.MAX_SAFE_INTEGER };

function attribute(word: string, value?: ValueKind, property = word): Attribute {
  return value === undefined ? { word, property } : { word, property, value };
}

/** The number of cores of the largest machine. */
export const mostCores = 4096;
export const largestWeight = 65_535;
/** The largest cap in percent of one core: every core of the largest machine. */
export const largestCap = 100 * mostCores;

/** The attributes of every kind of node. Each may appear once. */
export const attributes: Readonly<Record<string, readonly Attribute[]>> = {
  Machine: [
    attribute('cores', { kind: 'whole', least: 1, most: mostCores }),
    attribute('clock', { kind: 'decimal' }),
    attribute('scheduler'),
    attribute('servers'),
    attribute('guarantee'),
    attribute('resolution', someTime),
    attribute('overheads'),
    attribute('admission'),
  ],
  Pool: [
    attribute('cores'),
    attribute('scheduler'),
    attribute('servers'),
    attribute('guarantee'),
    attribute('resolution', someTime),
  ],
  MachineScheduler: [
    attribute('timeslice', someTime),
    attribute('ratelimit', anyTime),
    attribute('boost'),
    attribute('major-frame', someTime, 'majorFrame'),
  ],
  AdmissionUse: [attribute('in', undefined, 'place'), attribute('cost', anyTime)],
  WindowLine: [attribute('at', anyTime), attribute('for', someTime, 'length')],
  Domain: [
    attribute('type'),
    attribute('scheduler'),
    attribute('kernel latency', anyTime, 'kernelLatency'),
    attribute('task-switch', undefined, 'taskSwitch'),
    attribute('weight', { kind: 'whole', least: 1, most: largestWeight }),
    attribute('cap', { kind: 'whole', least: 1, most: largestCap }),
    attribute('releases'),
  ],
  GuestScheduler: [attribute('quantum', someTime)],
  Vcpu: [
    attribute('period'),
    attribute('budget', someTime),
    attribute('deadline', someTime),
    attribute('core', { kind: 'whole', least: 0, most: mostCores - 1 }),
    attribute('priority', priority),
    attribute('extratime'),
  ],
  VcpuPeriod: [attribute('period', someTime, 'from'), attribute('period', someTime, 'to')],
  Task: [
    attribute('period', someTime),
    attribute('wcet', someTime),
    attribute('deadline', someTime),
    attribute('offset', anyTime),
    attribute('jitter', anyTime),
    attribute('priority', priority),
    attribute('bcet', anyTime),
    attribute('blocking', anyTime),
    attribute('sporadic'),
    attribute('soft'),
    attribute('on', undefined, 'vcpu'),
  ],
  Softness: [attribute('misses', { kind: 'percentage' })],
  Scenario: [attribute('run', someTime)],
  Step: [attribute('at', anyTime)],
  SetAction: [
    attribute('period', someTime),
    attribute('budget', someTime),
    attribute('when-quiet', undefined, 'whenQuiet'),
  ],
};

/**
 * The written values of one attribute of a node. A property with one value counts as a list of it.
 */
export function valuesOf(node: AstNode, property: string): readonly unknown[] {
  const values: unknown = Reflect.get(node, property);
  if (Array.isArray(values)) return values;
  return values === undefined ? [] : [values];
}
