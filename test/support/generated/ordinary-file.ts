import { Random } from './random.ts';

const US = 1_000;
const MS = 1_000_000;

/** Usual periods, in ms. */
const PERIODS = [1, 2, 4, 5, 8, 10, 12, 15, 20, 25, 30, 33, 40, 50, 60, 80, 100, 200, 250, 500, 1000];

/**
 * A file as a person would write it, without errors in the text: 1 to 6 VMs on 1 to 8 cores under
 * one of the policies, periods in whole milliseconds, some VCPUs left open.
 */
export function ordinaryFile(seed: number): string {
  const random = new Random(seed);
  const policy = random.pick([
    'EDF partitioned',
    'EDF partitioned',
    'RM partitioned',
    'DM partitioned',
    'FP partitioned',
    'EDF global',
    'RM global',
    'FP global',
    'RTDS',
    'credit',
    'null',
    'ARINC653 major-frame 50ms',
  ]);
  const domains = Array.from({ length: random.whole(1, 6) }, (_, i) => aDomain(random, i, policy));
  const vcpus = domains.flatMap((domain) => domain.vcpus);
  const cores = policy === 'null' ? Math.max(1, vcpus.length) : random.whole(1, 8);
  return `${aMachine(random, policy, cores, vcpus)}\n${domains.map(({ text }) => text(cores)).join('\n')}\n`;
}

interface OrdinaryDomain {
  /** The full names: `d0.v0`, … */
  readonly vcpus: readonly string[];
  readonly text: (cores: number) => string;
}

function aMachine(
  random: Random,
  policy: string,
  cores: number,
  vcpus: readonly string[],
): string {
  const servers = policy.includes('ed') && policy !== 'credit' ? true : policy.includes('global');
  const lines = [`cores ${cores}`, `scheduler ${policy}`];
  if (servers && random.chance(0.6))
    lines.push(`servers ${random.pick(['periodic', 'deferrable', 'polling'])}`);
  if (random.chance(0.2)) lines.push(`resolution ${random.pick(['10us', '50us', '100us'])}`);
  if (random.chance(0.5)) {
    const one = random.pick(['5us', '20us', '50us']);
    const other = random.pick(['10us', '30us']);
    const directed = `switch guest -> guest ${other}`;
    lines.push(`overheads { switch any -> any ${one} ${random.maybe(0.4, () => directed)} }`);
  }
  if (policy.startsWith('ARINC653')) {
    const slot = Math.floor(50 / vcpus.length);
    vcpus.forEach((name, i) => {
      lines.push(`window ${name} at ${i * slot}ms for ${slot}ms`);
    });
  }
  return `machine m {\n  ${lines.join('\n  ')}\n}`;
}

function aDomain(random: Random, index: number, policy: string): OrdinaryDomain {
  const global = random.chance(0.12);
  const scheduler = random.pick(['EDF', 'EDF', 'RM', 'RM', 'DM', 'FP', 'FIFO', 'RR quantum 10ms']);
  const count = global ? random.whole(2, 3) : random.pick([1, 1, 1, 2]);
  const names = Array.from({ length: count }, (_, i) => `v${i}`);
  const lines = [`type ${random.pick(['pv', 'pvh', 'hvm'])}`];
  lines.push(`scheduler ${scheduler}${global ? ' global' : ''}`);
  if (random.chance(0.3)) lines.push(`kernel latency ${random.pick(['10us', '50us', '100us'])}`);
  if (random.chance(0.2)) lines.push(`task-switch ${random.pick(['2us', '5us'])}`);
  const vcpus = names.map((name) => aVcpu(random, name, policy));
  let task = 0;
  const tasks = (global ? ['any'] : names).flatMap((on) => {
    const length = random.whole(1, global ? 6 : 4);
    const load = 0.05 + 0.35 * random.next();
    return Array.from({ length }, () => aTask(random, task++, load / length, scheduler, count > 1 && !global ? on : ''));
  });
  return {
    vcpus: names.map((name) => `d${index}.${name}`),
    text: (cores) => {
      const placed = vcpus.map((vcpu, i) =>
        policy === 'null' || !policy.includes('partitioned') || i % 2 === 1 || cores > 4
          ? vcpu
          : `${vcpu}${random.maybe(0.4, () => `  core ${random.whole(0, cores - 1)}`)}`,
      );
      return `domain d${index} on m {\n  ${[...lines, ...placed, ...tasks].join('\n  ')}\n}`;
    },
  };
}

function aVcpu(random: Random, name: string, policy: string): string {
  if (policy === 'null' || policy === 'credit' || policy.startsWith('ARINC653')) return `vcpu ${name}`;
  const priority = policy.startsWith('FP') ? `  priority ${random.whole(1, 9)}` : '';
  const period = random.pick([2, 4, 5, 5, 8, 10, 10, 20]);
  const written = random.pick(['none', 'none', 'period', 'both', 'both', 'range']);
  switch (written) {
    case 'none':
      return `vcpu ${name}${priority}`;
    case 'period':
      return `vcpu ${name}  period ${period}ms${priority}`;
    case 'range':
      return `vcpu ${name}  period ${period}ms..${period * random.whole(2, 4)}ms${priority}`;
    default: {
      const budget = Math.max(1, Math.round(period * (10 + random.whole(0, 40)))) * 10;
      return `vcpu ${name}  period ${period}ms  budget ${budget}us${priority}`;
    }
  }
}

function aTask(
  random: Random,
  index: number,
  share: number,
  scheduler: string,
  on: string,
): string {
  const period = (PERIODS[random.whole(0, PERIODS.length - 1)] ?? 10) * MS;
  const grid = random.pick([10 * US, 50 * US, 100 * US]);
  const wcet = Math.max(grid, Math.round((period * share) / grid) * grid);
  const words = [`task t${index}`];
  if (on !== '') words.push(`on ${on}`);
  words.push(`period ${period / MS}ms`, `wcet ${wcet / US}us`);
  const late = random.pick([1, 1, 1, 1, 1, 1, 0.5, 0.8, 1.5, 2]);
  if (late !== 1) words.push(`deadline ${Math.max(wcet, period * late) / US}us`);
  if (random.chance(0.12)) words.push(`jitter ${Math.round(period / 10 / US)}us`);
  if (random.chance(0.1)) words.push(`blocking ${random.pick(['20us', '100us'])}`);
  if (random.chance(0.1)) words.push('sporadic');
  if (random.chance(0.1)) words.push('soft');
  if (scheduler === 'FP' || scheduler === 'FIFO') words.push(`priority ${random.whole(1, 50)}`);
  return words.join('  ');
}
