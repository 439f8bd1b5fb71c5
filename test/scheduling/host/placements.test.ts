import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { decide } from '../../../scheduling/decide.ts';
import { coreRules } from '../../../scheduling/host/partitioned/core-test.ts';
import type { Conflict } from '../../../scheduling/host/partitioned/placements/conflict.ts';
import { searchEveryPlacement } from '../../../scheduling/host/partitioned/placements/every-placement.ts';
import { lateRuns } from '../../../scheduling/host/run/late-run.ts';
import { sharingRules } from '../../../scheduling/host/run/sharing-rules.ts';
import { type HostServer, hostServers } from '../../../scheduling/host/server.ts';
import type { HostRun } from '../../../scheduling/model/reason.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { eventKinds, type Trace } from '../../../scheduling/simulation/trace.ts';
import { startOf } from '../../../scheduling/simulation/worst-case/played-run.ts';
import { hasOpenPlacements, longerPatience } from '../../../scheduling/undecided.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { runs } from '../../support/runs.ts';
import { domain, MS, machine, system, task, US, vcpu } from '../../support/systems.ts';
import { playedServers, steppedMachine, synchronous } from './adversary.ts';
import { stepHost } from './stepped-host.ts';
import {
  asMachine,
  asUnplaced,
  type TinyServer,
  type TinySystem,
  tinySystems,
} from './tiny-system.ts';

/** Systems of one core, whose VCPUs are to be placed on several. */
const systems = tinySystems({ kinds: ['deferrable'], longest: 10, load: 0.8 });

const STEPS = 400_000;

/** The conflicts that refute all placements; `null` where one stands. Some VCPUs are pinned. */
function conflictsOf(
  whole: TinySystem,
  cores: number,
  written: readonly (number | undefined)[],
): { readonly conflicts: readonly Conflict[]; readonly servers: readonly HostServer[] } | null {
  const completed = { ...asMachine(whole), cores: Array.from({ length: cores }, (_, at) => at) };
  const [rules, run] = [coreRules(completed), sharingRules(completed, 0)];
  if (rules === null || run === null) throw new Error('the cores have rules');
  const servers = hostServers(completed).servers.map((server, index) => ({
    ...server,
    core: written[index] ?? null,
  }));
  const found = searchEveryPlacement(
    {
      ...{ rules, run, cores },
      pinned: servers.filter(({ core }) => core !== null),
      free: servers.filter(({ core }) => core === null),
    },
    countSteps({ steps: STEPS }),
  );
  return found.kind === 'open' ? null : { conflicts: found.conflicts, servers };
}

/** All placements, each a core for each VCPU. */
function* placements(servers: readonly HostServer[], cores: number): Generator<readonly number[]> {
  for (let number = 0; number < cores ** servers.length; number++) {
    const placed = servers.map((_, index) => Math.floor(number / cores ** index) % cores);
    if (servers.every(({ core }, index) => core === null || core === placed[index])) yield placed;
  }
}

/** Whether the told VCPU misses at the end of a run of some VCPUs that share a core with others. */
function isShownAtEnd(whole: TinySystem, victim: string, run: HostRun): boolean {
  const { servers, start } = playedServers(whole, run);
  const { miss } = stepHost(steppedMachine(whole), servers, start + run.until + 1);
  return miss?.server === Number(victim.slice(1)) && miss.at === start + run.until;
}

/** Whether the stepped simulator shows that VCPUs cannot share a core, whatever the others ask. */
function isShown(whole: TinySystem, { servers, miss }: Conflict): boolean {
  if (miss !== null) {
    const names = new Set(servers.map(({ domain }) => domain));
    const vcpus = miss.run.vcpus.filter(({ vcpu }) => names.has(vcpu.domain));
    return isShownAtEnd(whole, miss.server.domain, { ...miss.run, vcpus });
  }
  const alone = { ...whole, servers: servers.map(({ order }) => whole.servers[order]) };
  const some = alone as TinySystem;
  const length = 2 * some.servers.reduce((product, { period }) => product * period, 1) + 1;
  return stepHost(steppedMachine(some), synchronous(some), length).miss !== null;
}

/** The first time at which a budget comes late in a trace, and all whose budgets do then. */
function firstMisses(trace: Trace | null) {
  if (trace === null) throw new Error('the run has no trace');
  const { names, events } = trace;
  const rows = Array.from(events.kind.subarray(0, events.count).keys()).filter(
    (row) => eventKinds[events.kind[row] ?? -1] === 'miss' && (events.task[row] ?? 0) < 0,
  );
  const at = events.time[rows[0] ?? -1];
  const together = rows.filter((row) => events.time[row] === at);
  return { domains: together.map((row) => names.vcpus[events.vcpu[row] ?? -1]?.domain), at };
}

const cores = fc.integer({ min: 2, max: 3 });
const written = fc.array(fc.constantFrom(0, 1, undefined, undefined), { maxLength: 2 });

