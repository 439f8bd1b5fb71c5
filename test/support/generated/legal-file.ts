import { shuffled, taskLine } from './legal-tasks.ts';
import { aMachine, type GeneratedMachine } from './legal-machine.ts';
import { Random } from './random.ts';
import { aTime, LONGEST, MS, US, written } from './times.ts';

interface GeneratedDomain {
  readonly name: string;
  readonly vcpus: readonly string[];
  readonly tasks: readonly string[];
  readonly priorities: boolean;
  readonly lines: readonly string[];
}

/**
 * A file without errors in the text, of any part of the language but imports. It is mostly small,
 * with times of ordinary length, and sometimes has 1 ns, 10^15 ns or 4096 cores.
 */
export function legalFile(seed: number): string {
  const random = new Random(seed);
  const machines = Array.from({ length: random.pick([1, 1, 1, 1, 2]) }, (_, i) =>
    aMachine(random, `m${i}`),
  );
  const tasksets = random.chance(0.15) ? [aTaskset(random)] : [];
  const parts: string[] = [...tasksets];
  for (const machine of machines) {
    const domains = Array.from({ length: random.pick([1, 1, 2, 2, 3, 4, 6]) }, (_, i) =>
      aDomain(random, machine, `${machine.name}d${i}`, tasksets.length > 0),
    );
    parts.push(machine.text(domains.flatMap(({ name, vcpus }) => vcpus.map((v) => `${name}.${v}`))));
    for (const { name, lines } of domains)
      parts.push(`domain ${name} on ${machine.name} {\n  ${lines.join('\n  ')}\n}`);
    if (random.chance(0.25)) parts.push(aScenario(random, machine, domains));
  }
  return `${parts.join('\n\n')}\n`;
}

function aTaskset(random: Random): string {
  const tasks = Array.from({ length: random.whole(1, 3) }, (_, i) =>
    taskLine(random, `s${i}`, { priorities: true, share: 0.1, on: null }),
  );
  return `taskset common {\n  ${tasks.join('\n  ')}\n}`;
}

function aDomain(
  random: Random,
  machine: GeneratedMachine,
  name: string,
  tasksets: boolean,
): GeneratedDomain {
  const scheduler = random.pick(['EDF', 'RM', 'DM', 'FP', 'FIFO', 'RR', 'RR quantum 1ms'] as const);
  const priorities = scheduler === 'FP' || scheduler === 'FIFO';
  const global = random.chance(0.15);
  const vcpus = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, (_, i) => `v${i}`);
  const attributes = [`scheduler ${scheduler}${global ? ' global' : ''}`];
  if (random.chance(0.3)) attributes.push(`type ${random.pick(['pv', 'pvh', 'dom0', machine.inHypervisor ? 'pv' : 'hvm'])}`);
  if (random.chance(0.2)) attributes.push(`kernel latency ${written(random, aTime(random, 1, MS))}`);
  if (random.chance(0.2)) attributes.push(`task-switch ${written(random, aTime(random, 1, 20 * US))}`);
  if (machine.policy === 'credit') attributes.push(`weight ${random.whole(1, 65535)}`);
  if (machine.policy === 'credit' && random.chance(0.5)) attributes.push(`cap ${random.whole(1, 100)}`);
  const on = (): string | null => (vcpus.length === 1 || global ? null : random.pick(['v0', 'v1']));
  const count = random.pick([0, 1, 1, 2, 2, 3, 3, 5, 8]);
  const load = random.next() ** 2;
  const tasks = Array.from({ length: count }, (_, i) => `t${i}`);
  const lines = [
    ...attributes,
    ...vcpus.map((vcpu) => `vcpu ${vcpu}  ${vcpuWords(random, machine).join('  ')}`),
    ...tasks.map((task) => taskLine(random, task, { priorities, share: load / count, on: on() })),
  ];
  if (tasksets && random.chance(0.6)) {
    const where = on();
    lines.push(`run common${where === null ? '' : ` on ${where}`}`);
  }
  return { name, vcpus, tasks, priorities, lines: shuffled(random, lines) };
}

function vcpuWords(random: Random, { policy, cores }: GeneratedMachine): readonly string[] {
  const words: string[] = [];
  const pinned = policy !== 'RTDS' && policy !== 'credit';
  if (pinned && policy !== 'ARINC653' && random.chance(0.3)) words.push(`core ${random.whole(0, cores - 1)}`);
  if (policy === 'FP') words.push(`priority ${random.whole(0, 9)}`);
  if (policy === 'credit' || policy === 'null' || policy === 'ARINC653') return words;
  if (policy === 'RTDS' && random.chance(0.2)) words.push('extratime');
  const [step, least, most] = policy === 'RTDS' ? [US, 10 * US, 2_147_483_647 * US] : [1, 1, LONGEST];
  const time = (from: number, to: number): number =>
    Math.min(to, Math.max(from, Math.floor(aTime(random, from, to) / step) * step));
  const period = time(least, Math.min(most, random.pick([100 * MS, 100 * MS, most])));
  const deadline = policy !== 'RTDS' && random.chance(0.15) ? time(least, period) : period;
  const kind = random.pick(['open', 'open', 'period', 'both', 'both', 'range', 'budget'] as const);
  if (kind === 'range') words.push(`period ${written(random, period)}..${written(random, time(period, most))}`);
  if (kind === 'period' || kind === 'both') words.push(`period ${written(random, period)}`);
  if (kind === 'both' || kind === 'budget') words.push(`budget ${written(random, time(least, deadline))}`);
  if (deadline !== period) words.push(`deadline ${written(random, deadline)}`);
  return shuffled(random, words);
}

function aScenario(
  random: Random,
  machine: GeneratedMachine,
  domains: readonly GeneratedDomain[],
): string {
  const names = domains.map(({ name }) => name);
  let at = 0;
  const line = (action: string): string => {
    at += random.whole(0, 300) * MS;
    return `at ${written(random, at)} ${action}`;
  };
  const steps = [line(`start ${names.join(', ')}`)];
  for (const { name, vcpus, tasks, priorities } of domains) {
    if (random.chance(0.4)) {
      const to = vcpus.length === 1 ? name : `${name}.v0`;
      steps.push(line(`add ${taskLine(random, `x${name}`, { priorities, share: 0.1, on: null })} to ${to}`));
    }
    if (tasks.length > 0 && random.chance(0.3)) steps.push(line(`remove task ${name}.t0`));
    if (random.chance(0.2)) steps.push(line(`stop ${name}`));
  }
  if (random.chance(0.5)) steps.push(`run ${random.whole(1, 5)}s`);
  return `scenario ${machine.name}s on ${machine.name} {\n  ${steps.join('\n  ')}\n}`;
}

/** The beginning of a legal file, as if it were being typed. */
export function truncatedFile(seed: number): string {
  const text = legalFile(seed);
  return text.slice(0, new Random(~seed).whole(1, text.length - 1));
}
