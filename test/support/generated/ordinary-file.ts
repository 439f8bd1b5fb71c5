import { Random } from './random.ts';

const US = 1_000;
const MS = 1_000_000;

/** Usual periods, in ms. */
const PERIODS = [1, 2, 4, 5, 8, 10, 12, 15, 20, 25, 30, 33, 40, 50, 60, 80, 100, 200, 250, 500, 1000];

/** Each so many files have a machine cut into pools. */
const BOARDS = 5;

/**
 * A file as a person would write it, without errors in the text: 1 to 6 VMs on 1 to 8 cores under
 * one of the policies, or in pools; periods in whole milliseconds, some VCPUs left open.
 */
export function ordinaryFile(seed: number): string {
  if (seed % BOARDS === BOARDS - 1) return boardFile(new Random(seed));
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
  return `${aMachine(random, policy, cores, vcpus)}\n${domains.map(({ text }) => text('m', firstCores(cores))).join('\n')}\n`;
}

/** A machine with two pools, one of them by windows or for whole cores, in use in a scenario. */
function boardFile(random: Random): string {
  const names = { own: 'board', rt: 'board.rt', fly: 'board.fly' };
  const rt = random.pick(['EDF partitioned', 'RM partitioned', 'EDF global', 'RTDS']);
  const own = random.pick(['credit', 'credit2', 'EDF partitioned']);
  const fly = random.pick(['null', 'ARINC653 major-frame 50ms', 'ARINC653 major-frame 50ms']);
  let count = 0;
  const some = (policy: string, most: number, aligned = false) =>
    Array.from({ length: random.whole(1, most) }, () => aDomain(random, count++, policy, aligned));
  const [onOwn, onRt, onFly] = [some(own, 2), some(rt, 3), some(fly, 2, random.chance(0.4))];
  const vcpus = onFly.flatMap((domain) => domain.vcpus);
  const rtCores = random.whole(1, 3);
  const flyCores = fly === 'null' ? vcpus.length : 1;
  const from = (first: number, length: number) => firstCores(length).map((core) => first + core);
  const cores = { own: from(0, 2), rt: from(2, rtCores), fly: from(2 + rtCores, flyCores) };
  const plan = fly === 'null' || random.chance(0.4) ? [] : ['landing'];
  const list = (numbers: readonly number[]): string => numbers.join(', ');
  const machine = [
    `cores ${2 + rtCores + flyCores}`,
    `scheduler ${own}`,
    ...(random.chance(0.5) ? ['overheads { switch any -> any 20us }'] : []),
    `pool rt { cores ${list(cores.rt)}  scheduler ${rt} }`,
    `pool fly {\n    cores ${list(cores.fly)}\n    scheduler ${fly}`,
    ...(fly === 'null' ? [] : windowsOf(vcpus, 50)).map((line) => `  ${line}`),
    ...plan.map((name) => `  plan ${name} { ${windowsOf(vcpus, 25).join('  ')} }`),
    '}',
  ];
  const all = [...onOwn, ...onRt, ...onFly].map(({ name }) => name);
  const steps = [
    `at 0ms  start ${all.join(', ')}`,
    ...plan.map((name) => `at 120ms  plan ${names.fly} ${name}`),
    ...(random.chance(0.3) ? [`at 300ms  stop ${all[0]}`] : []),
    'run 500ms',
  ];
  const domains = [
    ...onOwn.map(({ text }) => text(names.own, cores.own)),
    ...onRt.map(({ text }) => text(names.rt, cores.rt)),
    ...onFly.map(({ text }) => text(names.fly, cores.fly)),
  ];
  return [
    `machine board {\n  ${machine.join('\n  ')}\n}`,
    ...domains,
    `scenario use on board {\n  ${steps.join('\n  ')}\n}\n`,
  ].join('\n');
}

function firstCores(count: number): readonly number[] {
  return Array.from({ length: count }, (_, core) => core);
}

/** One window for each VCPU, all of one length, in the first `length` ms of a frame. */
function windowsOf(vcpus: readonly string[], length: number): readonly string[] {
  const slot = Math.floor(length / vcpus.length);
  return vcpus.map((name, i) => `window ${name} at ${i * slot}ms for ${slot}ms`);
}

interface OrdinaryDomain {
  readonly name: string;
  /** The full names: `d0.v0`, … */
  readonly vcpus: readonly string[];
  readonly text: (home: string, cores: readonly number[]) => string;
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
  if (policy.startsWith('ARINC653')) lines.push(...windowsOf(vcpus, 50));
  return `machine m {\n  ${lines.join('\n  ')}\n}`;
}

/** A domain; releases that are aligned have no jitter and are not sporadic. */
function aDomain(random: Random, index: number, policy: string, aligned = false): OrdinaryDomain {
  const global = random.chance(0.12);
  const scheduler = random.pick(['EDF', 'EDF', 'RM', 'RM', 'DM', 'FP', 'FIFO', 'RR quantum 10ms']);
  const count = global ? random.whole(2, 3) : random.pick([1, 1, 1, 2]);
  const names = Array.from({ length: count }, (_, i) => `v${i}`);
  const lines = [`type ${random.pick(['pv', 'pvh', 'hvm'])}`];
  if (aligned) lines.push('releases aligned');
  lines.push(`scheduler ${scheduler}${global ? ' global' : ''}`);
  if (random.chance(0.3)) lines.push(`kernel latency ${random.pick(['10us', '50us', '100us'])}`);
  if (random.chance(0.2)) lines.push(`task-switch ${random.pick(['2us', '5us'])}`);
  const vcpus = names.map((name) => aVcpu(random, name, policy));
  let task = 0;
  const tasks = (global ? ['any'] : names).flatMap((on) => {
    const length = random.whole(1, global ? 6 : 4);
    const load = 0.05 + 0.35 * random.next();
    return Array.from({ length }, () => {
      const line = aTask(random, task++, load / length, scheduler, count > 1 && !global ? on : '');
      return aligned ? line.replace(/ {2}(?:jitter \d+us|sporadic)/g, '') : line;
    });
  });
  return {
    name: `d${index}`,
    vcpus: names.map((name) => `d${index}.${name}`),
    text: (home, cores) => {
      const placed = vcpus.map((vcpu, i) =>
        policy === 'null' || !policy.includes('partitioned') || i % 2 === 1 || cores.length > 4
          ? vcpu
          : `${vcpu}${random.maybe(0.4, () => `  core ${cores[random.whole(0, cores.length - 1)]}`)}`,
      );
      return `domain d${index} on ${home} {\n  ${[...lines, ...placed, ...tasks].join('\n  ')}\n}`;
    },
  };
}

function aVcpu(random: Random, name: string, policy: string): string {
  if (policy === 'null' || policy.startsWith('credit') || policy.startsWith('ARINC653')) return `vcpu ${name}`;
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
