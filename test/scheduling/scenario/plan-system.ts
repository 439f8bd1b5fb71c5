import fc from 'fast-check';
import type {
  Domain,
  Machine,
  Plan,
  ScenarioStep,
  Window,
} from '../../../scheduling/model/model.ts';
import { plansOf, underPlan } from '../../../scheduling/plans/plans.ts';
import { admit, nothingRuns } from '../../../scheduling/scenario/admit.ts';
import { anySwitch, domain, machine, system, task, vcpu } from '../../support/systems.ts';

/** A machine of one core with two or three plans, and a scenario that changes between them. */
export interface PlanSystem {
  readonly machine: Machine;
  readonly steps: readonly ScenarioStep[];
  readonly cost: number;
}

const names = ['first', 'landing', 'taxi'];
const policies: readonly Domain['policy'][] = [
  { kind: 'EDF' },
  { kind: 'RM' },
  { kind: 'DM' },
  { kind: 'FP' },
];

const oneTask = fc
  .record({
    period: fc.constantFrom(4, 5, 6, 8, 10, 12, 16),
    share: fc.integer({ min: 1, max: 100 }),
    deadline: fc.integer({ min: 70, max: 330 }),
    jitter: fc.constantFrom(0, 0, 0, 1, 2),
    priority: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ period, share, deadline, jitter, priority }) =>
    task('', period, Math.max(1, Math.floor((period * share * share) / 18_000)), {
      deadline: Math.max(1, Math.round((period * deadline) / 100)),
      jitter,
      priority,
    }),
  );

/** A unit of a plan belongs to `a`, to `b`, or to nobody. */
const units = fc.array(fc.constantFrom(0, 0, 0, 0, 1, 2), { minLength: 8, maxLength: 8 });

export const planSystem: fc.Arbitrary<PlanSystem> = fc
  .record({
    frame: fc.constantFrom(2, 3, 4, 5, 6, 8),
    plans: fc.array(units, { minLength: 2, maxLength: 3 }),
    tasks: fc.tuple(
      fc.array(oneTask, { minLength: 1, maxLength: 3 }),
      fc.array(oneTask, { minLength: 1, maxLength: 1 }),
    ),
    policy: fc.constantFrom(...policies),
    cost: fc.constantFrom(0, 0, 0, 1),
    aligned: fc.constantFrom(false, false, true),
    begins: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
    changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat(2)), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ frame, plans, tasks, policy, cost, aligned, begins, changes }) => {
    const written = plans.map((owners, index): Plan => {
      return { name: names[index] ?? '', windows: windowsOf(owners.slice(0, frame)) };
    });
    const distinct = new Map(
      tasks.flat().map((one, index) => [one, 10 * (one.priority ?? 0) + index]),
    );
    const domains = ['a', 'b'].map((name, index) =>
      domain(
        name,
        [vcpu('v0')],
        (tasks[index] ?? []).map((one, place) => ({
          ...one,
          name: `t${place}`,
          ...(aligned ? { jitter: 0, offset: (one.jitter + place) % 3 } : {}),
          priority: distinct.get(one) ?? 0,
        })),
        { policy, ...(aligned ? { releases: 'aligned' } : {}) },
      ),
    );
    const [first, ...others] = written;
    const steps: ScenarioStep[] = ['a', 'b'].map((name, index) => ({
      at: begins[index] ?? 0,
      action: { kind: 'start', domains: [name] },
    }));
    let at = 0;
    let now = 'first';
    for (const [later, plan] of changes) {
      at += later;
      const others = written.filter(({ name }) => name !== now);
      const to = others[plan % others.length]?.name ?? 'first';
      now = to;
      steps.push({ at, action: { kind: 'plan', machine: 'm', plan: to } });
    }
    steps.sort((one, other) => one.at - other.at);
    return {
      machine: machine(domains, {
        policy: {
          kind: 'ARINC653',
          majorFrame: frame,
          windows: first?.windows ?? [],
          plans: others,
        },
        switchCosts: cost === 0 ? [] : anySwitch(cost),
      }),
      steps,
      cost,
    };
  });

function windowsOf(owners: readonly number[]): readonly Window[] {
  const windows: Window[] = [];
  owners.forEach((owner, at) => {
    const name = ['a', 'b'][owner];
    const last = windows.at(-1);
    if (name === undefined) return;
    if (last !== undefined && last.domain === name && last.at + last.length === at)
      windows[windows.length - 1] = { ...last, length: last.length + 1 };
    else windows.push({ domain: name, vcpu: 'v0', at, length: 1 });
  });
  return windows;
}

/** The system with the first task of `a` as long as each plan by itself allows. */
export function tightened(drawn: PlanSystem): PlanSystem {
  let best = drawn;
  for (let wcet = 1; wcet <= 16; wcet++) {
    const machine = {
      ...drawn.machine,
      domains: drawn.machine.domains.map((one, place) => ({
        ...one,
        tasks: one.tasks.map((each, index) => (place + index === 0 ? { ...each, wcet } : each)),
      })),
    };
    const plans = plansOf(machine.policy);
    if (plans.some(({ name }) => !worksIn(machine, name))) break;
    best = { ...drawn, machine };
  }
  return best;
}

function worksIn(machine: PlanSystem['machine'], plan: string): boolean {
  const alone = underPlan(machine, plan);
  const start = { kind: 'start', domains: ['a'] } as const;
  return admit(nothingRuns(system([alone])), start).admitted;
}
