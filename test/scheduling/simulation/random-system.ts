import fc from 'fast-check';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type {
  Domain,
  GuestPolicy,
  MachinePolicy,
  SwitchCost,
  Task,
  Vcpu,
} from '../../../scheduling/model/model.ts';
import { asWritten } from '../../support/as-written.ts';
import { domain, machine, system, task, vcpu } from '../../support/systems.ts';

/**
 * The parameters of random systems. Times are single nanoseconds, so that a stepped run stays
 * short.
 */
export interface Drawn {
  readonly placement?: 'partitioned' | 'global';
  /** Whether jitter and execution times vary. */
  readonly varied?: boolean;
  readonly costs?: boolean;
}

const name = (prefix: string, index: number): string => `${prefix}${index}`;

/**
 * Small systems of one machine: one or two cores, up to four domains of one or two VCPUs, up to
 * three tasks on each.
 */
export function randomSystem(drawn: Drawn): fc.Arbitrary<CompletedModel> {
  const placement = drawn.placement ?? 'partitioned';
  const policy = fc.constantFrom<'EDF' | 'RM' | 'DM' | 'FP'>('EDF', 'RM', 'DM', 'FP');
  return fc
    .record({
      cores: fc.integer({ min: 1, max: 2 }),
      kind: policy,
      servers: fc.constantFrom<'periodic' | 'deferrable' | 'polling'>(
        'periodic',
        'deferrable',
        'polling',
      ),
      costs: drawn.costs === false ? fc.constant([]) : fc.array(randomCost, { maxLength: 3 }),
    })
    .chain(({ cores, kind, servers, costs }) =>
      fc
        .array(randomDomain(cores, placement === 'global', drawn), { minLength: 1, maxLength: 4 })
        .map((domains) => {
          const named = domains.map(
            (each, d): Domain => ({
              ...each,
              name: name('d', d),
              type: d === 0 ? 'dom0' : 'pv',
            }),
          );
          const policy: MachinePolicy = { kind, placement };
          const more = { cores, policy, servers, resolution: 1, switchCosts: costs };
          return asWritten(system([machine(named, more)]));
        }),
    );
}

const end = fc.constantFrom<'dom0' | 'guest' | 'idle' | 'any'>('dom0', 'guest', 'idle', 'any');
const randomCost: fc.Arbitrary<SwitchCost> = fc.record({
  from: end.map((kind) => ({ kind })),
  to: end.map((kind) => ({ kind })),
  cost: fc.integer({ min: 0, max: 2 }),
});

const guestPolicy: fc.Arbitrary<GuestPolicy> = fc.oneof(
  fc
    .constantFrom<'EDF' | 'RM' | 'DM' | 'FP' | 'FIFO'>('EDF', 'RM', 'DM', 'FP', 'FIFO')
    .map((kind) => ({ kind })),
  fc.integer({ min: 1, max: 3 }).map((quantum) => ({ kind: 'RR' as const, quantum })),
);

function randomDomain(cores: number, global: boolean, drawn: Drawn): fc.Arbitrary<Domain> {
  return fc
    .record({
      policy: guestPolicy,
      taskSwitch: drawn.costs === false ? fc.constant(0) : fc.constantFrom(0, 0, 1, 2),
      vcpus: fc.array(randomVcpu(cores, global), { minLength: 1, maxLength: 2 }),
      tasks: fc.array(randomTask(drawn), { maxLength: 4 }),
    })
    .map(({ policy, taskSwitch, vcpus, tasks }) =>
      domain(
        '',
        vcpus.map((each, v) => ({ ...each, name: name('v', v) })),
        tasks.map(([each, place], t) => ({
          ...each,
          name: name('t', t),
          vcpu: name('v', (place + t) % vcpus.length),
        })),
        { policy, taskSwitch },
      ),
    );
}

function randomVcpu(cores: number, global: boolean): fc.Arbitrary<Vcpu> {
  return fc
    .record({
      period: fc.integer({ min: 2, max: 12 }),
      budget: fc.integer({ min: 1, max: 6 }),
      slack: fc.integer({ min: 0, max: 4 }),
      core: fc.integer({ min: 0, max: cores - 1 }),
      priority: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ period, budget: drawn, slack, core, priority }) => {
      const budget = Math.min(drawn, period);
      const deadline = Math.max(budget, period - slack);
      return vcpu('', { period, budget, deadline, priority, ...(global ? {} : { core }) });
    });
}

/** A task, and a number that selects its VCPU in the domain. */
function randomTask(drawn: Drawn): fc.Arbitrary<readonly [Task, number]> {
  const varied = drawn.varied === true;
  return fc
    .record({
      period: fc.integer({ min: 3, max: 20 }),
      wcet: fc.integer({ min: 1, max: 5 }),
      shorter: varied ? fc.integer({ min: 0, max: 4 }) : fc.constant(0),
      deadline: fc.integer({ min: 3, max: 30 }),
      offset: fc.integer({ min: 0, max: 9 }),
      jitter: varied ? fc.constantFrom(0, 0, 3, 25) : fc.constant(0),
      priority: fc.integer({ min: 0, max: 2 }),
      place: fc.integer({ min: 0, max: 1 }),
      sporadic: varied ? fc.boolean() : fc.constant(false),
    })
    .map(({ period, wcet, shorter, deadline, place, ...more }) => [
      task('', period, wcet, {
        ...more,
        deadline: Math.max(deadline, wcet),
        bcet: Math.max(1, wcet - shorter),
      }),
      place,
    ]);
}
