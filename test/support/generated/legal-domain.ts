import type { GeneratedHome } from './legal-home.ts';
import { shuffled, taskLine } from './legal-tasks.ts';
import type { WindowedVcpu } from './legal-windows.ts';
import type { Random } from './random.ts';
import { aServerTime, aTime, aSpan, longestPeriod, MS, type Span, US, written } from './times.ts';

/** The properties of a generated domain that a scenario needs, and its text. */
export interface GeneratedDomain {
  readonly name: string;
  readonly home: GeneratedHome;
  readonly vcpus: readonly WindowedVcpu[];
  readonly tasks: readonly string[];
  readonly priorities: boolean;
  /** Whether its releases are aligned. */
  readonly aligned: boolean;
  readonly span: Span;
  readonly lines: readonly string[];
}

/** A domain that may run the tasks of a set named `common`, where there is one. */
export function aDomain(
  random: Random,
  home: GeneratedHome,
  name: string,
  tasksets: boolean,
): GeneratedDomain {
  const scheduler = random.pick(['EDF', 'RM', 'DM', 'FP', 'FIFO', 'RR', 'RR quantum 1ms'] as const);
  const priorities = scheduler === 'FP' || scheduler === 'FIFO';
  const global = random.chance(0.15);
  const vcpus = Array.from({ length: random.pick([1, 1, 1, 1, 2, 3]) }, (_, i) => {
    const core = pinned(home) && random.chance(0.3) ? random.whole(0, home.cores.length - 1) : null;
    return { name: `v${i}`, core: core === null ? null : (home.cores[core] ?? 0) };
  });
  const aligned = home.aligns && random.chance(0.35);
  const span = aSpan(random);
  const attributes = [`scheduler ${scheduler}${global ? ' global' : ''}`];
  if (random.chance(0.3)) attributes.push(`type ${random.pick(['pv', 'pvh', 'dom0', home.inHypervisor ? 'pv' : 'hvm'])}`);
  if (random.chance(0.2)) attributes.push(`kernel latency ${written(random, aTime(random, 1, MS))}`);
  if (random.chance(0.2)) attributes.push(`task-switch ${written(random, aTime(random, 1, 20 * US))}`);
  const weighs = ['credit', 'credit2'].includes(home.policy);
  if (weighs) attributes.push(`weight ${random.whole(1, 65535)}`);
  if (weighs && random.chance(0.5)) attributes.push(`cap ${random.whole(1, 100)}`);
  if (aligned) attributes.push('releases aligned');
  const on = (): string | null => (vcpus.length === 1 || global ? null : random.pick(['v0', 'v1']));
  const count = random.pick([0, 1, 1, 2, 2, 3, 3, 4, 8]);
  const load = random.next() ** 2;
  const tasks = Array.from({ length: count }, (_, i) => `t${i}`);
  const lines = [
    ...attributes,
    ...vcpus.map((vcpu) => `vcpu ${vcpu.name}  ${vcpuWords(random, home, vcpu.core, span).join('  ')}`),
    ...tasks.map((task) =>
      taskLine(random, task, { priorities, share: load / count, on: on(), span, aligned }),
    ),
  ];
  // A set is for any domain, so its tasks may have jitter.
  if (tasksets && !aligned && random.chance(0.6)) {
    const where = on();
    lines.push(`run common${where === null ? '' : ` on ${where}`}`);
  }
  return {
    name,
    home,
    vcpus: vcpus.map((vcpu) => ({
      domain: name,
      name: `${name}.${vcpu.name}`,
      core: vcpu.core ?? home.cores[0] ?? 0,
    })),
    tasks,
    priorities,
    aligned,
    span,
    lines: shuffled(random, lines),
  };
}

function pinned({ policy }: GeneratedHome): boolean {
  return !['RTDS', 'credit', 'credit2'].includes(policy);
}

function vcpuWords(
  random: Random,
  { policy, servers }: GeneratedHome,
  core: number | null,
  span: Span,
): readonly string[] {
  const words: string[] = [];
  if (core !== null) words.push(`core ${core}`);
  if (policy === 'FP') words.push(`priority ${random.whole(0, 9)}`);
  if (!servers) return words;
  if (policy === 'RTDS' && random.chance(0.2)) words.push('extratime');
  const time = (from: number, to: number): number => aServerTime(random, policy, from, to);
  const most = longestPeriod(policy);
  const period = random.rarely(0.33) ? time(1, most) : time(span.least / 10, 5 * span.least);
  const deadline = policy !== 'RTDS' && random.chance(0.15) ? time(1, period) : period;
  const kind = random.pick(['open', 'period', 'period', 'both', 'both', 'both', 'range', 'budget'] as const);
  if (kind === 'range') words.push(`period ${written(random, period)}..${written(random, time(period, random.rarely(0.33) ? most : 10 * period))}`);
  if (kind === 'period' || kind === 'both') words.push(`period ${written(random, period)}`);
  if (kind === 'both' || kind === 'budget') words.push(`budget ${written(random, time(1, deadline))}`);
  if (deadline !== period) words.push(`deadline ${written(random, deadline)}`);
  return shuffled(random, words);
}
