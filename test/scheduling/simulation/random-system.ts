import fc from 'fast-check';
import type {
  CompletedDomain,
  CompletedModel,
  CompletedVcpu,
} from '../../../scheduling/model/completed.ts';
import type {
  GuestPolicy,
  MachinePolicy,
  SwitchCost,
  Task,
} from '../../../scheduling/model/model.ts';

/**
 * What the random systems are drawn from: times are single nanoseconds, so that a stepped run stays
 * short.
 */
export interface Drawn {
  readonly placement?: 'partitioned' | 'global';
  /** Jitter and execution times that vary. */
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
        .map((domains): CompletedModel => {
          const named = domains.map((domain, d) => ({
            ...domain,
            name: name('d', d),
            type: d === 0 ? ('dom0' as const) : ('pv' as const),
          }));
          const machinePolicy: MachinePolicy = { kind, placement };
          const base = {
            name: 'm',
            cores,
            policy: machinePolicy,
            servers,
            resolution: 1,
            switchCosts: costs,
          };
          const admission = { where: 'dom0' as const, cost: 0 };
          return { machines: [{ ...base, admission, domains: named }], scenarios: [] };
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

function randomDomain(cores: number, global: boolean, drawn: Drawn): fc.Arbitrary<CompletedDomain> {
  return fc
    .record({
      policy: guestPolicy,
      taskSwitch: drawn.costs === false ? fc.constant(0) : fc.constantFrom(0, 0, 1, 2),
      vcpus: fc.array(randomVcpu(cores, global), { minLength: 1, maxLength: 2 }),
      tasks: fc.array(randomTask(drawn), { maxLength: 4 }),
    })
    .map(({ policy, taskSwitch, vcpus, tasks }) => ({
      name: '',
      type: 'pv' as const,
      policy,
      global: false,
      kernelLatency: 0,
      taskSwitch,
      weight: 256,
      incomplete: false,
      vcpus: vcpus.map((vcpu, v) => ({ ...vcpu, name: name('v', v) })),
      tasks: tasks.map((task, t) => ({
        ...task,
        name: name('t', t),
        vcpu: name('v', (task.blocking + t) % vcpus.length),
        blocking: 0,
      })),
    }));
}

function randomVcpu(cores: number, global: boolean): fc.Arbitrary<CompletedVcpu> {
  return fc
    .record({
      period: fc.integer({ min: 2, max: 12 }),
      budget: fc.integer({ min: 1, max: 6 }),
      slack: fc.integer({ min: 0, max: 4 }),
      core: fc.integer({ min: 0, max: cores - 1 }),
      priority: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ period, budget, slack, core, priority }) => {
      const theta = Math.min(budget, period);
      return {
        name: '',
        period,
        budget: theta,
        deadline: Math.max(theta, period - slack),
        core: global ? null : core,
        priority,
        extratime: false,
        computed: { period: false, budget: false, core: false },
      };
    });
}

/**
 * `blocking` carries which VCPU the task goes to until {@link randomDomain} knows how many there
 * are.
 */
function randomTask(drawn: Drawn): fc.Arbitrary<Task> {
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
      blocking: fc.integer({ min: 0, max: 1 }),
      sporadic: varied ? fc.boolean() : fc.constant(false),
    })
    .map(({ shorter, ...task }) => ({
      name: '',
      ...task,
      deadline: Math.max(task.deadline, task.wcet),
      bcet: Math.max(1, task.wcet - shorter),
    }));
}
