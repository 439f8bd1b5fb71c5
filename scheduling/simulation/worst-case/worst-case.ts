import { firstCores } from '../../host/cores.ts';
import type { VcpuName, Witness } from '../../model/analysis.ts';
import type {
  CompletedDomain,
  CompletedMachine,
  CompletedModel,
  CompletedVcpu,
} from '../../model/completed.ts';
import {
  type FramePolicy,
  frameOf,
  givesShares,
  policyAlone,
  serverKind,
  traitsOf,
} from '../../model/policies.ts';
import { isAligned } from '../../model/releases.ts';
import { servers } from '../../model/servers.ts';
import { isOff, plansOf, underPlan } from '../../plans/plans.ts';
import { Engine } from '../engine/engine.ts';
import { layOut } from '../engine/layout.ts';
import { startDomain, startPseudoJob } from '../engine/lifecycle.ts';
import type { LateEvent } from '../engine/recording/event-recorder.ts';
import { KERNEL } from '../engine/state/activity.ts';
import { type Calendar, type CalendarWindow, calendarRules } from '../host/calendar.ts';
import { dedicated } from '../host/dedicated.ts';
import { SimulationRefused } from '../refused.ts';
import type { HorizonChoice } from '../result.ts';
import { missesOf } from '../run/export-trace.ts';
import { chooseHorizon } from '../run/horizon.ts';
import { expectedMiss } from './expected-miss.ts';

const EVENTS_AT_ONCE = 1_000_000;

/** A VCPU under the least supply that its interface permits, ready to run. */
export interface WorstCase {
  readonly engine: Engine;
  readonly horizon: number;
  readonly chosen: HorizonChoice;
  /** The start of the gap in its supply, in ns, at which its tasks are released. */
  readonly criticalInstant: number;
}

export interface WorstCaseOptions {
  readonly horizon?: number;
  readonly seed: number;
  readonly keepTrace: boolean;
}

/**
 * Prepares the run that a guest's verdict is about. The VCPU is alone on a core. Its budget comes
 * first as early and from then on as late as its interface permits (Shin & Lee 2003, fig. 3;
 * Easwaran, Anand & Lee 2007 with a deadline). Every task is released as the gap begins, after its
 * longest jitter, every job takes its WCET, and a kernel section, if the guest has any, has just
 * begun. All VCPUs of a guest that schedules globally have their gaps at once. Aligned releases
 * have one run, which begins with a frame.
 *
 * @throws {RangeError} if the VCPU does not exist, or under the credit schedulers, which have no
 * least supply.
 */
export function worstCase(
  model: CompletedModel,
  name: VcpuName,
  options: WorstCaseOptions,
): WorstCase {
  const found = find(model, name);
  const { domain, vcpus } = found;
  const machine = inWorstPlan(found, name.vcpu);
  const supplies = suppliesOf(machine, domain, vcpus);
  const expected = expectedMiss(machine, domain, name.vcpu);
  const run = (supply: Supply | undefined, keepTrace: boolean): WorstCase =>
    prepare(machine, domain, vcpus, supply as Supply, expected, { ...options, keepTrace });
  if (supplies.length === 1) return run(supplies[0], options.keepTrace);
  let worst = 0;
  let best: readonly number[] = [];
  for (const [index, supply] of supplies.entries()) {
    const severity = severityOf(run(supply, true), expected);
    if (index > 0 && !isLess(severity, best)) continue;
    worst = index;
    best = severity;
  }
  return run(supplies[worst], options.keepTrace);
}

/** The machine in the first of its plans in which a miss is expected, else in which it has time. */
function inWorstPlan({ machine, domain }: Found, vcpu: string): CompletedMachine {
  const on = plansOf(machine.policy)
    .filter((plan) => !isOff(plan, domain.name))
    .map(({ name }) => underPlan(machine, name));
  return on.find((under) => expectedMiss(under, domain, vcpu) !== null) ?? on[0] ?? machine;
}

interface Found {
  readonly machine: CompletedMachine;
  readonly domain: CompletedDomain;
  readonly vcpus: readonly CompletedVcpu[];
}

function find({ machines }: CompletedModel, { domain: name, vcpu: member }: VcpuName): Found {
  for (const machine of machines) {
    const domain = machine.domains.find((other) => other.name === name);
    if (domain === undefined) continue;
    const vcpu = domain.vcpus.find((other) => other.name === member);
    if (vcpu === undefined) break;
    if (givesShares(machine.policy)) {
      throw new SimulationRefused({
        kind: 'no-worst-case',
        vcpu: { domain: name, vcpu: member },
        machine: machine.name,
      });
    }
    return { machine, domain, vcpus: domain.global ? domain.vcpus : [vcpu] };
  }
  throw new SimulationRefused({ kind: 'no-vcpu', vcpu: { domain: name, vcpu: member } });
}

