import { describe, expect, test } from 'vitest';
import { AnalysisCache, analyze } from '../../scheduling/analyze.ts';
import { decide, decidedBefore } from '../../scheduling/decide.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import { isUndecided, longerPatience } from '../../scheduling/undecided.ts';
import { domain, MS, machine, system, task, vcpu } from '../support/systems.ts';

const at = (core: number, period: number, budget: number) =>
  vcpu('v0', { core, period: period * MS, budget: budget * MS });

/** Two VCPUs with tasks on a core that stays open at once, and misses at certain phases. */
const late = (core: number) => [
  domain(`grab${core}`, [at(core, 4, 2)], [task('t', 14 * MS, 2 * MS)]),
  domain(`mix${core}`, [at(core, 9, 4)], [task('t', 20 * MS, 4 * MS)]),
];
/** Two VCPUs with tasks so rare that no search has shown a miss, and no test accepts. */
const rare = (core: number) => [
  domain(`rare${core}`, [at(core, 4, 2)], [task('t', 1_000 * MS, MS)]),
  domain(`seldom${core}`, [at(core, 9, 4)], [task('t', 1_000 * MS, MS)]),
];

const edf = { kind: 'EDF', placement: 'partitioned' } as const;
const board = system([
  machine([...rare(0), ...late(1), ...late(2)], { cores: 3, policy: edf, servers: 'deferrable' }),
]);

const SECOND = 1_000_000_000;

function cores({ machines }: Analysis): readonly (readonly [string, string])[] {
  return (machines[0]?.cores ?? []).map(({ verdict }) => [
    verdict.kind,
    verdict.kind === 'schedulable' ? '' : verdict.reason.kind,
  ]);
}

describe('open cores of a machine', () => {
  const first = analyze(board);

  test('are all searched, also beside one that is refused', () => {
    expect(cores(first)).toEqual([
      ['unknown', 'core-with-charges'],
      ['unknown', 'core-with-charges'],
      ['unknown', 'core-with-charges'],
    ]);
    const decided = decide(first, { patience: SECOND / 10 });
    expect(decided.verdict).toBe('unschedulable');
    expect(cores(decided)).toEqual([
      ['unknown', 'patience-spent'],
      ['unschedulable', 'late-by-phases'],
      ['unschedulable', 'late-by-phases'],
    ]);
    const [host] = decided.machines;
    expect(host?.verdict).toBe(host?.cores[1]?.verdict);
    expect(host && longerPatience(host)).toBe(SECOND);
  });

  test('are searched again with more patience only', () => {
    const cache = new AnalysisCache();
    const few = decide(first, { patience: 1_000, cache });
    expect(cores(few).map(([verdict]) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
    const [host] = few.machines;
    expect(host?.verdict).toMatchObject({
      reason: {
        kind: 'patience-spent',
        searches: [{ kind: 'held-back' }, { kind: 'phases', ended: 'patience' }],
      },
    });
    expect(isUndecided(few, 1_000)).toBe(false);
    expect(isUndecided(few, 2_000)).toBe(true);
    const more = decide(few, { patience: SECOND / 10, cache });
    expect(cores(more).map(([verdict]) => verdict)).toEqual([
      'unknown',
      'unschedulable',
      'unschedulable',
    ]);
    expect(decide(more, { patience: 1_000, cache }).machines).toEqual(more.machines);
    expect(decide(first, { patience: 1_000, cache }).machines).toEqual(more.machines);
    expect(decidedBefore(analyze(board), cache).machines).toEqual(more.machines);
  });
});
