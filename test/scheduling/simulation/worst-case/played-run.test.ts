import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSteps } from '../../../../scheduling/arithmetic/steps.ts';
import { decideGlobal } from '../../../../scheduling/host/global/decide-global.ts';
import { analyzeMachine } from '../../../../scheduling/host/machine.ts';
import { searchCores } from '../../../../scheduling/host/partitioned/search-cores.ts';
import { type LateRun, lateRuns } from '../../../../scheduling/host/run/late-run.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { eventKinds, type Trace } from '../../../../scheduling/simulation/trace.ts';
import { startOf } from '../../../../scheduling/simulation/worst-case/played-run.ts';
import { openCores } from '../../../../scheduling/undecided.ts';
import { assertWithEnough } from '../../../support/assert-with-enough.ts';
import { runs } from '../../../support/runs.ts';
import { playedServers, steppedMachine } from '../../host/adversary.ts';
import { stepHost } from '../../host/stepped-host.ts';
import { asMachine, type TinySystem, tinySystems } from '../../host/tiny-system.ts';

/** The runs that the verdict on a system tells, and the kind of its reason. */
function told(system: TinySystem): readonly { readonly late: LateRun; readonly kind: string }[] {
  const machine = asMachine(system);
  const first = analyzeMachine(machine, []);
  const steps = countSteps({ steps: 1_000_000 });
  const open = openCores(machine, first);
  const host =
    open.length > 0
      ? searchCores(machine, first, open, 1_000, steps)
      : first.verdict.kind === 'unknown'
        ? (decideGlobal(machine, first, steps) ?? first)
        : first;
  const { verdict } = host;
  if (verdict.kind !== 'unschedulable') return [];
  return lateRuns(machine, host).map((late) => ({ late, kind: verdict.reason.kind }));
}

function played(system: TinySystem, late: LateRun): Trace {
  const { trace } = simulate({ machines: [asMachine(system)], scenarios: [] }, { late });
  if (trace === null) throw new Error('the run has no trace');
  return trace;
}

/** The VCPUs whose budgets come late, each with the time in the told run. */
function misses({ names, events }: Trace, late: LateRun) {
  const start = startOf(late.run);
  return Array.from(events.kind.subarray(0, events.count), (kind, row) => ({ kind, row }))
    .filter(({ kind, row }) => eventKinds[kind] === 'miss' && (events.task[row] ?? 0) < 0)
    .map(({ row }) => ({
      domain: names.vcpus[events.vcpu[row] ?? -1]?.domain,
      at: (events.time[row] ?? 0) - start,
    }));
}

/** The time that each VCPU of the trace gets before an instant, from the start of the told run. */
function supplies({ names, segments }: Trace, from: number, to: number): Map<string, number> {
  const got = new Map<string, number>();
  for (let row = 0; row < segments.count; row++) {
    const domain = names.vcpus[segments.vcpu[row] ?? -1]?.domain ?? '';
    const begin = Math.max(from, segments.start[row] ?? 0);
    const end = Math.min(to, segments.end[row] ?? 0);
    got.set(domain, (got.get(domain) ?? 0) + Math.max(0, end - begin));
  }
  return got;
}

const load = 0.8;
/** Each kind with the reasons that are met among so many systems; the rarest is met 15 times. */
const kinds: readonly (readonly [string, number, readonly string[], fc.Arbitrary<TinySystem>])[] = [
  [
    'deferrable servers of one core',
    700,
    ['held-back', 'late-by-phases', 'core-owed', 'core-late', 'core-over-utilized'],
    tinySystems({ kinds: ['deferrable'], longest: 12, overheads: true }),
  ],
  [
    'deferrable servers of all cores',
    700,
    ['held-back', 'late-together', 'late-by-phases', 'over-utilized'],
    tinySystems({ kinds: ['deferrable'], longest: 12, global: true, overheads: true, load }),
  ],
  [
    'periodic servers of one core',
    700,
    ['core-owed', 'core-late', 'core-over-utilized'],
    tinySystems({ kinds: ['periodic'], longest: 12 }),
  ],
  [
    'periodic servers of all cores',
    3_500,
    ['late-by-phases', 'late-together', 'over-utilized'],
    tinySystems({ kinds: ['periodic'], longest: 10, global: true, load }),
  ],
  [
    'polling servers of all cores',
    700,
    ['late-together', 'over-utilized'],
    tinySystems({ kinds: ['polling'], longest: 10, global: true, load }),
  ],
];

describe.each(kinds)('the run that a verdict tells of %s', (_, cases, reasons, systems) => {
  test('is played as it is told, up to the miss', () => {
    const seen = new Set<string>();
    assertWithEnough(
      fc.property(systems, (system) => {
        for (const { late, kind } of told(system)) {
          seen.add(kind);
          const { vcpu, due, run } = late;
          const trace = played(system, late);
          const start = startOf(run);
          const shown = misses(trace, late);
          expect(shown).toContainEqual({ domain: vcpu.domain, at: due });
          expect(Math.min(...shown.map(({ at }) => at))).toBe(due);
          const { servers, start: from } = playedServers(system, run);
          const machine = steppedMachine({ ...system, costs: [0, 0, 0, 0, 0] });
          const { supply, miss } = stepHost(machine, servers, from + due + 1);
          expect(miss).toEqual({ server: Number(vcpu.domain.slice(1)), at: from + due });
          const got = supplies(trace, start, start + due);
          for (const [index, units] of supply.entries()) {
            const ran = units.subarray(from, from + due).reduce((sum, unit) => sum + unit, 0);
            expect(got.get(`d${index}`) ?? 0, `d${index}`).toBe(ran);
          }
        }
      }),
      {
        numRuns: runs(cases),
        found: () => reasons.filter((reason) => seen.has(reason)).length,
        above: reasons.length - 1,
      },
    );
  });
});

test('the run that a search for phases tells misses nothing if all begin together', () => {
  const systems = tinySystems({ kinds: ['periodic'], longest: 10, global: true, load });
  let told_ = 0;
  let kept = 0;
  for (const system of fc.sample(systems, { numRuns: 2_000, seed: 4 })) {
    for (const { late, kind } of told(system)) {
      if (kind !== 'late-by-phases') continue;
      told_++;
      const vcpus = late.run.vcpus.map((part) => ({ ...part, replenished: 0 }));
      const other = { ...late, run: { ...late.run, vcpus } };
      if (misses(played(system, other), other).length === 0) kept++;
    }
  }
  expect(told_).toBeGreaterThan(3);
  expect(kept).toBe(told_);
});
