import fc from 'fast-check';
import type {
  Action,
  Domain,
  Machine,
  MachinePolicy,
  SwitchCost,
  SystemModel,
} from '../../../scheduling/model/model.ts';
import { anySwitch, domain, MS, machine, system, task, US, vcpu } from '../../support/systems.ts';

/** A system and what is asked of it, one action after another. */
export interface Course {
  readonly model: SystemModel;
  readonly steps: readonly { readonly at: number; readonly action: Action }[];
}

const anyPolicy = fc.constantFrom<MachinePolicy>(
  { kind: 'EDF', placement: 'partitioned' },
  { kind: 'RM', placement: 'partitioned' },
  { kind: 'DM', placement: 'partitioned' },
  { kind: 'FP', placement: 'partitioned' },
  { kind: 'EDF', placement: 'global' },
  { kind: 'RM', placement: 'global' },
  { kind: 'RTDS' },
  { kind: 'null' },
  { kind: 'credit2', ratelimit: MS },
  {
    kind: 'ARINC653',
    majorFrame: 20 * MS,
    windows: [
      { domain: 'a0', vcpu: 'v0', at: 0, length: 9 * MS },
      { domain: 'b1', vcpu: 'v0', at: 10 * MS, length: 5 * MS },
    ],
    plans: [
      { name: 'other', windows: [{ domain: 'a0', vcpu: 'v0', at: 2 * MS, length: 11 * MS }] },
    ],
  },
);

const any = { kind: 'any' } as const;
const anyCosts = fc.constantFrom<readonly SwitchCost[]>([], [], anySwitch(30 * US), [
  ...anySwitch(20 * US),
  { from: any, to: { kind: 'dom0' }, cost: 300 * US },
  { from: { kind: 'domain', name: 'a2' }, to: any, cost: 200 * US },
]);

const anyTask = fc.record({
  period: fc.constantFrom(10, 12, 20, 30, 40),
  wcet: fc.integer({ min: 1, max: 12 }),
  soft: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

const anyDomain = fc.record({
  period: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined, freq: 2 }),
  budget: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 2 }),
  core: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 4 }),
  priority: fc.integer({ min: 1, max: 9 }),
  type: fc.constantFrom('pv', 'pv', 'hvm', 'dom0'),
  vcpus: fc.constantFrom(1, 1, 1, 2),
  global: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  tasks: fc.array(anyTask, { minLength: 0, maxLength: 3 }),
});

type Written = typeof anyDomain extends fc.Arbitrary<infer T> ? T : never;

function declared(name: string, written: Written): Domain {
  const { period, budget, core, priority, type, vcpus, global, tasks } = written;
  const names = Array.from({ length: vcpus }, (_, index) => `v${index}`);
  return domain(
    name,
    names.map((each, index) =>
      vcpu(each, {
        priority: priority + index,
        ...(period === undefined ? {} : { period: period * MS }),
        ...(budget === undefined ? {} : { budget: Math.min(budget, period ?? 3) * MS }),
        ...(core === undefined || index > 0 ? {} : { core }),
      }),
    ),
    tasks.map(({ period, wcet, soft }, index) => {
      const one = task(`t${index}`, period * MS, wcet * 150 * US, {
        vcpu: names[index % vcpus] ?? 'v0',
        ...(soft ? { soft: {} } : {}),
      });
      if (!global) return one;
      const { vcpu: _, ...anywhere } = one;
      return anywhere;
    }),
    { type: type as 'pv', global },
  );
}

