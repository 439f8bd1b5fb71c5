import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Domain, Plan, ScenarioStep } from '../../../scheduling/model/model.ts';
import { admit, nothingRuns } from '../../../scheduling/scenario/admit.ts';
import { runs } from '../../support/runs.ts';
import { domain, machine, system, task, vcpu } from '../../support/systems.ts';
import { type PlanSystem, planSystem, tightened } from './plan-system.ts';
import { firstMiss, jobsOf, stepped, unitsOf } from './stepped-plans.ts';

/** A step with its outcome, in the order of the scenario. */
interface Told {
  readonly step: ScenarioStep;
  readonly verdict: 'admitted' | 'unschedulable' | 'unknown' | 'nothing';
  readonly failing: string | null;
}

function play({ machine, steps }: PlanSystem): readonly Told[] {
  let state = nothingRuns(system([machine]));
  return steps.map((step): Told => {
    const result = admit(state, step.action, { at: step.at });
    if (result.admitted) {
      state = result.state;
      return { step, verdict: 'admitted', failing: null };
    }
    const { reason, failing } = result;
    const kind = reason.kind === 'would-fail' ? reason.verdict.kind : 'nothing';
    const domain = failing !== null && 'domain' in failing ? failing.domain : null;
    return { step, verdict: kind, failing: domain };
  });
}

/** Lengths of runs in units: enough for most, and for a backlog that grows slowly. */
const SPAN = 300;
const LONG_SPAN = 5000;

/** The changes among some steps, as the stepped machine takes them. */
function changesIn(told: readonly Told[]): { at: number; plan: string }[] {
  return told.flatMap(({ step: { at, action }, verdict }) =>
    verdict === 'admitted' && action.kind === 'plan' ? [{ at, plan: action.plan }] : [],
  );
}

function startOf(told: readonly Told[], domain: string): number | null {
  const found = told.find(
    ({ step: { action }, verdict }) =>
      verdict === 'admitted' && action.kind === 'start' && action.domains[0] === domain,
  );
  return found?.step.at ?? null;
}

/**
 * Whether a run misses in which all tasks of a domain come together at some instant from `since`.
 */
function missesFrom(
  { machine, cost }: PlanSystem,
  told: readonly Told[],
  domain: Domain,
  since: number,
  side: 'safe' | 'necessary',
  span = SPAN,
): boolean {
  const plans = stepped(machine, changesIn(told));
  const units = unitsOf(plans, domain.name, span, side === 'safe' ? cost : 0);
  const last = Math.max(since, ...told.map(({ step }) => step.at)) + 20;
  const zero = Math.ceil(since / plans.frame) * plans.frame;
  const aligned = domain.releases === 'aligned';
  for (let from = aligned ? zero : since; from <= (aligned ? zero : last); from++) {
    const all = domain.tasks.map((one) => jobsOf(one, from + one.offset, span));
    if (firstMiss(domain.policy, all, units) !== null) return true;
  }
  return false;
}

/** The contradiction between runs and verdicts; `null` if there is none. */
function faultOf(drawn: PlanSystem): string | null {
  const told = play(drawn);
  const { domains } = drawn.machine;
  for (const domain of domains) {
    const since = startOf(told, domain.name);
    if (since !== null && missesFrom(drawn, told, domain, since, 'safe'))
      return `${domain.name} misses though all steps were admitted`;
  }
  for (const [index, { verdict, failing, step }] of told.entries()) {
    if (verdict !== 'unschedulable') continue;
    const before: Told[] = [...told.slice(0, index), { step, verdict: 'admitted', failing: null }];
    const domain = domains.find(({ name }) => name === failing);
    const since = domain === undefined ? null : startOf(before, domain.name);
    if (domain === undefined || since === null) return `step ${index} fails nowhere`;
    const spans = [SPAN, LONG_SPAN];
    if (!spans.some((span) => missesFrom(drawn, before, domain, since, 'necessary', span)))
      return `no run of ${failing} misses after step ${index}`;
  }
  return null;
}

