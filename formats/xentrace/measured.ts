import type { VcpuMeasured, VcpuStatistics } from '../../scheduling/simulation/result.ts';
import type { BudgetEvent, Stretch, XenRun, XenVcpuId } from './stretches.ts';
import type { Wait } from './waits.ts';

/** The measured numbers of one VCPU. */
export interface MeasuredVcpu
  extends Omit<VcpuStatistics, 'domain' | 'name' | 'measured'>,
    VcpuMeasured {
  readonly vcpu: XenVcpuId;
}

/** The stretches and budget events of one VCPU. */
interface Own {
  readonly vcpu: XenVcpuId;
  readonly stretches: Stretch[];
  readonly budgets: BudgetEvent[];
  readonly waits: Wait[];
}

/**
 * The measured numbers of the VCPUs that ran or were given a budget, in the order of their numbers.
 */
export function measuredVcpus(run: XenRun): readonly MeasuredVcpu[] {
  const found = new Map<number, Own>();
  const of = (vcpu: XenVcpuId): Own => {
    const own = found.get(keyOf(vcpu)) ?? { vcpu, stretches: [], budgets: [], waits: [] };
    found.set(keyOf(vcpu), own);
    return own;
  };
  for (const stretch of run.stretches)
    if (stretch.vcpu !== null) of(stretch.vcpu).stretches.push(stretch);
  for (const event of run.budgets) of(event.vcpu).budgets.push(event);
  for (const wait of run.waits) found.get(keyOf(wait.vcpu))?.waits.push(wait);
  return [...found.values()]
    .sort((a, b) => keyOf(a.vcpu) - keyOf(b.vcpu))
    .map((own) => measuredOf(own, run.end));
}

/** A number that is equal for equal VCPUs only, and orders them. */
export function keyOf({ domain, vcpu }: XenVcpuId): number {
  return domain * 65_536 + vcpu;
}

function measuredOf({ vcpu, stretches, budgets, waits }: Own, end: number): MeasuredVcpu {
  const own = stretches.toSorted((a, b) => a.start - b.start);
  const running = own.filter(({ kind }) => kind === 'runs');
  const refills = budgets.filter(({ kind }) => kind === 'replenish').map(({ time }) => time);
  const given = givenTo(budgets);
  const mostInPeriod = mostBetween(running, refills);
  const extratime = budgets.some((event) => event.extratime);
  const supply = running.reduce((sum, stretch) => sum + stretch.end - stretch.start, 0);
  return {
    vcpu,
    supply,
    unused: supply,
    lost: 0,
    replenishments: refills.length,
    exhaustions: budgets.length - refills.length,
    longestGap: longestGap(running, end),
    switches: own.length - running.length,
    migrations: running.filter(
      ({ processor }, index) => index > 0 && running[index - 1]?.processor !== processor,
    ).length,
    mostInPeriod,
    ...given,
    overrun:
      mostInPeriod === null || given.budget === null || extratime
        ? null
        : Math.max(0, mostInPeriod - given.budget),
    longestWait: waits.reduce((most, { start, end }) => Math.max(most, end - start), 0),
  };
}

/**
 * The budget and the period that a VCPU was given last. Deadlines lie whole periods apart, of which
 * the least is taken.
 */
function givenTo(budgets: readonly BudgetEvent[]): Pick<VcpuMeasured, 'period' | 'budget'> {
  const given = budgets.flatMap((event) => event.given ?? []);
  const last = given.at(-1);
  const apart = given
    .map(({ deadline }, at) => deadline - (given[at - 1]?.deadline ?? deadline))
    .filter((distance) => distance > 0);
  const period = apart.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const isKnown = Number.isSafeInteger(period) && Number.isSafeInteger(last?.budget ?? Number.NaN);
  return isKnown && last !== undefined && last.budget <= period
    ? { period, budget: last.budget }
    : { period: null, budget: null };
}

function longestGap(running: readonly Stretch[], end: number): number {
  let longest = 0;
  let until = 0;
  for (const stretch of running) {
    longest = Math.max(longest, stretch.start - until);
    until = Math.max(until, stretch.end);
  }
  return Math.max(longest, end - until);
}

/** The most that is run between two marks that follow each other, in ns. */
function mostBetween(running: readonly Stretch[], marks: readonly number[]): number | null {
  let most: number | null = null;
  let first = 0;
  for (let mark = 0; mark + 1 < marks.length; mark++) {
    const [from = 0, to = 0] = [marks[mark], marks[mark + 1]];
    while ((running[first]?.end ?? Number.POSITIVE_INFINITY) <= from) first++;
    let sum = 0;
    for (let at = first; at < running.length; at++) {
      const { start, end } = running[at] ?? { start: to, end: to };
      if (start >= to) break;
      sum += Math.min(end, to) - Math.max(start, from);
    }
    most = Math.max(most ?? 0, sum);
  }
  return most;
}
