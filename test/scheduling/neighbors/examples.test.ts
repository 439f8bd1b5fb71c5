import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { ServerKind } from '../../../scheduling/model/model.ts';
import { besideNeighbors } from '../../../scheduling/neighbors/beside.ts';
import { neighborhood } from '../../../scheduling/neighbors/neighborhood.ts';
import { domain, machine, system, task, vcpu } from '../../support/systems.ts';

type Triple = readonly [period: number, budget: number, deadline: number];

interface Example {
  readonly policy: 'EDF' | 'RM';
  readonly servers: ServerKind;
  readonly neighbors: readonly Triple[];
  readonly own: Triple;
  /** Whether the VCPU stands before its neighbors in the text. */
  readonly first?: boolean;
  readonly guest: 'EDF' | 'RM' | 'DM';
  readonly task: readonly [period: number, wcet: number, deadline: number];
  readonly alone: number | null;
  /** The response with these neighbors; `null` if they do not help, `'holds'` under EDF. */
  readonly beside: number | 'holds' | null;
}

const examples: Readonly<Record<string, Example>> = {
  'a neighbor that leaves room early': {
    policy: 'RM',
    servers: 'periodic',
    neighbors: [[4, 1, 4]],
    own: [10, 4, 10],
    guest: 'RM',
    task: [20, 4, 13],
    alone: 16,
    beside: 12,
  },
  'a deadline a tick too short for the test': {
    policy: 'RM',
    servers: 'periodic',
    neighbors: [[4, 1, 4]],
    own: [10, 4, 10],
    guest: 'RM',
    task: [20, 4, 11],
    alone: 16,
    beside: null,
  },
  'a last budget that is served partly': {
    policy: 'RM',
    servers: 'periodic',
    neighbors: [[2, 1, 2]],
    own: [4, 2, 4],
    guest: 'RM',
    task: [4, 1, 4],
    alone: 5,
    beside: 4,
  },
  'a polling server': {
    policy: 'RM',
    servers: 'polling',
    neighbors: [[4, 1, 4]],
    own: [6, 2, 6],
    guest: 'RM',
    task: [24, 3, 14],
    alone: 17,
    beside: 14,
  },
  'a deferrable server whose budget never runs out': {
    policy: 'RM',
    servers: 'deferrable',
    neighbors: [[4, 1, 4]],
    own: [8, 3, 8],
    guest: 'RM',
    task: [8, 1, 3],
    alone: 11,
    beside: 3,
  },
  'a neighbor that the machine does not bear': {
    policy: 'RM',
    servers: 'deferrable',
    neighbors: [[4, 2, 4]],
    own: [8, 3, 8],
    guest: 'RM',
    task: [8, 1, 3],
    alone: 11,
    beside: null,
  },
  'a budget that a second job uses up': {
    policy: 'EDF',
    servers: 'deferrable',
    neighbors: [[6, 3, 6]],
    own: [8, 2, 8],
    guest: 'EDF',
    task: [8, 2, 8],
    alone: null,
    beside: null,
  },
  'the arrivals of a busy period of the deadline': {
    policy: 'EDF',
    servers: 'periodic',
    neighbors: [[3, 1, 3]],
    own: [2, 1, 2],
    guest: 'DM',
    task: [3, 1, 2],
    alone: 3,
    beside: 2,
  },
  'the ends of the use, not each window': {
    policy: 'RM',
    servers: 'deferrable',
    neighbors: [[8, 1, 8]],
    own: [6, 4, 6],
    guest: 'DM',
    task: [3, 2, 2],
    alone: 6,
    beside: 2,
  },
};

test.each(Object.entries(examples))('beside its neighbors: %s', (_, each) => {
  const { neighbors, own, guest } = each;
  const [period, budget, deadline] = own;
  const [T, C, D] = each.task;
  const interfaces = neighbors.map(([p, b, d], index) =>
    domain(`n${index}`, [vcpu('v0', { period: p, budget: b, deadline: d, core: 0 })]),
  );
  const tested = domain(
    'own',
    [vcpu('v0', { period, budget, deadline, core: 0 })],
    [task('t', T, C, { deadline: D })],
    { policy: { kind: guest } },
  );
  const analysis = analyze(
    system([
      machine([...interfaces, tested], {
        policy: { kind: each.policy, placement: 'partitioned' },
        servers: each.servers,
        resolution: 1,
      }),
    ]),
  );
  const facts = factsOf(analysis);
  const proven = facts.vcpu('own', 'v0');
  const proof = proven?.proof();
  if (proven === undefined || proof?.kind !== 'vcpu') throw new Error('not analyzed');
  expect(proven.tasks[0]?.response).toBe(each.alone);
  const hood = neighborhood(proven.machine, proven.host, 'own', 'v0');
  const found = hood === null ? null : besideNeighbors(hood, proof.problem)?.tasks[0];
  const told = found?.holds !== true ? null : (found.response ?? 'holds');
  expect(told).toBe(each.beside);
});
