import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import { hasSoundWindows } from '../../host/arinc653.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import type { Machine, OpenFrame, Plan, Window } from '../../model/model.ts';
import { type FramePolicy, frameOf } from '../../model/policies.ts';
import type { CoreChoice, CorePlan, WindowChoice } from '../../model/window-choice.ts';
import { underPlan } from '../../plans/plans.ts';
import { runsGlobally, tasksOn } from '../guest-problem.ts';
import type { Prover } from '../prover.ts';
import { Board } from './board.ts';
import { chooseCore } from './choose-core.ts';
import { coreOf, type OpenCore, openCores } from './core-problems.ts';
import { endOfWindows, framesToTry } from './frames.ts';
import type { PlacedWindow, PlanProblem, PlanResult } from './plan-problem.ts';

/** A machine whose windows are chosen as far as possible, and the choice. */
export interface WithWindows {
  readonly machine: Machine;
  readonly choice: WindowChoice;
}

/** The steps of the search on all cores in all frames take about a second on a slow core. */
const STEPS = 60_000_000;

/** A core gets no more than this part of them. */
const MOST_OF_ONE = 4;

/**
 * Chooses the windows that a frame leaves open, and its length if that is open; `null` if nothing
 * is. Cores do not depend on each other in a given frame, nor do plans: those beside the plain
 * windows are chosen in the frame of these, for the domains that run in them. The choice in
 * `previous` is kept on each core where it still serves everybody. The generator yields between
 * cores.
 */
export function* choosingWindows(
  prover: Prover,
  machine: Machine,
  previous: CompletedMachine | undefined,
): Generator<void, WithWindows | null> {
  const policy = frameOf(machine.policy);
  if (policy === null) return null;
  const plans = (policy.plans ?? []).filter(({ open }) => open !== undefined);
  if (policy.open === undefined && plans.length === 0) return null;
  const before = previous?.windowChoice === undefined ? null : frameOf(previous.policy);
  const share = 1 + plans.length;
  const first = yield* new WindowChooser(prover, machine, policy, before, share).choose();
  const found = new Map<string, InFrame>();
  for (const { name } of plans) {
    const under = frameOf(underPlan({ policy: first.policy }, name).policy);
    if (under === null) continue;
    const past = before === null ? null : frameOf(underPlan({ policy: before }, name).policy);
    const closed = { ...under, open: { vcpus: under.open?.vcpus ?? [], frame: false } };
    found.set(name, yield* new WindowChooser(prover, machine, closed, past, share).choose());
  }
  return withChoices(machine, first, found);
}

class WindowChooser {
  private readonly prover: Prover;
  private readonly machine: Machine;
  private readonly policy: FramePolicy;
  private readonly before: FramePolicy | null;
  /** The number of searches that share the steps of the machine. */
  private readonly share: number;

  constructor(
    prover: Prover,
    machine: Machine,
    policy: FramePolicy,
    before: FramePolicy | null,
    share: number,
  ) {
    this.prover = prover;
    this.machine = machine;
    this.policy = policy;
    this.before = before;
    this.share = share;
  }

  *choose(): Generator<void, InFrame> {
    const { policy, before } = this;
    const open = policy.open?.frame === true;
    if (!open) return yield* this.inFrame(policy, 1);
    const kept = before === null ? null : yield* this.inFrame(this.framed(before.majorFrame), 1);
    if (kept !== null && isComplete(kept)) return kept;
    const frames = this.frames();
    let best: InFrame | null = null;
    for (const frame of frames) {
      const found = yield* this.inFrame(this.framed(frame), frames.length);
      if (best === null || isBetter(found, best)) best = found;
    }
    return best ?? (yield* this.inFrame(policy, 1));
  }

  private frames(): readonly number[] {
    const { machine, policy } = this;
    const open = policy.open?.vcpus ?? [];
    const tasks = open.flatMap(({ domain: name, vcpu }) => {
      const domain = machine.domains.find((other) => other.name === name);
      return domain === undefined ? [] : tasksOn(domain, vcpu);
    });
    return framesToTry(tasks, machine.resolution, endOfWindows(policy));
  }

  private framed(majorFrame: number): FramePolicy {
    return { ...this.policy, majorFrame };
  }

  /** Chooses the windows of each core in a frame. */
  private *inFrame(policy: FramePolicy, parts: number): Generator<void, InFrame> {
    const cores: CoreChoice[] = [];
    const open = openCores(this.prover.cache, this.machine, policy);
    for (const core of open) {
      const steps = STEPS / this.share / parts / Math.max(MOST_OF_ONE, open.length);
      const result = this.onCore(policy, core, steps);
      cores.push({
        core: core.core,
        vcpus: core.vcpus.map(({ domain, vcpu }) => ({ domain, vcpu })),
        result,
      });
      yield;
    }
    return { policy, cores };
  }

