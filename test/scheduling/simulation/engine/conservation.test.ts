import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MachinePolicy, SystemModel } from '../../../../scheduling/model/model.ts';
import { givesShares } from '../../../../scheduling/model/policies.ts';
import { draw, purposes, streamOf } from '../../../../scheduling/simulation/engine/random.ts';
import type { SimulationResult } from '../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { eventKinds, segmentKinds, type Trace } from '../../../../scheduling/simulation/trace.ts';
import { asWritten } from '../../../support/as-written.ts';
import { runs } from '../../../support/runs.ts';
import { globally, lightSystem, partitioned } from '../light-system.ts';

const HORIZON = 300_000;
const credit: MachinePolicy = { kind: 'credit', timeslice: 30_000, ratelimit: 1_000, boost: true };
const credit2: MachinePolicy = { kind: 'credit2', ratelimit: 1_000 };
const policies = [...partitioned, ...globally, credit, credit2];
const systems = fc.oneof(
  lightSystem({ policies, costs: true }),
  lightSystem({ policies, costs: true, globalGuests: true }),
);

test('on every core, what it was busy, lost and idle makes up the run, and is what its segments say', () => {
  everyRun((result, trace) => {
    const busy = result.cores.map(() => 0);
    const overhead = result.cores.map(() => 0);
    const last = result.cores.map(() => 0);
    rows(trace, ({ core, start, end, kind }) => {
      expect(start).toBeGreaterThanOrEqual(last[core] as number);
      expect(end).toBeGreaterThan(start);
      last[core] = end;
      const sums = kind === 'switch' ? overhead : busy;
      sums[core] = (sums[core] as number) + end - start;
    });
    for (const [core, statistics] of result.cores.entries()) {
      expect(statistics.busy + statistics.overhead + statistics.idle).toBe(HORIZON);
      expect([statistics.busy, statistics.overhead]).toEqual([busy[core], overhead[core]]);
      expect(last[core]).toBeLessThanOrEqual(HORIZON);
    }
  });
});

test('no VCPU gets more than its budget between two replenishments, unless it takes extra time', () => {
  everyRun((_, trace, model) => {
    const budgets = model.machines[0]?.domains.flatMap(({ vcpus }) => vcpus) ?? [];
    if (model.machines.some(({ policy }) => givesShares(policy))) return;
    const extra = model.machines[0]?.policy.kind === 'RTDS';
    const replenished = trace.names.vcpus.map((): number[] => []);
    const { events } = trace;
    for (let i = 0; i < events.count; i++) {
      if (eventKinds[events.kind[i] as number] !== 'replenish') continue;
      replenished[events.vcpu[i] as number]?.push(events.time[i] as number);
    }
    const taken = replenished.map((times) => times.map(() => 0));
    rows(trace, ({ vcpu, start, end, kind }) => {
      if (vcpu < 0 || kind === 'switch') return;
      // A segment may go on over a replenishment at the end of the budget.
      const times = replenished[vcpu] as number[];
      for (const [k, from] of times.entries()) {
        const to = times[k + 1] ?? HORIZON;
        const inside = Math.min(end, to) - Math.max(start, from);
        const sums = taken[vcpu] as number[];
        if (inside > 0) sums[k] = (sums[k] as number) + inside;
      }
    });
    for (const [vcpu, sums] of taken.entries()) {
      const { budget, extratime } = budgets[vcpu] ?? {};
      if (extra && extratime === true) continue;
      for (const sum of sums) expect(sum).toBeLessThanOrEqual(budget ?? 0);
    }
  });
});

test('every job that completes has executed what it needed, never on two VCPUs at once, never before its release', () => {
  everyRun(({ seed }, trace, model) => {
    const needs = (model.machines[0]?.domains ?? []).flatMap((domain) =>
      domain.tasks.map(({ name, bcet, wcet }) => {
        const stream = streamOf(domain.name, name);
        return (job: number): number =>
          bcet + draw(seed, stream, job, purposes.execution, wcet - bcet);
      }),
    );
    const executed = needs.map(() => new Map<number, number>());
    const until = needs.map(() => -1);
    rows(trace, ({ task, job, start, end, kind }) => {
      if (kind !== 'run') return;
      expect(start).toBeGreaterThanOrEqual(until[task] as number);
      until[task] = end;
      const sums = executed[task] as Map<number, number>;
      sums.set(job, (sums.get(job) ?? 0) + end - start);
    });
    const { events } = trace;
    for (let i = 0; i < events.count; i++) {
      const task = events.task[i] as number;
      const job = events.job[i] as number;
      if (eventKinds[events.kind[i] as number] !== 'complete') continue;
      expect(executed[task]?.get(job)).toBe(needs[task]?.(job));
      executed[task]?.delete(job);
    }
    // An incomplete job has not had all its execution time.
    for (const [task, sums] of executed.entries()) {
      for (const [job, sum] of sums) expect(sum).toBeLessThan(needs[task]?.(job) ?? 0);
    }
  });
});

test('a run in steps, looked at on the way, and one with its memory kept flat say the same as a run in one go', async () => {
  const { createSimulation } = await import('../../../../scheduling/simulation/run/simulate.ts');
  const property = fc.property(
    systems,
    fc.array(fc.nat(HORIZON), { maxLength: 5 }),
    (model, stops) => {
      const options = { horizon: HORIZON, seed: 7 };
      const whole = simulate(asWritten(model), options);
      const stepped = createSimulation(asWritten(model), options);
      for (const stop of stops.sort((a, b) => a - b)) {
        stepped.runUntil(stop);
        stepped.result();
      }
      stepped.runUntil(HORIZON);
      expect(stepped.result()).toEqual(whole);
      const flat = simulate(asWritten(model), { ...options, keepTrace: false });
      expect(flat).toEqual({ ...whole, trace: null });
    },
  );
  fc.assert(property, { numRuns: runs(300) });
});

function everyRun(
  check: (result: SimulationResult, trace: Trace, model: SystemModel) => void,
): void {
  const property = fc.property(systems, fc.nat(), (model, seed) => {
    const result = simulate(asWritten(model), { horizon: HORIZON, seed });
    if (result.trace === null) throw new Error('no trace was kept');
    check(result, result.trace, model);
  });
  fc.assert(property, { numRuns: runs(700) });
}

interface Row {
  readonly start: number;
  readonly end: number;
  readonly core: number;
  readonly vcpu: number;
  readonly task: number;
  readonly job: number;
  readonly kind: string;
}

function rows({ segments }: Trace, each: (row: Row) => void): void {
  const { start, end, core, vcpu, task, job, kind } = segments;
  const at = (column: { readonly [row: number]: number }, row: number): number =>
    column[row] as number;
  for (let row = 0; row < segments.count; row++) {
    each({
      ...{ start: at(start, row), end: at(end, row), core: at(core, row), vcpu: at(vcpu, row) },
      ...{ task: at(task, row), job: at(job, row), kind: segmentKinds[at(kind, row)] ?? '' },
    });
  }
}