const anyMachine = (name: string): fc.Arbitrary<Machine> =>
  fc
    .record({
      policy: anyPolicy,
      servers: fc.constantFrom('periodic', 'deferrable', 'polling'),
      switchCosts: anyCosts,
      cores: fc.constantFrom(1, 2, 4),
      where: fc.constantFrom('dom0', 'dom0', 'dom0', 'hypervisor'),
      cost: fc.constantFrom(0, 0, 0, 100 * US),
      domains: fc.array(anyDomain, { minLength: 2, maxLength: 6 }),
    })
    .map(({ domains, where, cost, cores, ...parts }) =>
      machine(
        domains.map((written, index) => {
          const core = written.core === undefined ? undefined : written.core % cores;
          return declared(`${name}${index}`, { ...written, core });
        }),
        {
          ...parts,
          name,
          cores,
          resolution: 10 * US,
          admission: { where: where as 'dom0', cost },
        },
      ),
    );

interface Wish {
  readonly kind: Action['kind'];
  readonly machine: number;
  readonly domain: number;
  readonly other: number;
  readonly number: number;
  readonly after: number;
}

const anyWish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom<Action['kind']>(
    ...['start', 'start', 'start', 'start', 'stop', 'stop'].map((kind) => kind as 'start'),
    ...['add', 'remove', 'set', 'migrate', 'plan'].map((kind) => kind as 'add'),
  ),
  machine: fc.nat(1),
  domain: fc.nat(5),
  other: fc.nat(11),
  number: fc.integer({ min: 1, max: 12 }),
  after: fc.integer({ min: 0, max: 30 }),
});

/** The action of a wish, mostly on a domain that was started before. */
function asked({ machines }: SystemModel, wish: Wish, started: readonly string[]): Action {
  const machine = machines[wish.machine % machines.length];
  const again = started[wish.domain % Math.max(1, started.length)];
  const all = machines.flatMap(({ domains }) => domains);
  const named =
    wish.kind === 'start' || again === undefined || wish.number === 1
      ? machine?.domains[wish.domain % machine.domains.length]
      : all.find(({ name }) => name === again);
  const name = named?.name ?? '';
  const vcpus = named?.vcpus ?? [];
  const vcpu = vcpus[wish.number % vcpus.length]?.name ?? 'v0';
  switch (wish.kind) {
    case 'start':
    case 'stop': {
      const second = machine?.domains[wish.other]?.name;
      return { kind: wish.kind, domains: second === undefined ? [name] : [name, second] };
    }
    case 'add': {
      const period = (8 + wish.other) * MS;
      const added = task(`n${wish.other % 3}`, period, wish.number * 60 * US, { vcpu });
      const { vcpu: _, ...anywhere } = added;
      return { kind: 'add', domain: name, task: named?.global === true ? anywhere : added };
    }
    case 'remove':
      return {
        kind: 'remove',
        domain: name,
        task: wish.other < 6 ? `t${wish.other % 3}` : `n${wish.other % 3}`,
      };
    case 'set':
      return {
        kind: 'set',
        domain: name,
        vcpu,
        ...(wish.other % 2 === 0 ? { period: (wish.number + 2) * MS } : {}),
        ...(wish.other % 4 === 0 ? { whenQuiet: true } : {}),
        ...(wish.other % 3 === 0 ? { budget: Math.min(wish.number, 3) * MS } : {}),
      };
    case 'migrate':
      return { kind: 'migrate', domain: name, machine: wish.other % 2 === 0 ? 'a' : 'b' };
    case 'plan':
      return {
        kind: 'plan',
        machine: machine?.name ?? '',
        plan: wish.other % 2 === 0 ? 'other' : 'first',
      };
  }
}

/** Two machines of any kind, and up to `most` actions of any kind on what is declared on them. */
export function anyCourse(most: number): fc.Arbitrary<Course> {
  return fc
    .record({
      machines: fc.tuple(anyMachine('a'), anyMachine('b')),
      wishes: fc.array(anyWish, { minLength: 3, maxLength: most }),
    })
    .map(({ machines, wishes }) => {
      const model = system(machines);
      let at = 0;
      const started: string[] = [];
      const steps = wishes.map((wish) => {
        at += wish.after * MS;
        const action = asked(model, wish, started);
        if (action.kind === 'start') started.push(...action.domains);
        return { at, action };
      });
      return { model, steps };
    });
}
