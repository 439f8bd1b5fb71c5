import { describe, expect, it } from 'vitest';
import { AnalysisCache, analyze } from '../../../../scheduling/analyze.ts';
import type { Domain, Machine, OpenFrame, Window } from '../../../../scheduling/model/model.ts';
import { frameOf } from '../../../../scheduling/model/policies.ts';
import {
  domain,
  type MachineParts,
  MS,
  machine,
  system,
  task,
  vcpu,
} from '../../../support/systems.ts';

const plc = domain('plc', [vcpu('v0')], [task('t', 10 * MS, 2 * MS)]);
const hmi = domain('hmi', [vcpu('v0')], [task('t', 20 * MS, 4 * MS)]);

function open(...names: readonly string[]): OpenFrame['vcpus'] {
  return names.map((name) => ({ domain: name, vcpu: 'v0' }));
}

/** A machine whose frame leaves something open. A frame of 0 is left open itself. */
function board(
  domains: readonly Domain[],
  frame: number,
  vcpus: OpenFrame['vcpus'],
  windows: readonly Window[] = [],
  more: MachineParts = {},
): Machine {
  const majorFrame = frame === 0 ? 1 : frame;
  const policy = {
    kind: 'ARINC653',
    majorFrame,
    windows,
    open: { vcpus, frame: frame === 0 },
  } as const;
  return machine(domains, { policy, ...more });
}

function planOf(machine: Machine, previous?: ReturnType<typeof analyze>) {
  const cache = new AnalysisCache();
  const before = previous === undefined ? {} : { previous: previous.completed };
  const analysis = analyze(system([machine]), { cache, ...before });
  const [completed] = analysis.completed.machines;
  if (completed === undefined) throw new Error('no machine');
  return { analysis, choice: completed.windowChoice, frame: frameOf(completed.policy) };
}

