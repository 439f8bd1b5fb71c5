import { gcd } from '../../../arithmetic/divisors.ts';
import type { Steps } from '../../../arithmetic/steps.ts';
import type { RunRules } from '../../run/first-late.ts';
import { newTally, type Tally } from '../../run/tally.ts';
import type { HostServer } from '../../server.ts';
import { FractionCell, Undecided } from './fraction-cell.ts';
import { LARGEST, type LinearForm } from './linear-form.ts';
import { inTicks, type TickedServer, Ticks } from './ticks.ts';

/** The most VCPUs whose fractions are told apart. */
const MOST_SERVERS = 5;
/** The most replenishments of all VCPUs relative to each other. */
const MOST_PHASES = 2 ** 22;

/**
 * The sizes of the forms up to which the ends of budgets are exact: first those that are as long
 * after a tick as some VCPU's replenishment, then those of one interruption more, then all.
 */
const EXACT = [1, 4, Number.POSITIVE_INFINITY];

/**
 * Whether VCPUs that are replenished periodically and use no more than their budgets keep their
 * deadlines in every phasing, without overheads: by exhausting the states of all runs. `false`
 * means that this does not show it.
 *
 * The states are those of periodic jobs in whole ticks (Baker & Cirinei 2007; Bonifaci &
 * Marchetti-Spaccamela 2012). The following makes them hold for all phasings in between. The
 * part of a tick at which a VCPU is replenished, its fraction, stays the same in a run; every
 * time in the run is linear in these fractions, and their cells are split until each order of
 * events is certain. Less work delays nobody (Ha & Liu 1994). Every VCPU thus always has work;
 * it is no matter which of them began before the run, with nothing left; a state need not be
 * followed beside one with the same replenishments and no less left of any budget; and an end
 * may be taken for a later one.
 *
 * The fractions of a cell are those inside. A run with fractions on the border is the limit of
 * runs inside one of the cells, in which the VCPU declared first comes first where deadlines are
 * equal; and what is left at a deadline changes steadily.
 *
 * @throws StepLimitReached once the steps are spent.
 */
export function keepsInEveryRun(
  rules: Pick<RunRules, 'order' | 'cores'>,
  servers: readonly HostServer[],
  steps: Steps,
  tally: Tally = newTally(),
): boolean {
  if (!canFollowEveryRun(servers)) return false;
  const declared = servers.toSorted((a, b) => a.order - b.order);
  const ticked = inTicks(declared, rules.order, tickOf(servers));
  return EXACT.some((exact) => keepsInAllCells(rules, ticked, exact, { steps, tally }));
}

/** Whether all runs can be followed: of few VCPUs, with few ticks in their periods. */
export function canFollowEveryRun(servers: readonly HostServer[]): boolean {
  const tick = tickOf(servers);
  const periods = servers.map(({ period }) => period / tick);
  const phases = periods.reduce((product, period) => product * period, 1);
  return (
    servers.length <= MOST_SERVERS &&
    phases <= MOST_PHASES &&
    periods.every((period) => period <= LARGEST)
  );
}

/** The greatest common divisor of all times, in ns. */
function tickOf(servers: readonly HostServer[]): number {
  return servers
    .flatMap(({ period, deadline, budget }) => [period, deadline, budget])
    .reduce(gcd, 0);
}

/** The steps that following all runs may take, and what it has followed. */
interface Course {
  readonly steps: Steps;
  readonly tally: Tally;
}

function keepsInAllCells(
  rules: Pick<RunRules, 'order' | 'cores'>,
  servers: readonly TickedServer[],
  exact: number,
  course: Course,
): boolean {
  const cells: FractionCell[] = [FractionCell.all(servers.length - 1)];
  for (let cell = cells.pop(); cell !== undefined; cell = cells.pop()) {
    try {
      if (!keepsInCell(servers, new Ticks(servers, rules, cell, exact), cell, course)) return false;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      const parts = error.form === null ? null : cell.split(error.form);
      if (parts === null) return false;
      cells.push(...parts);
    }
  }
  return true;
}

function keepsInCell(
  servers: readonly TickedServer[],
  ticks: Ticks,
  cell: FractionCell,
  { steps, tally }: Course,
): boolean {
  const seen = new Seen(cell);
  for (const ages of agesAtFirst(servers)) {
    ticks.ages.set(ages);
    ticks.left.fill(0);
    while (ticks.ages[0] !== 1 || seen.add(ticks)) {
      steps.spend(STEPS_OF_A_TICK * servers.length);
      tally.tried++;
      if (!ticks.next()) return false;
    }
  }
  return true;
}

const STEPS_OF_A_TICK = 10;

/** All ways in which the replenishments of the others can lie to that of the first, in ticks. */
function* agesAtFirst(servers: readonly TickedServer[]): Generator<readonly number[]> {
  const ages = servers.map(() => 1);
  for (;;) {
    yield ages;
    let index = 1;
    while (index < ages.length && ages[index] === servers[index]?.period) ages[index++] = 1;
    if (index >= ages.length) return;
    ages[index] = (ages[index] ?? 0) + 1;
  }
}

/** The states that were seen, of those with equal ages only the ones with most left. */
class Seen {
  private readonly cell: FractionCell;
  private readonly byAges = new Map<number, (readonly LinearForm[])[]>();

  constructor(cell: FractionCell) {
    this.cell = cell;
  }

  /** Adds the state; `false` if one like it was there with no less left of any budget. */
  add(state: Pick<Ticks, 'ages' | 'left'>): boolean {
    const left = [...state.left];
    const key = state.ages.reduce((packed, age) => packed * (LARGEST + 1) + age, 0);
    const known = this.byAges.get(key) ?? [];
    if (known.some((other) => this.isAtMost(left, other))) return false;
    this.byAges.set(key, [...known.filter((other) => !this.isAtMost(other, left)), left]);
    return true;
  }

  private isAtMost(some: readonly LinearForm[], other: readonly LinearForm[]): boolean {
    return some.every((left, index) => {
      const more = (other[index] ?? 0) - left;
      return more === 0 || this.cell.isNowhereNegative(more);
    });
  }
}