/** A window of one unit wherever a character stands. */
function plan(name: string, pattern: string): Plan {
  const windows = [...pattern].flatMap((unit, at) =>
    unit === '-' ? [] : [{ domain: unit, vcpu: 'v0', at, length: 1 }],
  );
  return { name, windows };
}

/** The outcome of asking for plans, after `a` has started at 0 with one task. */
function asked(
  plans: readonly Plan[],
  [period, wcet, deadline]: readonly [number, number, number],
  changes: readonly (readonly [number, string])[],
): readonly string[] {
  const [first, ...others] = plans;
  const majorFrame = 4;
  const a = domain('a', [vcpu('v0')], [task('t', period, wcet, { deadline })]);
  const policy = {
    kind: 'ARINC653',
    majorFrame,
    windows: first?.windows ?? [],
    plans: others,
  } as const;
  const steps: ScenarioStep[] = [
    { at: 0, action: { kind: 'start', domains: ['a'] } },
    ...changes.map(
      ([at, plan]): ScenarioStep => ({ at, action: { kind: 'plan', machine: 'm', plan } }),
    ),
  ];
  return play({ machine: machine([a], { policy }), steps, cost: 0 }).map(({ verdict }) => verdict);
}

describe('changes of plan', () => {
  const three = [plan('first', 'a-a-'), plan('taxi', '-a-a'), plan('landing', '--aa')];
  const job = [6, 3, 7] as const;

  test('are proven by themselves', () => {
    expect(asked(three, job, [[1, 'taxi']])).toEqual(['admitted', 'admitted']);
    expect(
      asked(three, job, [
        [1, 'taxi'],
        [101, 'landing'],
      ]),
    ).toEqual(['admitted', 'admitted', 'admitted']);
  });

  // Jobs of 3, 9 and 15 are due by 22; from 3 to there the windows give 5, 7, 9, 11, 14, 15, 18,
  // 19.
  test('are proven together where one job can see both', () => {
    expect(
      asked(three, job, [
        [1, 'taxi'],
        [9, 'landing'],
      ]),
    ).toEqual(['admitted', 'admitted', 'unschedulable']);
  });

  // A job of 1 is due by 21; with `first` up to 20 and `late` from there, the windows give 4, 8, 12
  // and 16. A job that sees less of `first` gets more.
  test('are proven over as many frames as a busy period has', () => {
    const plans = [plan('first', 'a---'), plan('late', '-aaa')];
    const long = [21, 5, 20] as const;
    expect(asked(plans, long, [[17, 'late']])).toEqual(['admitted', 'unschedulable']);
    expect(asked(plans, long, [[13, 'late']])).toEqual(['admitted', 'admitted']);
  });

  test('asked for in one frame replace each other', () => {
    expect(
      asked(
        three,
        [8, 1, 8],
        [
          [1, 'landing'],
          [2, 'taxi'],
          [3, 'taxi'],
          [3, 'first'],
        ],
      ),
    ).toEqual(['admitted', 'admitted', 'admitted', 'nothing', 'admitted']);
  });

  test('take effect at once at the start of a frame', () => {
    expect(asked([plan('first', 'bbbb'), plan('on', 'aaaa')], job, [[0, 'on']])).toEqual([
      'unschedulable',
      'admitted',
    ]);
  });

  test('are admitted where no run misses, and refused as unschedulable where one does', () => {
    const seen = { admitted: 0, unschedulable: 0, unknown: 0, nothing: 0 };
    fc.assert(
      fc.property(planSystem, fc.boolean(), (free, tight) => {
        const drawn = tight ? tightened(free) : free;
        for (const { verdict, step } of play(drawn))
          if (step.action.kind === 'plan') seen[verdict]++;
        expect(faultOf(drawn)).toBeNull();
      }),
      { numRuns: runs(400) },
    );
    if (process.env.HYPERSCHED_RUNS !== undefined) console.log(seen);
    expect(Math.min(seen.admitted, seen.unschedulable)).toBeGreaterThan(runs(20));
  });
});
