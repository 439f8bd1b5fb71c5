import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { chargedBudgets, proveCharged } from '../../../scheduling/host/charged-budgets.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../../scheduling/model/completed.ts';
import type { Domain, SwitchCost, SystemModel } from '../../../scheduling/model/model.ts';
import { modelOf } from '../../support/model-of.ts';
import { runs } from '../../support/runs.ts';

/** A unit of the run below, in ns: the least budget that RTDS takes. */
const unit = 10_000;

interface Guest {
  readonly period: number;
  readonly net: number;
  /** The budget with the switches, which the hypervisor counts down. */
  budget: number;
  /** Phases and releases are drawn anew for each run. */
  readonly phase: number;
  /** Periodic jobs as [period, time], in the order of urgency; always busy without any. */
  readonly tasks: readonly (readonly [number, number])[];
}

interface Running {
  left: number;
  deadline: number;
  /** The time of its switch that is still to be spent. */
  switching: number;
  core: number;
  got: number;
  readonly jobs: { due: number; left: number; task: number }[];
  readonly next: number[];
}

/**
 * A slow, obvious run of RTDS, a unit at a time: each core serves one of the most urgent VCPUs that
 * have budget and work, and a VCPU that comes in pays the switch from its own budget. The result is
 * the number of late jobs, and of periods in which an always busy VCPU got less than its net
 * budget.
 */
function shortfalls(
  guests: readonly Guest[],
  cores: number,
  cost: (from: number, to: number) => number,
  end: number,
  random: () => number,
): number {
  let failures = 0;
  const last = Array.from({ length: cores }, () => -1);
  const states = guests.map(
    ({ phase, tasks }): Running => ({
      ...{ left: 0, deadline: phase, switching: 0, core: -1, got: Number.POSITIVE_INFINITY },
      ...{ jobs: [], next: tasks.map(([period]) => Math.floor(random() * period)) },
    }),
  );
  for (let now = 0; now < end; now++) {
    guests.forEach((guest, index) => {
      const state = states[index];
      if (state === undefined) return;
      if (now === state.deadline) {
        if (guest.tasks.length === 0 && state.got < guest.net) failures++;
        state.got = 0;
        state.left = guest.budget;
        state.deadline = now + guest.period;
      }
      guest.tasks.forEach(([period, time], task) => {
        if (state.next[task] !== now) return;
        state.jobs.push({ due: now + period, left: time, task });
        state.next[task] = now + period + (random() < 0.2 ? Math.floor(random() * period) : 0);
      });
      failures += state.jobs.filter((job) => job.due === now && job.left > 0).length;
    });
    const ready = states
      .map((state, index) => ({ state, index }))
      .filter(
        ({ state, index }) =>
          state.left > 0 &&
          (guests[index]?.tasks.length === 0 || state.jobs.some((job) => job.left > 0)),
      )
      .sort((a, b) => a.state.deadline - b.state.deadline || a.index - b.index)
      .slice(0, cores);
    const chosen = new Set(ready.map(({ index }) => index));
    const free: number[] = [];
    for (let core = 0; core < cores; core++) {
      const holder = states.findIndex((state) => state.core === core);
      if (holder >= 0 && chosen.has(holder)) continue;
      const before = states[holder];
      if (before !== undefined) before.core = -1;
      free.push(core);
    }
    for (const { state, index } of ready) {
      if (state.core >= 0) continue;
      state.core = free.shift() ?? -1;
      state.switching = cost(last[state.core] ?? -1, index);
      last[state.core] = index;
    }
    for (const core of free) last[core] = -1;
    for (const { state, index } of ready) {
      state.left--;
      if (state.switching > 0) {
        state.switching--;
        continue;
      }
      state.got++;
      const job = state.jobs
        .filter(({ left }) => left > 0)
        .sort((a, b) => a.due - b.due || a.task - b.task)[0];
      if (guests[index]?.tasks.length !== 0 && job !== undefined) job.left--;
    }
  }
  return failures;
}