  private onCore(policy: FramePolicy, { core, vcpus, problem }: OpenCore, steps: number): CorePlan {
    if (!hasSoundWindows(policy)) return { kind: 'withheld' };
    const global = vcpus.find(({ domain }) => {
      const found = this.machine.domains.find(({ name }) => name === domain);
      return found !== undefined && runsGlobally(found);
    });
    if (global !== undefined)
      return { kind: 'global', vcpu: { domain: global.domain, vcpu: global.vcpu } };
    const { cache } = this.prover;
    const kept = this.kept(policy, core, problem);
    const known = cache.plans.peek([problem]);
    if (kept !== null && !(known?.kind === 'found' && isSame(known.windows, kept)))
      return named(problem, core, {
        kind: 'found',
        windows: kept,
        fewest: false,
        shortest: false,
      });
    const found = cache.plans.get([problem], () => this.search(problem, steps));
    return named(problem, core, found);
  }

  private search(problem: PlanProblem, steps: number): PlanResult {
    const counted = this.steps(steps);
    const found = chooseCore(problem, counted);
    const soft = problem.partitions.some(({ written, load }) =>
      written === null ? load.tasks.some((task) => task.soft !== undefined) : false,
    );
    if (found.kind === 'found' || !soft) return found;
    return chooseCore(problem, this.steps(steps), 'hard');
  }

  private steps(steps: number): Steps {
    return countSteps({ ...this.prover.limits, steps });
  }

  /** The windows that were chosen before, if they still serve everybody on this core. */
  private kept(
    { majorFrame }: FramePolicy,
    core: number,
    problem: PlanProblem,
  ): readonly PlacedWindow[] | null {
    const { before } = this;
    if (before === null || before.majorFrame !== majorFrame) return null;
    const windows = before.windows.flatMap((window): PlacedWindow[] => {
      const who = problem.partitions.findIndex(
        ({ domain, vcpu, written, load }) =>
          domain === window.domain &&
          vcpu === window.vcpu &&
          written === null &&
          load.tasks.length > 0,
      );
      if (who < 0 || coreOf(window) !== core) return [];
      return [{ who, at: window.at, length: window.length }];
    });
    if (windows.length === 0) return null;
    const works = withinSteps(() => {
      const board = new Board(problem, this.steps(STEPS / MOST_OF_ONE));
      return board.hasRoomFor(windows) && board.proves(windows);
    }, false);
    return works ? windows : null;
  }
}

/** The machine with the windows that were found; what was not found stays open. */
function withChoices(
  machine: Machine,
  first: InFrame,
  inPlans: ReadonlyMap<string, InFrame>,
): WithWindows {
  const { open, ...closed } = first.policy;
  const left = leftOpen(first);
  const plans = closed.plans?.map((plan): Plan => {
    const found = inPlans.get(plan.name);
    if (found === undefined) return plan;
    const rest = leftOpen(found);
    const windows = [...plan.windows, ...chosenIn(found)];
    return { name: plan.name, windows, ...(rest.length === 0 ? {} : { open: rest }) };
  });
  const policy = {
    ...closed,
    windows: [...closed.windows, ...chosenIn(first)],
    ...(left.length === 0 ? {} : { open: { vcpus: left, frame: false } }),
    ...(plans === undefined ? {} : { plans }),
  };
  const planned = [...inPlans].flatMap(([plan, { cores }]) =>
    cores.map((core): CoreChoice => ({ ...core, plan })),
  );
  return {
    machine: { ...machine, policy },
    choice: { frame: open?.frame === true, cores: [...first.cores, ...planned] },
  };
}

function chosenIn({ cores }: InFrame): readonly Window[] {
  return cores.flatMap(({ result }) => (result.kind === 'found' ? result.windows : []));
}

function leftOpen({ policy, cores }: InFrame): OpenFrame['vcpus'] {
  return (policy.open?.vcpus ?? []).filter((vcpu) =>
    cores.some(({ core, result }) => core === coreOf(vcpu) && result.kind !== 'found'),
  );
}

/** The choices of all cores in one frame. */
interface InFrame {
  readonly policy: FramePolicy;
  readonly cores: readonly CoreChoice[];
}

function isComplete({ cores }: InFrame): boolean {
  return cores.every(({ result }) => result.kind === 'found');
}

/**
 * More cores with a plan, then fewer windows, then a smaller share of the cores. The longer
 * of two equal frames stays, for it is tried first.
 */
function isBetter(a: InFrame, b: InFrame): boolean {
  const found = ({ cores }: InFrame): number =>
    cores.filter(({ result }) => result.kind === 'found').length;
  const sum = (each: InFrame): bigint =>
    BigInt(chosenIn(each).reduce((total, { length }) => total + length, 0));
  if (found(a) !== found(b)) return found(a) > found(b);
  const fewer = chosenIn(a).length - chosenIn(b).length;
  if (fewer !== 0) return fewer < 0;
  return sum(a) * BigInt(b.policy.majorFrame) < sum(b) * BigInt(a.policy.majorFrame);
}

function isSame(a: readonly PlacedWindow[], b: readonly PlacedWindow[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ who, at, length }, index) => {
      const other = b[index];
      return other?.who === who && other.at === at && other.length === length;
    })
  );
}

/** The result with windows that name their VCPUs. */
function named(problem: PlanProblem, core: number, result: PlanResult): CorePlan {
  if (result.kind !== 'found') return result;
  const windows = result.windows.flatMap(({ who, at, length }): Window[] => {
    const partition = problem.partitions[who];
    if (partition === undefined) return [];
    const { domain, vcpu } = partition;
    return [{ domain, vcpu, ...(core === 0 ? {} : { core }), at, length }];
  });
  return { ...result, windows };
}
