import fc from 'fast-check';
import type {
  Action,
  Domain,
  Machine,
  MachinePolicy,
  ScenarioStep,
  ServerKind,
  SystemModel,
  Task,
} from '../../../../scheduling/model/model.ts';
import { anySwitch, domain, machine, system, task, US, vcpu } from '../../../support/systems.ts';

/** The kinds of systems that a soak draws. */
export interface SoakOptions {
  readonly policies: readonly MachinePolicy[];
  readonly servers: readonly ServerKind[];
  readonly cores: number;
  /** Whether there is a second pool to move to. */
  readonly pools: boolean;
  readonly costs: boolean;
  /** Whether VCPUs may have deadlines below their periods. */
  readonly constrained: boolean;
  /** Whether domains have tasks, which come and go. */
  readonly tasks: boolean;
  readonly globalGuests: boolean;
  /** Whether domains of one VCPU come and go all the time, on full cores. */
  readonly dense?: boolean;
}

interface DrawnTask {
  readonly period: number;
  readonly wcet: number;
  readonly slack: number;
  readonly priority: number;
  readonly jitter: number;
  readonly offset: number;
}

interface DrawnVcpu {
  readonly period: number;
  readonly share: number;
  readonly slack: number;
  readonly priority: number;
  readonly core: number;
}

interface DrawnDomain {
  readonly vcpus: readonly DrawnVcpu[];
  readonly tasks: readonly DrawnTask[];
  readonly policy: 'EDF' | 'FP' | 'RM' | 'DM' | 'RR';
  readonly kind: number;
}

interface DrawnStep {
  readonly what: number;
  readonly domain: number;
  readonly wait: number;
  readonly part: number;
  readonly period: number;
  readonly share: number;
  readonly task: DrawnTask;
}

const aVcpu = fc.record({
  period: fc.integer({ min: 2, max: 12 }),
  share: fc.integer({ min: 1, max: 7 }),
  slack: fc.constantFrom(0, 0, 1, 2, 3),
  priority: fc.integer({ min: 1, max: 4 }),
  core: fc.nat(),
});

const aTask = fc.record({
  period: fc.integer({ min: 6, max: 40 }),
  wcet: fc.integer({ min: 1, max: 8 }),
  slack: fc.constantFrom(0, 0, 2, 5, -10),
  priority: fc.integer({ min: 1, max: 9 }),
  jitter: fc.constantFrom(0, 0, 0, 2),
  offset: fc.constantFrom(0, 0, 1, 3),
});

const aDomain: fc.Arbitrary<DrawnDomain> = fc.record({
  vcpus: fc.array(aVcpu, { minLength: 1, maxLength: 2 }),
  tasks: fc.array(aTask, { minLength: 0, maxLength: 3 }),
  policy: fc.constantFrom('EDF', 'FP', 'RM', 'DM', 'RR'),
  kind: fc.nat({ max: 5 }),
});

/** A domain that leaves little room for others. */
const aFullDomain: fc.Arbitrary<DrawnDomain> = fc.record({
  vcpus: fc.array(
    fc.record({
      period: fc.integer({ min: 2, max: 12 }),
      share: fc.integer({ min: 3, max: 5 }),
      slack: fc.constantFrom(0, 0, 0, 2, 4, 6),
      priority: fc.integer({ min: 1, max: 4 }),
      core: fc.nat(),
    }),
    { minLength: 1, maxLength: 1 },
  ),
  tasks: fc.constant([]),
  policy: fc.constant('EDF' as const),
  kind: fc.constant(0),
});

const aStep: fc.Arbitrary<DrawnStep> = fc.record({
  what: fc.nat({ max: 19 }),
  domain: fc.nat(),
  wait: fc.constantFrom(0, 0, 1, 2, 3, 5, 8, 13, 21),
  part: fc.nat({ max: 999 }),
  period: fc.integer({ min: 2, max: 14 }),
  share: fc.integer({ min: 1, max: 9 }),
  task: aTask,
});

/** A step that starts a domain, or stops it if it runs. */
const aQuickStep: fc.Arbitrary<DrawnStep> = fc.record({
  what: fc.constant(0),
  domain: fc.nat(),
  wait: fc.integer({ min: 0, max: 6 }),
  part: fc.constant(1),
  period: fc.constant(10),
  share: fc.constant(5),
  task: aTask,
});

/** A system with a scenario in which all kinds of actions come in any order. */
export function soakSystem(options: SoakOptions): fc.Arbitrary<SystemModel> {
  return fc
    .record({
      policies: fc.array(fc.constantFrom(...options.policies), { minLength: 2, maxLength: 2 }),
      servers: fc.array(fc.constantFrom(...options.servers), { minLength: 2, maxLength: 2 }),
      domains: fc.array(options.dense === true ? aFullDomain : aDomain, {
        ...{ minLength: 2, maxLength: 5 },
      }),
      steps:
        options.dense === true
          ? fc.array(aQuickStep, { minLength: 16, maxLength: 32 })
          : fc.array(aStep, { minLength: 4, maxLength: 16 }),
      cost: fc.constantFrom(1, 1, 2),
    })
    .map((drawn) => built(options, drawn));
}

