import type { Placement } from '../choose/placement/placement.ts';
import { hasCore } from '../host/cores.ts';
import type { CompletedModel } from '../model/completed.ts';
import type { Action, Domain, Machine, SystemModel } from '../model/model.ts';
import { staysAligned } from '../model/releases.ts';
import type { StepReason } from '../model/step-reason.ts';
import { underPlan } from '../plans/plans.ts';
import type { Course } from './changes/course.ts';
import { changedPlans, lastPlan, type PlansInForce } from './plans-in-force.ts';
import type { RunningDomain } from './running-domain.ts';
import { withHypervisorTests } from './test/hypervisor-test.ts';

/** The running system at one moment of a scenario. */
export interface SystemState {
  /** The model as written. */
  readonly model: SystemModel;
  readonly running: readonly RunningDomain[];
  /**
   * The running system with its interfaces chosen. A machine without running domains is present and
   * empty.
   */
  readonly completed: CompletedModel;
  /** The cores of VCPUs without a written one, running or not. They are kept while they work. */
  readonly cores: Placement;
  /** The plans of machines that have changed theirs. */
  readonly plans: PlansInForce;
  /** The changes that can still be under way by the actions admitted so far. */
  readonly course: Course;
}

/** The effect of an action on the running system, untested, or the reason that it has none. */
export type Effect =
  | {
      readonly kind: 'changed';
      readonly running: readonly RunningDomain[];
      readonly machines: readonly string[];
      /** The plans, if they change. */
      readonly plans?: PlansInForce;
    }
  | { readonly kind: 'nothing'; readonly reason: StepReason };

/** The part of a state that actions change. */
type Changing = Pick<SystemState, 'model' | 'running' | 'plans'>;

/**
 * Applies an action at an instant, in ns, without a test. One that cannot apply gives the reason.
 */
export function applyAction(state: Changing, action: Action, at: number): Effect {
  const { running } = state;
  switch (action.kind) {
    case 'start':
      return start(state, action.domains, at);
    case 'stop': {
      const missing = action.domains.find((name) => find(running, name) === undefined);
      if (missing !== undefined) return nothing({ kind: 'not-running', domain: missing });
      const left = running.filter(({ domain }) => !action.domains.includes(domain.name));
      const machines = running.filter((one) => !left.includes(one)).map(({ machine }) => machine);
      return { kind: 'changed', running: left, machines };
    }
    case 'add':
      return change(running, action.domain, ({ domain }) => {
        if (domain.tasks.some((task) => task.name === action.task.name)) {
          return nothing({ kind: 'has-task', domain: domain.name, task: action.task.name });
        }
        return { domain: { ...domain, tasks: [...domain.tasks, action.task] }, changed: at };
      });
    case 'remove':
      return change(running, action.domain, ({ domain, left }) => {
        const task = domain.tasks.find(({ name }) => name === action.task);
        if (task === undefined)
          return nothing({ kind: 'no-task', domain: domain.name, task: action.task });
        const tasks = domain.tasks.filter((other) => other !== task);
        return { domain: { ...domain, tasks }, left: [...left, { task, at }] };
      });
    case 'set':
      return change(running, action.domain, ({ domain }) => {
        const { vcpu: name, period, budget } = action;
        if (!domain.vcpus.some((vcpu) => vcpu.name === name))
          return nothing({ kind: 'no-vcpu', domain: domain.name, vcpu: name });
        const vcpus = domain.vcpus.map((vcpu) =>
          vcpu.name !== name
            ? vcpu
            : {
                ...vcpu,
                ...(period === undefined ? {} : { period: { kind: 'fixed', period } as const }),
                ...(budget === undefined ? {} : { budget }),
              },
        );
        return { domain: { ...domain, vcpus } };
      });
    case 'migrate':
      return migrate(state, action.domain, action.machine, at);
    case 'plan':
      return changePlan(state, action.machine, action.plan, at);
  }
}

/**
 * The machines with their running domains, each in the plan that it runs in the end. The order
 * declared over all machines breaks ties, and a migrated domain keeps its place in it. Its written
 * cores count where the machine has them; elsewhere the tool chooses. Tests in the hypervisor count
 * where something runs.
 */