describe('open windows', () => {
  it('are chosen and proven with the rest', () => {
    const { analysis, choice, frame } = planOf(board([plc, hmi], 10 * MS, open('plc', 'hmi')));
    expect(analysis.verdict).toBe('schedulable');
    expect(frame?.open).toBeUndefined();
    expect(frame?.windows).toEqual([
      { domain: 'plc', vcpu: 'v0', at: 0, length: 2 * MS },
      { domain: 'hmi', vcpu: 'v0', at: 2 * MS, length: 2 * MS },
    ]);
    expect(choice).toMatchObject({
      frame: false,
      cores: [{ core: 0, result: { kind: 'found', fewest: true, shortest: true } }],
    });
  });

  it('come with the frame of the fewest windows and then the smallest share', () => {
    const { analysis, choice, frame } = planOf(board([plc, hmi], 0, open('plc', 'hmi')));
    expect(analysis.verdict).toBe('schedulable');
    expect(choice?.frame).toBe(true);
    expect(frame?.majorFrame).toBe(10 * MS);
    expect(frame?.windows).toHaveLength(2);
  });

  it('come with a frame that holds the windows of other plans', () => {
    const one = board([plc, hmi], 0, open('plc', 'hmi'));
    if (one.policy.kind !== 'ARINC653') throw new Error('no frame');
    const windows = [{ domain: 'hmi', vcpu: 'v0', at: 15 * MS, length: 5 * MS }];
    const { frame } = planOf({
      ...one,
      policy: { ...one.policy, plans: [{ name: 'landing', windows }] },
    });
    expect(frame?.majorFrame).toBe(20 * MS);
  });

  it('leave written ones where they are', () => {
    const written = { domain: 'hmi', vcpu: 'v0', at: MS, length: 2 * MS };
    const { analysis, frame } = planOf(board([plc, hmi], 10 * MS, open('plc'), [written]));
    expect(analysis.verdict).toBe('schedulable');
    expect(frame?.windows[0]).toEqual(written);
    expect(frame?.windows.slice(1)).toEqual([
      { domain: 'plc', vcpu: 'v0', at: 3 * MS, length: 2 * MS },
    ]);
  });

  it('lie on the cores of their VCPUs, each of which has a plan of its own', () => {
    const twice = domain(
      'twice',
      [vcpu('v0', { core: 0 }), vcpu('v1', { core: 1 })],
      [task('a', 10 * MS, 9 * MS), task('b', 10 * MS, 9 * MS, { vcpu: 'v1' })],
    );
    const vcpus = [
      { domain: 'twice', vcpu: 'v0' },
      { domain: 'twice', vcpu: 'v1', core: 1 },
    ];
    const { analysis, frame } = planOf(board([twice], 10 * MS, vcpus, [], { cores: 2 }));
    expect(analysis.verdict).toBe('schedulable');
    expect(frame?.windows.map(({ core, length }) => [core, length])).toEqual([
      [undefined, 9 * MS],
      [1, 9 * MS],
    ]);
  });

  it('stay open where no plan exists, while another core has one', () => {
    const full = domain('full', [vcpu('v0', { core: 1 })], [task('t', 10 * MS, 9 * MS)]);
    const more = domain('more', [vcpu('v0', { core: 1 })], [task('t', 10 * MS, 2 * MS)]);
    const vcpus = [
      ...open('plc'),
      { domain: 'full', vcpu: 'v0', core: 1 },
      { domain: 'more', vcpu: 'v0', core: 1 },
    ];
    const { analysis, choice, frame } = planOf(
      board([plc, full, more], 10 * MS, vcpus, [], { cores: 2 }),
    );
    expect(choice?.cores.map(({ result }) => result.kind)).toEqual(['found', 'none']);
    expect(frame?.open?.vcpus).toEqual(vcpus.slice(1));
    expect(analysis.domains.map(({ verdict }) => verdict.kind)).toEqual([
      'schedulable',
      'unknown',
      'unknown',
    ]);
  });

  it('are kept while they serve everybody', () => {
    const before = planOf(board([plc, hmi], 10 * MS, open('plc', 'hmi')));
    const lighter = { ...hmi, tasks: [task('t', 20 * MS, 3 * MS)] };
    const kept = planOf(board([plc, lighter], 10 * MS, open('plc', 'hmi')), before.analysis);
    expect(kept.frame?.windows).toEqual(before.frame?.windows);
    const heavier = { ...hmi, tasks: [task('t', 20 * MS, 6 * MS)] };
    const anew = planOf(board([plc, heavier], 10 * MS, open('plc', 'hmi')), before.analysis);
    expect(anew.analysis.verdict).toBe('schedulable');
    expect(anew.frame?.windows).not.toEqual(before.frame?.windows);
  });

  it('keep a frame that was chosen', () => {
    const before = planOf(board([plc, hmi], 0, open('plc', 'hmi')));
    const faster = { ...hmi, tasks: [task('t', 18 * MS, 3 * MS)] };
    const kept = planOf(board([plc, faster], 0, open('plc', 'hmi')), before.analysis);
    expect(kept.frame?.majorFrame).toBe(10 * MS);
  });

  it('starve no soft task where all can be served', () => {
    const soft = domain('soft', [vcpu('v0')], [task('t', 10 * MS, 3 * MS, { soft: {} })]);
    const { frame } = planOf(board([plc, soft], 10 * MS, open('plc', 'soft')));
    const lengths = frame?.windows.map(({ domain, length }) => [domain, length]);
    expect(new Map(lengths as [string, number][])).toEqual(
      new Map([
        ['plc', 2 * MS],
        ['soft', 3 * MS],
      ]),
    );
  });

  it('serve the hard tasks where soft ones ask for too much', () => {
    const soft = domain(
      'soft',
      [vcpu('v0')],
      [
        task('hard', 10 * MS, 2 * MS, { deadline: 9 * MS }),
        task('soft', 20 * MS, 19 * MS, { soft: {} }),
      ],
      { policy: { kind: 'RM' } },
    );
    const { analysis } = planOf(board([plc, soft], 10 * MS, open('plc', 'soft')));
    expect(analysis.verdict).toBe('schedulable');
  });

  it('are not chosen for tasks that run on several VCPUs at once', () => {
    const { vcpu: _, ...anywhere } = task('t', 10 * MS, MS);
    const both = domain('both', [vcpu('v0'), vcpu('v1', { core: 1 })], [anywhere], {
      global: true,
    });
    const vcpus = [...open('both'), { domain: 'both', vcpu: 'v1', core: 1 }];
    const { choice } = planOf(board([both], 10 * MS, vcpus, [], { cores: 2 }));
    expect(choice?.cores.map(({ result }) => result.kind)).toEqual(['global', 'global']);
  });

  it('begin with the releases that are in step with the frame', () => {
    // By every phasing, 2 ms within 2 ms of any release take all of a core.
    const urgent = [task('t', 10 * MS, 2 * MS, { deadline: 2 * MS, offset: 4 * MS })];
    const aligned = domain('aligned', [vcpu('v0')], urgent, { releases: 'aligned' });
    const { analysis, frame, choice } = planOf(
      board([hmi, aligned], 10 * MS, open('hmi', 'aligned')),
    );
    expect(analysis.verdict).toBe('schedulable');
    expect(frame?.windows).toContainEqual({
      domain: 'aligned',
      vcpu: 'v0',
      at: 4 * MS,
      length: 2 * MS,
    });
    expect(choice?.cores[0]?.result).toMatchObject({ fewest: true, shortest: true });
  });

  it('are those of each scenario, whatever runs', () => {
    const one = board([plc, hmi], 10 * MS, open('plc', 'hmi'));
    const steps = [{ at: 0, action: { kind: 'start', domains: ['hmi'] } }] as const;
    const analysis = analyze(system([one], [{ name: 's', machine: 'm', steps }]));
    const [step] = analysis.scenarios[0]?.steps ?? [];
    expect(step?.admitted).toBe(true);
    expect(step?.running[0]?.policy).toEqual(analysis.completed.machines[0]?.policy);
  });
});