interface Drawn {
  readonly cores: number;
  readonly guests: readonly {
    readonly period: number;
    readonly budget: number;
    readonly tasks: readonly (readonly [number, number])[];
  }[];
  /** The cost of a switch from a domain to a domain; the last row is from idle. */
  readonly costs: readonly (readonly number[])[];
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({ cores: fc.constantFrom(1, 1, 2), count: fc.integer({ min: 2, max: 4 }) })
  .chain(({ cores, count }) => {
    const task = fc
      .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 4 }))
      .map(([times, wcet]) => [times * 20, wcet] as const);
    const guest = fc
      .record({
        period: fc.constantFrom(10, 20, 30, 40),
        share: fc.integer({ min: 1, max: 5 }),
        tasks: fc.array(task, { maxLength: 2 }),
      })
      .map(({ period, share, tasks }) => ({
        ...{ period, tasks },
        budget: Math.max(1, Math.floor((period * share) / 16)),
      }));
    const row = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: count, maxLength: count });
    return fc.record({
      cores: fc.constant(cores),
      guests: fc.array(guest, { minLength: count, maxLength: count }),
      costs: fc.array(row, { minLength: count + 1, maxLength: count + 1 }),
    });
  });

/** The analysis of a system, which is one text with other numbers. */
function analyzed({ cores, guests, costs }: Drawn, sample: SystemModel): Analysis {
  const [machine] = sample.machines;
  const [domain] = machine?.domains ?? [];
  const [vcpu] = domain?.vcpus ?? [];
  const [task] = domain?.tasks ?? [];
  if (machine === undefined || domain === undefined || vcpu === undefined || task === undefined)
    throw new Error('no sample');
  const domains = guests.map(
    ({ period, budget, tasks }, index): Domain => ({
      ...{ ...domain, name: `d${index}` },
      vcpus: [{ ...vcpu, period: { kind: 'fixed', period: period * unit }, budget: budget * unit }],
      tasks: tasks.map(([length, time], number) => ({
        ...{ ...task, name: `t${number}`, period: length * unit, deadline: length * unit },
        ...{ wcet: time * unit, bcet: time * unit },
      })),
    }),
  );
  const switchCosts = costs.flatMap((row, from) =>
    row.map(
      (cost, to): SwitchCost => ({
        from: from < guests.length ? { kind: 'domain', name: `d${from}` } : { kind: 'idle' },
        to: { kind: 'domain', name: `d${to}` },
        cost: cost * unit,
      }),
    ),
  );
  const numbers = Array.from({ length: cores }, (_, core) => core);
  return analyze({
    ...sample,
    machines: [{ ...machine, domains, switchCosts, cores: numbers }],
  });
}

function machineIn(machines: readonly CompletedMachine[]): CompletedMachine {
  const [machine] = machines;
  if (machine === undefined) throw new Error('no machine');
  return machine;
}

test('what is proven with charged budgets gets its net budgets where switches are charged', async () => {
  const sample = await modelOf(`machine m { scheduler RTDS }
    domain d on m { scheduler EDF  vcpu v  period 1ms  budget 1ms  task t  period 1ms  wcet 1ms }`);
  let proven = 0;
  fc.assert(
    fc.property(drawn, fc.integer(), (system, seed) => {
      const analysis = analyzed(system, sample);
      const machine = machineIn(analysis.completed.machines);
      const charged = chargedBudgets(machine);
      fc.pre(charged.every(({ budget, period }) => budget <= period));
      fc.pre(proveCharged(machine, charged).verdict.kind === 'schedulable');
      fc.pre(analysis.domains.every(({ verdict }) => verdict.kind === 'schedulable'));
      proven++;
      const random = randomFrom(seed);
      const guests = system.guests.map(
        (guest, index): Guest => ({
          ...{ period: guest.period, net: guest.budget, tasks: guest.tasks },
          ...{ budget: (charged[index]?.budget ?? 0) / unit },
          phase: Math.floor(random() * guest.period),
        }),
      );
      const cost = (from: number, to: number) =>
        system.costs[from < 0 ? system.guests.length : from]?.[to] ?? 0;
      expect(shortfalls(guests, system.cores, cost, 1_500, random)).toBe(0);
    }),
    { numRuns: runs(60) },
  );
  expect(proven).toBeGreaterThan(0);
});

test('the run itself tells where the switches are not charged', () => {
  const cost = () => 1;
  const guest = (budget: number): Guest => ({ period: 20, net: 5, budget, phase: 0, tasks: [] });
  expect(shortfalls([guest(6), guest(6)], 1, cost, 400, () => 0)).toBe(0);
  expect(shortfalls([guest(5), guest(5)], 1, cost, 400, () => 0)).toBeGreaterThan(0);
});

/** A generator of numbers from 0 to 1 (xorshift32). */
function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}