function built(
  options: SoakOptions,
  drawn: {
    readonly policies: readonly MachinePolicy[];
    readonly servers: readonly ServerKind[];
    readonly domains: readonly DrawnDomain[];
    readonly steps: readonly DrawnStep[];
    readonly cost: number;
  },
): SystemModel {
  const domains = drawn.domains.map((each, index) => domainOf(options, each, index));
  const costs = options.costs ? anySwitch((drawn.cost * US) / 10) : [];
  const pool = (name: string, at: number, own: readonly Domain[]): Machine => {
    const cores = Array.from({ length: options.cores }, (_, core) => core + at * options.cores);
    const policy = drawn.policies[at] as MachinePolicy;
    const placed = own.map((one) => ({
      ...one,
      vcpus: one.vcpus.map(({ core, ...rest }) =>
        policy.kind === 'RTDS' || ('placement' in policy && policy.placement === 'global')
          ? rest
          : { ...rest, core: cores[(core ?? 0) % cores.length] as number },
      ),
    }));
    const place = options.pools ? { name: `h.${name}`, host: 'h', pool: name } : {};
    const servers = drawn.servers[at] as ServerKind;
    return machine(placed, { ...place, cores, policy, servers, switchCosts: costs });
  };
  const machines = options.pools
    ? [pool('p', 0, domains), pool('q', 1, [])]
    : [pool('m', 0, domains)];
  const { steps, end } = stepsOf(options, domains, machines, drawn.steps);
  const scenario = { name: 's', machine: options.pools ? 'h' : 'm', steps, run: end + 150 * US };
  return system(machines, [scenario]);
}

function taskOf(
  name: string,
  { period, wcet, slack, priority, jitter, offset }: DrawnTask,
  on: string | undefined,
): Task {
  const cost = Math.min(wcet, period);
  const deadline = Math.max(cost + jitter + 1, period - slack);
  const times = { deadline: deadline * US, jitter: jitter * US, offset: offset * US, priority };
  const { vcpu: _, ...made } = task(name, period * US, cost * US, times);
  return on === undefined ? made : { ...made, vcpu: on };
}

function domainOf(options: SoakOptions, drawn: DrawnDomain, index: number): Domain {
  const global = options.globalGuests && drawn.kind % 2 === 0;
  const full = options.tasks && drawn.kind === 1;
  const vcpus = drawn.vcpus.map(({ period, share, slack, priority, core }, number) => {
    const budget = full ? period : Math.max(1, Math.floor((period * share) / 10));
    const deadline = options.constrained ? Math.max(budget, period - slack) : period;
    const times = {
      period: period * US,
      budget: budget * US,
      ...(deadline === period ? {} : { deadline: deadline * US }),
    };
    return vcpu(`v${number}`, { ...times, priority, core });
  });
  const tasks = options.tasks
    ? drawn.tasks.map((each, number) =>
        taskOf(`t${number}`, each, global ? undefined : `v${number % vcpus.length}`),
      )
    : [];
  const policy =
    drawn.policy === 'RR'
      ? ({ kind: 'RR', quantum: 2 * US } as const)
      : ({ kind: drawn.policy } as Domain['policy']);
  return domain(`d${index}`, vcpus, tasks, { policy, global });
}

function stepsOf(
  options: SoakOptions,
  domains: readonly Domain[],
  machines: readonly Machine[],
  drawn: readonly DrawnStep[],
): { readonly steps: readonly ScenarioStep[]; readonly end: number } {
  let at = 0;
  let names = 0;
  const added = new Map<string, string[]>();
  const on = new Set<string>();
  const steps = drawn.map(
    ({ what, domain: number, wait, part, period, share, task: own }, index): ScenarioStep => {
      const one = domains[number % domains.length] as Domain;
      const tasks = added.get(one.name) ?? one.tasks.map(({ name }) => name);
      added.set(one.name, tasks);
      at += index < 3 ? 0 : wait * US + (part % 7 === 0 ? part : 0);
      const v = one.vcpus[part % one.vcpus.length] as Domain['vcpus'][number];
      const act = (): Action => {
        if (!on.has(one.name)) {
          on.add(one.name);
          return { kind: 'start', domains: [one.name] };
        }
        if (what < 5) {
          on.delete(one.name);
          added.delete(one.name);
          return { kind: 'stop', domains: [one.name] };
        }
        if (options.pools && what < 9) {
          const to = machines[part % 2] as Machine;
          return { kind: 'migrate', domain: one.name, machine: to.name };
        }
        if (options.tasks && what < 12 && tasks.length > 0)
          return {
            kind: 'remove',
            domain: one.name,
            task: tasks.splice(part % tasks.length, 1)[0] as string,
          };
        if (options.tasks && what < 15) {
          const name = `n${names++}`;
          tasks.push(name);
          return {
            kind: 'add',
            domain: one.name,
            task: taskOf(name, own, one.global ? undefined : v.name),
          };
        }
        const fixed = v.period.kind === 'fixed' ? v.period.period : US;
        const longer = what % 2 === 0 && v.deadline === undefined;
        const base = longer ? period * US : fixed;
        const budget = Math.max(1, Math.floor((base * share) / 10 / US)) * US;
        return {
          kind: 'set',
          domain: one.name,
          vcpu: v.name,
          ...(longer ? { period: base } : {}),
          budget: v.deadline === undefined ? budget : Math.min(budget, v.deadline),
        };
      };
      return { at, action: act() };
    },
  );
  return { steps, end: at };
}