/**
 * The windows by the VCPU's place among the supplied ones, and the start of the gap. Without
 * calendars the supply is permanent.
 */
interface Supply {
  readonly calendars: readonly Calendar[];
  readonly gap: number;
}

/** The supplies to try: one, or under ARINC 653 one for each window's end, where the gap begins. */
function suppliesOf(
  machine: CompletedMachine,
  domain: CompletedDomain,
  vcpus: readonly CompletedVcpu[],
): readonly Supply[] {
  if (isAligned(machine.policy, domain)) return [fromFrameStart(machine, domain, vcpus)];
  const jitter = Math.max(0, ...domain.tasks.map((task) => task.jitter));
  if (traitsOf(machine.policy).gives === 'cores') return [{ calendars: [], gap: jitter }];
  const policy = frameOf(machine.policy);
  if (policy !== null) {
    const { majorFrame } = policy;
    const calendar = frameOfDomain(policy, domain, vcpus);
    const { cycle } = calendar;
    const before = Math.ceil(jitter / majorFrame) * majorFrame;
    const ends = [...new Set(cycle.map(({ at, length }) => at + length))];
    return (ends.length === 0 ? [0] : ends).map((end) => ({
      calendars: [calendar],
      gap: before + end,
    }));
  }
  const supplies = vcpus.map((vcpu, index) => serverSupply(machine, vcpu, index, jitter));
  if (supplies.length === 1) return supplies;
  return [aligned(supplies)];
}

/** The supply in step with which aligned releases are. Its first frame begins with the run. */
function fromFrameStart(
  machine: CompletedMachine,
  domain: CompletedDomain,
  vcpus: readonly CompletedVcpu[],
): Supply {
  const policy = frameOf(machine.policy);
  return { calendars: policy === null ? [] : [frameOfDomain(policy, domain, vcpus)], gap: 0 };
}

function frameOfDomain(
  { majorFrame, windows }: FramePolicy,
  domain: CompletedDomain,
  vcpus: readonly CompletedVcpu[],
): Calendar {
  const cycle = vcpus.flatMap(({ name }, vcpu) =>
    windows
      .filter((window) => window.domain === domain.name && window.vcpu === name)
      .map(({ at, length }): CalendarWindow => ({ vcpu, at, length })),
  );
  return { once: [], cycleStart: 0, frame: majorFrame, cycle };
}

/**
 * An early budget until the gap begins, late ones from the next period on. A polling server has
 * just given up its budget.
 */
function serverSupply(
  machine: CompletedMachine,
  vcpu: CompletedVcpu,
  index: number,
  jitter: number,
): Supply {
  const { period } = vcpu;
  if (period === null) return { calendars: [], gap: jitter };
  const budget = vcpu.budget ?? period;
  const deadline = vcpu.deadline ?? period;
  const cycle = [{ vcpu: index, at: deadline - budget, length: budget }];
  if (servers[serverKind(machine)].idle === 'is-given-up') {
    const gap = Math.ceil(jitter / period) * period;
    return { calendars: [{ once: [], cycleStart: gap + period, frame: period, cycle }], gap };
  }
  const early = 1 + Math.ceil(Math.max(0, jitter - budget) / period);
  const once = Array.from({ length: early }, (_, k) => ({
    vcpu: index,
    at: k * period,
    length: budget,
  }));
  const gap = (early - 1) * period + budget;
  return { calendars: [{ once, cycleStart: early * period, frame: period, cycle }], gap };
}

/** The VCPUs of a guest that schedules globally, with their gaps at one instant. */
function aligned(supplies: readonly Supply[]): Supply {
  const gap = Math.max(...supplies.map((supply) => supply.gap));
  const calendars = supplies.flatMap((supply) =>
    supply.calendars.map(({ once, cycleStart, ...cycle }): Calendar => {
      const later = gap - supply.gap;
      const shifted = once.map((window) => ({ ...window, at: window.at + later }));
      return { once: shifted, cycleStart: cycleStart + later, ...cycle };
    }),
  );
  return { calendars, gap };
}