/** A machine whose VCPUs are to be placed, and its analysis after a search. */
function searched(whole: TinySystem, m: number) {
  const first = analyze(system([asUnplaced(whole, m)]));
  const [machine] = first.completed.machines;
  const [before] = first.machines;
  if (machine === undefined || before === undefined) throw new Error('there is a machine');
  const [host] = decide(first, { patience: 3 * MS }).machines;
  return { machine, before, host: host ?? before, completed: first.completed };
}

describe('where no placement works', () => {
  test('each has a core with a conflict that the stepped simulator shows, too', () => {
    let refuted = 0;
    const property = fc.property(systems, cores, written, (whole, m, pinned) => {
      const found = conflictsOf(whole, m, pinned);
      if (found === null) return;
      refuted++;
      const { conflicts, servers } = found;
      for (const conflict of conflicts) expect(isShown(whole, conflict)).toBe(true);
      for (const placed of placements(servers, m)) {
        const coreOf = (server: HostServer) => placed[servers.indexOf(server)];
        const isRefuting = (conflict: Conflict) => new Set(conflict.servers.map(coreOf)).size === 1;
        expect(conflicts.some(isRefuting)).toBe(true);
      }
    });
    assertWithEnough(property, {
      ...{ numRuns: runs(1_500), found: () => refuted, above: runs(1_500) / 100 },
    });
  });

  test('the verdict tells the run of one, which is played as it is told', () => {
    const seen = { 'at once': 0, 'by a search': 0 };
    const property = fc.property(systems, cores, (whole, m) => {
      const { machine, before, host, completed } = searched(whole, m);
      if (host.verdict.kind !== 'unschedulable') return;
      if (host.verdict.reason.kind !== 'some-unplaced') return;
      const [late] = lateRuns(machine, host);
      if (late === undefined) return;
      seen[before.verdict.kind === 'unschedulable' ? 'at once' : 'by a search']++;
      expect(late.core).toBeNull();
      expect(isShownAtEnd(whole, late.vcpu.domain, late.run)).toBe(true);
      const { trace } = simulate(completed, { late });
      const { domains, at } = firstMisses(trace);
      expect(domains).toContain(late.vcpu.domain);
      expect(at).toBe(startOf(late.run) + late.due);
    });
    const found = () => Math.min(...Object.values(seen));
    assertWithEnough(property, { numRuns: runs(3_000), found, above: 2 });
  });

  test('a run told of it is of VCPUs that are all needed, and often of no later deadline', () => {
    let [told, tight] = [0, 0];
    for (const whole of fc.sample(systems, { numRuns: 600, seed: 3 })) {
      for (const { miss } of conflictsOf(whole, 2, [])?.conflicts ?? []) {
        if (miss === null) continue;
        told++;
        const { server, run } = miss;
        for (const needed of run.vcpus) {
          const fewer = { ...run, vcpus: run.vcpus.filter((part) => part !== needed) };
          expect(isShownAtEnd(whole, server.domain, fewer)).toBe(false);
        }
        const later = whole.servers.with(server.order, {
          ...(whole.servers[server.order] as TinyServer),
          deadline: server.deadline + 1,
        });
        const until = run.until + 1;
        if (!isShownAtEnd({ ...whole, servers: later }, server.domain, { ...run, until })) tight++;
      }
    }
    expect(told).toBeGreaterThan(10);
    expect(tight).toBeGreaterThan(3);
  });
});

const edf = { kind: 'EDF', placement: 'partitioned' } as const;

describe('VCPUs that find no core', () => {
  /** No two are proven to fit on one core, and their tasks are too rare for a miss. */
  const rare = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const period = 4 * MS + 10 * US * index;
      const own = vcpu('v0', { period, budget: period / 2 });
      return domain(`rare${index}`, [own], [task('t', 1_000 * MS, MS)]);
    });
  const on = (cores: number, domains: Parameters<typeof machine>[0]) =>
    analyze(system([machine(domains, { cores, policy: edf, servers: 'deferrable' })]));

  test('stay open where one placement withstands the search, which says how far it came', () => {
    const first = on(2, rare(3));
    const [completed] = first.completed.machines;
    const [before] = first.machines;
    expect(before?.verdict).toMatchObject({ kind: 'unknown', reason: { kind: 'some-unplaced' } });
    const [host] = decide(first, { patience: MS }).machines;
    if (completed === undefined || host === undefined) throw new Error('there is a machine');
    expect(host.verdict).toMatchObject({
      kind: 'unknown',
      reason: {
        kind: 'patience-spent',
        searches: [{ kind: 'placements', ended: 'patience' }, {}, {}],
        because: { kind: 'some-unplaced' },
      },
    });
    expect(longerPatience(host)).toBe(10 * MS);
    expect(hasOpenPlacements(completed, host)).toBe(true);
  });

  test('more than a search reaches are not searched', () => {
    expect(decide(on(24, rare(25)), { patience: MS }).machines[0]?.verdict).toMatchObject({
      reason: { searches: [{ kind: 'placements', tried: 0, ended: 'out-of-reach' }] },
    });
  });
});
