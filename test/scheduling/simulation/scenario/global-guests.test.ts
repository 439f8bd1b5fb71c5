import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action, MachinePolicy, Task } from '../../../../scheduling/model/model.ts';
import { assertWithEnough } from '../../../support/assert-with-enough.ts';
import { runs } from '../../../support/runs.ts';
import { domain, machine, system, task, US, vcpu } from '../../../support/systems.ts';
import { missed, played } from './soak/faults.ts';
import { overdue } from './soak/overdue.ts';

const policies: readonly MachinePolicy[] = [
  { kind: 'EDF', placement: 'global' },
  { kind: 'RM', placement: 'global' },
  { kind: 'EDF', placement: 'partitioned' },
  { kind: 'RM', placement: 'partitioned' },
];

/** A budget of at least a share of its period, in halves. */
const supply = (from: number, halves: number) =>
  fc
    .record({ period: fc.integer({ min: 3, max: from }), spare: fc.nat({ max: 4 }) })
    .map(({ period, spare }) => ({
      period: period * US,
      budget: Math.max(1, Math.ceil((period * halves) / 2) - spare) * US,
    }));

const aTask = (name: string, longest: number) =>
  fc
    .record({
      period: fc.integer({ min: 8, max: 30 }),
      wcet: fc.integer({ min: 1, max: longest }),
      offset: fc.nat({ max: 5 }),
      priority: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ period, wcet, offset, priority }): Task => {
      const { vcpu: _, ...own } = task(name, period * US, Math.min(wcet, period) * US);
      return { ...own, offset: offset * US, priority };
    });

const add = (own: Task): Action => ({ kind: 'add', domain: 'd', task: own });
const set = (
  name: string,
  times: { readonly period?: number; readonly budget: number },
): Action => ({
  ...{ kind: 'set', domain: 'd', vcpu: name },
  ...times,
});

/** Changes of a guest that has to be quiet for some of them. */
const changes: fc.Arbitrary<readonly Action[]> = fc.oneof(
  supply(8, 1).map(({ budget }) => [set('v0', { budget })]),
  supply(8, 1).map((times) => [set('v1', times)]),
  aTask('n', 6).map((own): Action[] => [{ kind: 'remove', domain: 'd', task: 't0' }, add(own)]),
  fc
    .tuple(supply(8, 2), aTask('n', 6))
    .map(([{ budget }, own]) => [set('v0', { budget }), add(own)]),
);

const systems = fc
  .record({
    policy: fc.constantFrom(...policies),
    servers: fc.constantFrom('periodic', 'deferrable', 'polling'),
    own: fc.constantFrom('EDF', 'RM', 'FP'),
    vcpus: fc.tuple(supply(8, 2), supply(8, 2)),
    tasks: fc.tuple(aTask('t0', 6), aTask('t1', 8), aTask('t2', 8)),
    other: fc.option(supply(9, 1)),
    at: fc.integer({ min: 10, max: 40 }),
    apart: fc.nat({ max: 1 }),
    changes,
  })
  .map(({ policy, servers, own, vcpus, tasks, other, at, apart, changes }) => {
    const guest = domain(
      'd',
      vcpus.map((times, index) => vcpu(`v${index}`, times)),
      tasks,
      { policy: { kind: own }, global: true },
    );
    const beside = other === null ? [] : [domain('e', [vcpu('v0', other)])];
    const start: Action = { kind: 'start', domains: ['d', ...beside.map(({ name }) => name)] };
    const steps = [
      { at: 0, action: start },
      ...changes.map((action, index) => ({ at: (at + apart * index) * US, action })),
    ];
    const parts = { cores: 2, policy, servers };
    return system(
      [machine([guest, ...beside], parts)],
      [{ name: 's', machine: 'm', steps, run: 600 * US }],
    );
  });

describe('a guest that schedules globally over several VCPUs', () => {
  test('misses nothing when it changes, and waits no longer than is told', () => {
    let waited = 0;
    const property = fc.property(systems, fc.nat(), (written, seed) => {
      const result = played(written, seed, []);
      for (const { inForce } of result.scenario) if (inForce != null) waited++;
      expect([...missed(result, written), ...overdue(written, result)]).toEqual([]);
    });
    assertWithEnough(property, { numRuns: runs(300), found: () => waited, above: 30 });
  });
});