/** Prepares the run of VCPUs that get these supplies, each alone on its core. */
export function prepare(
  machine: CompletedMachine,
  written: CompletedDomain,
  vcpus: readonly CompletedVcpu[],
  { calendars, gap }: Supply,
  expected: Witness | null,
  options: WorstCaseOptions,
): WorstCase {
  const names = new Set(vcpus.map(({ name }) => name));
  // A miss on several VCPUs, or among tasks that take turns, may vanish if jobs are delayed.
  const free = expected?.run === true || expected?.from !== undefined;
  const aligned = isAligned(machine.policy, written);
  const domain = free ? { ...written, taskSwitch: 0, kernelLatency: 0 } : written;
  const tasks = domain.tasks
    .filter(({ vcpu }) => domain.global || (vcpu !== undefined && names.has(vcpu)))
    .map((task) => {
      const after = task.name === expected?.task ? (expected.released ?? 0) : 0;
      return aligned ? task : { ...task, offset: gap + after - task.jitter };
    });
  const cores = coresFor(machine, vcpus.length);
  const alone: CompletedMachine = {
    ...machine,
    cores,
    policy: policyAlone(calendars[0]?.frame),
    switchCosts: [],
    domains: [
      {
        ...domain,
        tasks,
        vcpus: vcpus.map((vcpu, place) => ({ ...vcpu, core: cores[place] ?? null })),
      },
    ],
  };
  const system: CompletedModel = { machines: [alone], scenarios: [] };
  const layout = layOut(system, null, true);
  const { kernelLatency } = domain;
  const unshifted = {
    ...alone,
    domains: [
      { ...domain, tasks: aligned ? tasks : tasks.map((task) => ({ ...task, offset: 0 })) },
    ],
  };
  const usual = chooseHorizon({ machines: [unshifted], scenarios: [] }, null, options.horizon);
  const { horizon, chosen } = longEnough(usual, alone, gap, expected);
  const engine = new Engine(layout, {
    ...{ seed: options.seed, keepTrace: options.keepTrace, criticalInstant: gap, horizon },
    rules: () => (calendars.length === 0 ? dedicated : calendarRules(calendars)),
    onScenario: (engine) => {
      for (const section of engine.tasks)
        if (section.kind === KERNEL) startPseudoJob(engine, section, 0, kernelLatency);
    },
  });
  startDomain(engine, 0);
  if (kernelLatency > 0) engine.slots.set(engine.plan.scenario, gap);
  return { engine, horizon, chosen, criticalInstant: gap };
}

/** A core for each VCPU: those of the machine, and where it has fewer the numbers above them. */
function coresFor({ cores }: CompletedMachine, count: number): readonly number[] {
  const above = (cores.at(-1) ?? -1) + 1;
  return firstCores(count).map((place) => cores[place] ?? above + place - cores.length);
}

/** The most jobs and periods of the VCPUs to which a run is lengthened for the sake of a miss. */
const MOST_JOBS = 10_000_000;

/**
 * The horizon, from the start of the run, by which the first busy period after the gap ends or the
 * expected miss happens.
 */
function longEnough(
  { horizon, chosen }: ReturnType<typeof chooseHorizon>,
  { domains }: CompletedMachine,
  gap: number,
  expected: Witness | null,
): Pick<WorstCase, 'horizon' | 'chosen'> {
  if (chosen === 'asked') return { horizon, chosen };
  const reached = gap + (expected?.from ?? 0) + (expected?.time ?? 0);
  const periods = domains.flatMap(({ tasks, vcpus }) =>
    [...tasks, ...vcpus].map(({ period }) => period),
  );
  const jobs = periods.reduce<number>(
    (sum, period) => sum + (period === null ? 0 : reached / period),
    0,
  );
  // The first busy period can exceed one hyperperiod. It exceeds two only if the backlog never
  // ends.
  const usual = chosen === 'hyperperiod' ? gap + 2 * horizon : horizon;
  if (reached > usual && jobs <= MOST_JOBS) return { horizon: reached, chosen: 'witness' };
  return { horizon: usual, chosen: chosen === 'hyperperiod' ? 'worst-case' : chosen };
}

/**
 * The severity of a run, compared number by number, smaller is worse: whether the expected miss is
 * absent, the time of the first miss after the gap begins, and the longest response.
 */
function severityOf(
  { engine, horizon, criticalInstant }: WorstCase,
  expected: Witness | null,
): readonly number[] {
  while (!engine.run(horizon, EVENTS_AT_ONCE));
  const misses = missesOf(engine);
  const isExpected = ({ time, task }: LateEvent) => {
    const name = engine.layout.tasks[task]?.task.name;
    return (
      expected !== null &&
      name === expected.task &&
      time <= criticalInstant + (expected.from ?? 0) + expected.time
    );
  };
  const longest = engine.tasks.map(({ responses }) => responses.summary().max ?? Infinity);
  return [
    misses.some(isExpected) ? 0 : 1,
    (misses[0]?.time ?? Infinity) - criticalInstant,
    -Math.max(0, ...longest),
  ];
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const first = a.findIndex((value, index) => value !== b[index]);
  return first >= 0 && (a[first] as number) < (b[first] as number);
}
