import fc from 'fast-check';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type {
  Domain,
  GuestPolicy,
  MachinePolicy,
  SwitchCost,
  SystemModel,
  Task,
  Vcpu,
} from '../../../scheduling/model/model.ts';
import { domain, machine, system, task, US, vcpu } from '../../support/systems.ts';

/** The parameters of light systems. */
export interface LightOptions {
  readonly policies: readonly MachinePolicy[];
  readonly costs: boolean;
  /** Whether guests may schedule globally over two VCPUs. */
  readonly globalGuests?: boolean;
}

export const partitioned: readonly MachinePolicy[] = (['EDF', 'RM', 'DM', 'FP'] as const).map(
  (kind) => ({
    kind,
    placement: 'partitioned',
  }),
);
export const globally: readonly MachinePolicy[] = [
  ...(['EDF', 'RM', 'DM', 'FP'] as const).map((kind) => ({ kind, placement: 'global' as const })),
  { kind: 'RTDS' },
];

/**
 * Systems that the analysis often calls schedulable: little load, and budgets well above it. Times
 * are in units of 1 µs, which is also the grid, so every policy is legal.
 */
export function lightSystem(options: LightOptions): fc.Arbitrary<SystemModel> {
  return fc
    .record({
      cores: fc.integer({ min: 1, max: 2 }),
      policy: fc.constantFrom(...options.policies),
      servers: fc.constantFrom<'periodic' | 'deferrable' | 'polling'>(
        'periodic',
        'deferrable',
        'polling',
      ),
      switchCosts: options.costs ? fc.array(cost, { maxLength: 3 }) : fc.constant([]),
    })
    .chain(({ cores, policy, servers, switchCosts }) =>
      fc
        .array(lightDomain(cores, policy, options), { minLength: 1, maxLength: 3 })
        .map((domains) => {
          const named = domains.map((each, d): Domain => ({ ...each, name: `d${d}` }));
          return system([machine(named, { cores, policy, servers, switchCosts })]);
        }),
    );
}

const end = fc
  .constantFrom<'guest' | 'idle' | 'any'>('guest', 'idle', 'any')
  .map((kind) => ({ kind }));
const cost: fc.Arbitrary<SwitchCost> = fc.record({
  from: end,
  to: end,
  cost: fc.constantFrom(0, 100, 300, 700),
});

const policyOf: fc.Arbitrary<GuestPolicy> = fc.oneof(
  fc
    .constantFrom<'EDF' | 'RM' | 'DM' | 'FP' | 'FIFO'>('EDF', 'RM', 'DM', 'FP', 'FIFO')
    .map((kind) => ({ kind })),
  fc.constantFrom(500, 1000, 2000).map((quantum) => ({ kind: 'RR' as const, quantum })),
);

function lightDomain(
  cores: number,
  machine: MachinePolicy,
  options: LightOptions,
): fc.Arbitrary<Domain> {
  const global = 'placement' in machine ? machine.placement === 'global' : true;
  return fc
    .record({
      policy: policyOf,
      taskSwitch: options.costs ? fc.constantFrom(0, 0, 100) : fc.constant(0),
      vcpus: fc.array(lightVcpu(cores, global), {
        minLength: options.globalGuests === true ? 2 : 1,
        maxLength: options.globalGuests === true ? 2 : 1,
      }),
      tasks: fc.array(lightTask, { minLength: 1, maxLength: 3 }),
    })
    .map(({ policy, taskSwitch, vcpus, tasks }) => {
      const global = options.globalGuests === true;
      const named = tasks.map(({ vcpu: own, ...each }, t): Task => {
        return { ...each, name: `t${t}`, ...(global || own === undefined ? {} : { vcpu: own }) };
      });
      return domain(
        '',
        vcpus.map((each, v) => ({ ...each, name: `v${v}` })),
        named,
        { policy, global, taskSwitch },
      );
    });
}

function lightVcpu(cores: number, global: boolean): fc.Arbitrary<Vcpu> {
  return fc
    .record({
      period: fc.integer({ min: 2, max: 10 }),
      share: fc.integer({ min: 2, max: 10 }),
      slack: fc.constantFrom(0, 0, 0, 1, 2),
      core: fc.integer({ min: 0, max: cores - 1 }),
      priority: fc.integer({ min: 0, max: 3 }),
      extratime: fc.boolean(),
    })
    .map(({ period, share, slack, core, priority, extratime }) => {
      const budget = Math.max(1, Math.floor((period * share) / 10));
      return vcpu('', {
        ...{ priority, extratime, budget: budget * US, period: period * US },
        deadline: Math.max(budget, period - slack) * US,
        ...(global ? {} : { core }),
      });
    });
}

const lightTask: fc.Arbitrary<Task> = fc
  .record({
    period: fc.integer({ min: 8, max: 60 }),
    wcet: fc.integer({ min: 300, max: 3000 }),
    least: fc.integer({ min: 1, max: 10 }),
    tight: fc.integer({ min: 5, max: 14 }),
    offset: fc.integer({ min: 0, max: 20_000 }),
    jitter: fc.constantFrom(0, 0, 1000, 4000, 15_000),
    priority: fc.integer({ min: 0, max: 2 }),
    sporadic: fc.boolean(),
  })
  .map(({ period, wcet, least, tight, ...more }) =>
    task('', period * US, wcet, {
      bcet: Math.max(1, Math.floor((wcet * least) / 10)),
      deadline: Math.max(wcet, period * tight * 100),
      ...more,
    }),
  );

/** A failing system as a model, complete enough to write its file. */
export function shown(model: SystemModel | CompletedModel): string {
  return JSON.stringify(model.machines, null, 1);
}
