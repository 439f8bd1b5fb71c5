import fc from 'fast-check';
import type { Domain, MachinePolicy, SystemModel } from '../../scheduling/model/model.ts';
import { anySwitch, domain, MS, machine, system, task, US, vcpu } from './systems.ts';

const policies: readonly MachinePolicy[] = [
  { kind: 'EDF', placement: 'partitioned' },
  { kind: 'RM', placement: 'partitioned' },
  { kind: 'EDF', placement: 'global' },
  { kind: 'FP', placement: 'global' },
  { kind: 'RTDS' },
  { kind: 'null' },
  { kind: 'credit', timeslice: 30 * MS, ratelimit: MS, boost: true },
  { kind: 'credit2', ratelimit: MS },
  {
    kind: 'ARINC653',
    majorFrame: 20 * MS,
    windows: [{ domain: 'd0', vcpu: 'v0', at: 0, length: 9 * MS }],
  },
  {
    kind: 'ARINC653',
    majorFrame: 20 * MS,
    windows: [],
    open: { vcpus: [{ domain: 'd0', vcpu: 'v0' }], frame: false },
  },
  {
    kind: 'ARINC653',
    majorFrame: 20 * MS,
    windows: [
      { domain: 'd0', vcpu: 'v0', at: 0, length: 9 * MS },
      { domain: 'd1', vcpu: 'v0', at: 10 * MS, length: 6 * MS },
    ],
    plans: [
      {
        name: 'landing',
        windows: [
          { domain: 'd0', vcpu: 'v0', at: 0, length: 4 * MS },
          { domain: 'd0', vcpu: 'v0', at: 10 * MS, length: 5 * MS },
        ],
      },
      { name: 'cruise', windows: [], open: [{ domain: 'd1', vcpu: 'v0' }] },
    ],
  },
];

const aTask = fc.record({
  period: fc.integer({ min: 5, max: 40 }),
  wcet: fc.integer({ min: 1, max: 6 }),
  soft: fc.boolean(),
  offset: fc.constantFrom(0, 0, 3),
});

const aDomain = fc.record({
  policy: fc.constantFrom('EDF', 'RM', 'FIFO', 'RR'),
  period: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
  budget: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  core: fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined }),
  tasks: fc.array(aTask, { maxLength: 3 }),
  incomplete: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  global: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  aligned: fc.integer({ min: 0, max: 2 }).map((n) => n === 0),
});

/**
 * Small systems of every kind, with and without budgets, periods, cores and windows, and a scenario
 * that starts all domains and changes to each plan.
 */
export const aSystem = fc
  .record({
    policy: fc.constantFrom(...policies),
    servers: fc.constantFrom('periodic', 'deferrable', 'polling'),
    cost: fc.constantFrom(0, 0, 20 * US),
    domains: fc.array(aDomain, { minLength: 1, maxLength: 4 }),
  })
  .map(({ policy, servers, cost, domains }): SystemModel => {
    const built = domains.map((d, index): Domain => {
      const own = vcpu('v0', {
        ...(d.period === undefined ? {} : { period: d.period * MS }),
        ...(d.budget === undefined ? {} : { budget: Math.min(d.budget, d.period ?? 5) * MS }),
        ...(d.core === undefined ? {} : { core: d.core }),
      });
      const tasks = d.tasks.map(({ period, wcet, soft, offset }, i) => {
        const one = task(`t${i}`, period * MS, wcet * 300 * US, {
          priority: i,
          offset: offset * MS,
          ...(soft ? { soft: {} } : {}),
        });
        if (!d.global) return one;
        const { vcpu: _, ...anywhere } = one;
        return anywhere;
      });
      const vcpus = d.global ? [own, { ...own, name: 'v1' }] : [own];
      return domain(`d${index}`, vcpus, tasks, {
        policy: d.policy === 'RR' ? { kind: 'RR', quantum: MS } : { kind: d.policy as 'EDF' },
        incomplete: d.incomplete,
        ...(d.aligned && ['ARINC653', 'null'].includes(policy.kind) ? { releases: 'aligned' } : {}),
        global: d.global,
      });
    });
    const switchCosts = cost === 0 ? [] : anySwitch(cost);
    const steps = built.map((d, at) => ({
      at,
      action: { kind: 'start', domains: [d.name] } as const,
    }));
    const changes = policy.kind === 'ARINC653' ? (policy.plans ?? []) : [];
    const planSteps = changes.map(({ name }, i) => ({
      at: (25 + 30 * i) * MS,
      action: { kind: 'plan', machine: 'm', plan: name } as const,
    }));
    return system(
      [machine(built, { cores: 2, policy, servers, switchCosts, resolution: 10 * US })],
      [{ name: 's', machine: 'm', steps: [...steps, ...planSteps] }],
    );
  });
