import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Domain, SystemModel } from '../../scheduling/model/model.ts';
import { OpenEnvironment } from '../../scheduling/open/open-environment.ts';
import {
  anySwitch,
  domain,
  MS,
  machine,
  system,
  task,
  US,
  vcpu,
} from '../../test/support/systems.ts';
import { type Benchmark, median, percentile } from './benchmark.ts';
import { uniform } from './workloads/uniform.ts';

/**
 * Guests that come and go on 64 cores, each with five tasks and a budget that is chosen for it: the
 * time of one decision beside a thousand others, and a day of 100,000 arrivals and departures.
 */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'admission/decision-1000',
    unit: 'ms',
    goal: 2,
    run: () => median(decisions().thousandth),
  },
  {
    name: 'admission/decision-1000-p99',
    unit: 'ms',
    goal: 10,
    run: () => percentile(decisions().thousandth, 0.99),
  },
  {
    name: 'admission/decision-growth',
    unit: 'ratio',
    goal: 2,
    run: () => median(decisions().thousandth) / median(decisions().tenth),
  },
  { name: 'admission/churn', unit: '1/s', run: () => churned().rate },
  { name: 'admission/churn-growth', unit: 'MB', goal: 20, run: () => churned().grown },
];

const CORES = 64;
const GUESTS = 1000;
/** The guests whose arrivals are timed. */
const TIMED = 1000;
/** The number of decisions that do not count. */
const WARM_UP = 200;

interface Decisions {
  /** The milliseconds of each arrival beside nine others. */
  readonly tenth: readonly number[];
  /** The same beside 999 others. */
  readonly thousandth: readonly number[];
}

let measured: Decisions | undefined;

function decisions(): Decisions {
  measured ??= { tenth: timesBeside(9), thousandth: timesBeside(GUESTS - 1) };
  return measured;
}

function timesBeside(others: number): readonly number[] {
  const open = new OpenEnvironment(model(GUESTS + TIMED));
  let at = 0;
  for (let guest = 0; guest < others; guest++) admit(open, guest, at++);
  const times: number[] = [];
  for (let guest = GUESTS; guest < GUESTS + TIMED; guest++) {
    const start = performance.now();
    admit(open, guest, at++);
    times.push(performance.now() - start);
    open.decide({ kind: 'stop', domains: [`g${guest}`] }, at++);
  }
  return times.slice(WARM_UP);
}

function admit(open: OpenEnvironment, guest: number, at: number): void {
  const { admitted } = open.decide({ kind: 'start', domains: [`g${guest}`] }, at);
  if (!admitted) throw new Error(`guest ${guest} is refused`);
}

const ARRIVALS = 100_000;
const DAY = 24 * 3600 * 1000 * MS;

interface Churned {
  /** Decisions per second. */
  readonly rate: number;
  /** The memory at the end beyond that after the first tenth, in MB. */
  readonly grown: number;
}

let day: Churned | undefined;

function churned(): Churned {
  day ??= churn();
  return day;
}

/** Guests that come and go at random; about a thousand of them run, and some are refused. */
function churn(): Churned {
  const open = new OpenEnvironment(model(2 * GUESTS));
  const random = uniform(12);
  const running = new Set<number>();
  let first = 0;
  const start = performance.now();
  for (let step = 0; step < ARRIVALS; step++) {
    const guest = Math.floor(random() * 2 * GUESTS);
    const at = Math.floor((step * DAY) / ARRIVALS);
    const kind = running.has(guest) ? 'stop' : 'start';
    const { admitted } = open.decide({ kind, domains: [`g${guest}`] }, at);
    if (admitted && kind === 'start') running.add(guest);
    else running.delete(guest);
    if (step === ARRIVALS / 10) first = memory();
  }
  const seconds = (performance.now() - start) / 1000;
  return { rate: ARRIVALS / seconds, grown: (memory() - first) / 2 ** 20 };
}

/** The bytes in use, with nothing that could be freed. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

function model(guests: number): SystemModel {
  const random = uniform(1);
  const domains = Array.from({ length: guests }, (_, index) => guest(random, `g${index}`));
  return system([machine(domains, { cores: CORES, switchCosts: anySwitch(20 * US) })]);
}

/** The share of a core that a guest's tasks use: 60 % of all cores for a thousand of them. */
const SHARE = (0.6 * CORES) / GUESTS;

function guest(random: () => number, name: string): Domain {
  const weights = Array.from({ length: 5 }, () => 0.4 + random());
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const tasks = weights.map((weight, index) => {
    const period = (20 + Math.floor(random() * 180)) * MS;
    return task(`t${index}`, period, Math.ceil((period * SHARE * weight) / sum));
  });
  return domain(name, [vcpu('v0', { period: 10 * MS })], tasks, { policy: { kind: 'EDF' } });
}