export function runningMachines({ model, running, plans }: Changing): readonly Machine[] {
  const declared = model.machines.flatMap(({ domains }) => domains.map(({ name }) => name));
  const rank = new Map(declared.map((name, place) => [name, place]));
  const place = ({ name }: Domain): number => rank.get(name) ?? declared.length;
  return model.machines.map((machine) => {
    const here = running.filter((one) => one.machine === machine.name);
    const own = new Set(machine.domains.map(({ name }) => name));
    const domains = here
      .map(({ domain }) => (own.has(domain.name) ? domain : guestOf(machine, domain)))
      .sort((a, b) => place(a) - place(b));
    const now = { ...underPlan(machine, lastPlan(plans, machine.name)), domains };
    return domains.length === 0 ? now : withHypervisorTests(now, machine);
  });
}

/** A domain from elsewhere, without the written cores that the machine lacks. */
function guestOf(machine: Machine, domain: Domain): Domain {
  const vcpus = domain.vcpus.map((vcpu) => {
    const { core, ...others } = vcpu;
    return core === undefined || hasCore(machine, core) ? vcpu : others;
  });
  return { ...domain, vcpus };
}

function start({ model, running }: Changing, names: readonly string[], at: number): Effect {
  const started: RunningDomain[] = [];
  for (const name of names) {
    if (find(running, name) !== undefined || started.some(({ domain }) => domain.name === name)) {
      return nothing({ kind: 'already-running', domain: name });
    }
    const home = model.machines.find((machine) =>
      machine.domains.some((domain) => domain.name === name),
    );
    const domain = home?.domains.find((other) => other.name === name);
    if (home === undefined || domain === undefined)
      return nothing({ kind: 'no-domain', domain: name });
    started.push({ domain, machine: home.name, since: at, moved: false, changed: at, left: [] });
  }
  return {
    kind: 'changed',
    running: [...running, ...started],
    machines: [...new Set(started.map(({ machine }) => machine))],
  };
}

function change(
  running: readonly RunningDomain[],
  name: string,
  to: (one: RunningDomain) => Partial<RunningDomain> | Nothing,
): Effect {
  const one = find(running, name);
  if (one === undefined) return nothing({ kind: 'not-running', domain: name });
  const changed = to(one);
  if ('kind' in changed) return changed;
  return {
    kind: 'changed',
    running: running.map((other) => (other === one ? { ...one, ...changed } : other)),
    machines: [one.machine],
  };
}

function migrate({ model, running }: Changing, name: string, machine: string, at: number): Effect {
  const one = find(running, name);
  if (one === undefined) return nothing({ kind: 'not-running', domain: name });
  const target = model.machines.find((other) => other.name === machine);
  const source = model.machines.find((other) => other.name === one.machine);
  if (target === undefined) return nothing({ kind: 'no-machine', machine });
  if (one.machine === machine) return nothing({ kind: 'on-it-already', domain: name, machine });
  const others = running.filter((other) => other !== one);
  const domain = moved(one.domain, source, target);
  return {
    kind: 'changed',
    running: [...others, { domain, machine, since: at, moved: true, changed: at, left: [] }],
    machines: [machine, one.machine],
  };
}

/** The domain on another machine, whose frames its releases may not be in step with. */
function moved(domain: Domain, source: Machine | undefined, target: Machine): Domain {
  if (domain.releases === undefined) return domain;
  if (source !== undefined && staysAligned(source.policy, target.policy)) return domain;
  const { releases: _, ...unaligned } = domain;
  return unaligned;
}

function changePlan(
  { model, running, plans }: Changing,
  name: string,
  plan: string,
  at: number,
): Effect {
  const machine = model.machines.find((other) => other.name === name);
  if (machine === undefined) return nothing({ kind: 'no-machine', machine: name });
  const changed = changedPlans(plans, machine, plan, at);
  if ('kind' in changed) return nothing(changed);
  return { kind: 'changed', running, machines: [name], plans: changed };
}

function find(running: readonly RunningDomain[], name: string): RunningDomain | undefined {
  return running.find(({ domain }) => domain.name === name);
}

type Nothing = Extract<Effect, { kind: 'nothing' }>;

function nothing(reason: StepReason): Nothing {
  return { kind: 'nothing', reason };
}
