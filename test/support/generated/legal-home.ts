import { shuffled } from './legal-tasks.ts';
import { planText, type WindowedVcpu, windowLines } from './legal-windows.ts';
import type { Random } from './random.ts';
import { aTime, MS, US, written } from './times.ts';

/** The cores of a machine that no pool has, or a pool: what the domains there need to know. */
export interface GeneratedHome {
  /** Its name in the text: `m0`, `m0.p1`. */
  readonly name: string;
  readonly policy: string;
  /** The numbers of its cores, ascending. */
  readonly cores: readonly number[];
  /**
   * Whether a scenario's steps are tested in the hypervisor. An `hvm` domain cannot ask for that.
   */
  readonly inHypervisor: boolean;
  /** Whether its VCPUs have periods and budgets. */
  readonly servers: boolean;
  /** Whether domains may align their releases. */
  readonly aligns: boolean;
  /** The plans beside its plain windows. */
  readonly plans: readonly string[];
  /** The attributes that it says of itself, with windows for these VCPUs. */
  lines(vcpus: readonly WindowedVcpu[]): readonly string[];
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

export function aHome(
  random: Random,
  name: string,
  cores: readonly number[],
  inHypervisor: boolean,
): GeneratedHome {
  const policy = random.pick(POLICIES);
  const placed = ['EDF', 'RM', 'DM', 'FP'].includes(policy);
  const frame = aTime(random, 10 * US, 1_000 * MS);
  const plans = policy === 'ARINC653' && random.chance(0.35) ? ['landing'] : [];
  const scheduler = `scheduler ${policy}${placement(random, placed)}${options(random, policy)}`;
  return {
    name,
    policy,
    cores,
    inHypervisor,
    servers: placed || policy === 'RTDS',
    aligns: policy === 'ARINC653' || policy === 'null',
    plans,
    lines: (vcpus) => {
      const windows = policy === 'ARINC653' ? windowLines(random, vcpus, frame) : [];
      // The tool chooses a frame for windows that it chooses, too.
      const chosen = windows.some((line) => !line.includes(' at ')) && random.chance(0.3);
      const major =
        policy === 'ARINC653' && !chosen ? ` major-frame ${written(random, frame)}` : '';
      const lines = policy === 'EDF' && random.chance(0.2) ? [] : [`${scheduler}${major}`];
      if (placed && random.chance(0.6))
        lines.push(`servers ${random.pick(['periodic', 'deferrable', 'polling'])}`);
      if (random.chance(0.3)) lines.push(`resolution ${resolution(random, policy)}`);
      if (random.chance(0.1)) lines.push(`guarantee ${random.pick(['here', 'interface'])}`);
      return [
        ...lines,
        ...windows,
        ...(vcpus.length === 0 ? [] : plans.map((plan) => planText(random, plan, vcpus, frame))),
      ];
    },
  };
}

function resolution(random: Random, policy: string): string {
  return policy === 'RTDS' ? '10us' : random.pick(['1ns', '100ns', '1us', '10us', '1ms']);
}

function placement(random: Random, placed: boolean): string {
  return placed ? random.pick(['', ' partitioned', ' global']) : '';
}

function options(random: Random, policy: string): string {
  if (policy === 'credit2') return random.pick(['', ' ratelimit 2ms']);
  if (policy !== 'credit') return '';
  return random.pick(['', ' timeslice 5ms', ' ratelimit 1ms', ' boost off', ' timeslice 5ms boost on']);
}

/** A pool's text: its cores, as ranges or one by one in any order, and what it says of itself. */
export function poolText(
  random: Random,
  { name, cores }: GeneratedHome,
  lines: readonly string[],
): string {
  const list = random.chance(0.5) ? ranges(cores) : shuffled(random, cores).map(String);
  const words = shuffled(random, [`cores ${list.join(', ')}`, ...lines]);
  return `pool ${name.slice(name.indexOf('.') + 1)} { ${words.join('  ')} }`;
}

/** Ascending numbers as ranges, where two or more follow one another. */
function ranges(cores: readonly number[]): readonly string[] {
  const found: { from: number; to: number }[] = [];
  for (const core of cores) {
    const last = found.at(-1);
    if (last !== undefined && core === last.to + 1) last.to = core;
    else found.push({ from: core, to: core });
  }
  return found.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
}
