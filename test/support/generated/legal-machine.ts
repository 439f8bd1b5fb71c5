import { shuffled } from './legal-tasks.ts';
import type { Random } from './random.ts';
import { aTime, MS, US, written } from './times.ts';

/** The properties of a generated machine that its domains need. */
export interface GeneratedMachine {
  readonly name: string;
  readonly policy: string;
  readonly cores: number;
  readonly clocked: boolean;
  /**
   * Whether a scenario's steps are tested in the hypervisor. An `hvm` domain cannot ask for that.
   */
  readonly inHypervisor: boolean;
  /** Whether its VCPUs have periods and budgets. */
  readonly servers: boolean;
  /** Its text with windows for these VCPUs. */
  text(vcpus: readonly string[]): string;
}

const POLICIES = [
  'EDF',
  'EDF',
  'RM',
  'DM',
  'FP',
  'RTDS',
  'credit',
  'credit2',
  'null',
  'ARINC653',
] as const;

export function aMachine(random: Random, name: string): GeneratedMachine {
  const policy = random.pick(POLICIES);
  const cores = random.rarely(0.1) ? random.whole(1, 4096) : random.pick([1, 1, 2, 2, 3, 4, 8]);
  const clocked = random.chance(0.3);
  const inHypervisor = random.chance(0.15);
  const placed = ['EDF', 'RM', 'DM', 'FP'].includes(policy);
  const frame = aTime(random, 10 * US, 1_000 * MS);
  const scheduler = `scheduler ${policy}${placement(random, placed)}${options(random, policy, frame)}`;
  return {
    name,
    policy,
    cores,
    clocked,
    inHypervisor,
    servers: placed || policy === 'RTDS',
    text: (vcpus) => {
      const lines = policy === 'EDF' && random.chance(0.2) ? [] : [scheduler];
      if (cores > 1 || random.chance(0.3)) lines.push(`cores ${cores}`);
      if (clocked) lines.push(`clock ${random.pick(['1', '2.66', '3.5', '0.001'])} GHz`);
      if (placed && random.chance(0.6))
        lines.push(`servers ${random.pick(['periodic', 'deferrable', 'polling'])}`);
      if (random.chance(0.3)) lines.push(`resolution ${policy === 'RTDS' ? '10us' : random.pick(['1ns', '100ns', '1us', '10us', '1ms'])}`);
      if (random.chance(0.4)) lines.push(overheads(random, clocked));
      if (inHypervisor || random.chance(0.15)) lines.push(admission(random, inHypervisor));
      if (policy === 'ARINC653') lines.push(...windows(random, vcpus, frame));
      return `machine ${name} {\n  ${shuffled(random, lines).join('\n  ')}\n}`;
    },
  };
}

function placement(random: Random, placed: boolean): string {
  return placed ? random.pick(['', ' partitioned', ' global']) : '';
}

function options(random: Random, policy: string, frame: number): string {
  if (policy === 'ARINC653') return ` major-frame ${written(random, frame)}`;
  if (policy === 'credit2') return random.pick(['', ' ratelimit 2ms']);
  if (policy !== 'credit') return '';
  return random.pick(['', ' timeslice 5ms', ' ratelimit 1ms', ' boost off', ' timeslice 5ms boost on']);
}

function overheads(random: Random, clocked: boolean): string {
  const ends = ['dom0', 'guest', 'idle', 'any'] as const;
  const lines = Array.from({ length: random.whole(1, 3) }, () => {
    const cost =
      clocked && random.chance(0.5)
        ? `${random.whole(0, 200_000)} cycles`
        : written(random, aTime(random, 1, random.pick([50 * US, 50 * US, 10 * MS])));
    return `switch ${random.pick(ends)} -> ${random.pick(ends)} ${cost}`;
  });
  return `overheads { ${lines.filter((line, i) => lines.findIndex((other) => sameEnds(other, line)) === i).join('  ')} }`;
}

function sameEnds(a: string, b: string): boolean {
  const ends = (line: string): string => line.split(' ').slice(1, 4).join(' ');
  return ends(a) === ends(b);
}

function admission(random: Random, inHypervisor: boolean): string {
  return `admission in ${inHypervisor ? 'hypervisor' : 'dom0'}${random.maybe(0.5, () => ` cost ${random.whole(1, 900)}us`)}`;
}

/** Windows in slots of the frame, one or two for each VCPU; those of some are left to the tool. */
function windows(random: Random, vcpus: readonly string[], frame: number): readonly string[] {
  const open = vcpus.filter(() => random.chance(0.2));
  const fixed = vcpus.filter((vcpu) => !open.includes(vcpu));
  const slots = shuffled(random, random.chance(0.5) ? [...fixed, ...fixed] : fixed);
  const length = Math.floor(frame / slots.length);
  const left = open.map((vcpu) => `window ${vcpu}`);
  return [...left, ...writtenWindows(random, slots, length)];
}

function writtenWindows(
  random: Random,
  slots: readonly string[],
  length: number,
): readonly string[] {
  return slots.map((vcpu, i) => {
    const used = aTime(random, Math.max(1, Math.floor(length / 4)), length);
    return `window ${vcpu} at ${written(random, i * length) } for ${written(random, used)}`;
  });
}
