import { describe, expect, it } from 'vitest';
import { AnalysisCache, analyze } from '../../../../scheduling/analyze.ts';
import { findings } from '../../../../scheduling/findings/findings.ts';
import type { CompletedModel } from '../../../../scheduling/model/completed.ts';
import type {
  Domain,
  Machine,
  OpenFrame,
  Plan,
  Window,
} from '../../../../scheduling/model/model.ts';
import { frameOf } from '../../../../scheduling/model/policies.ts';
import { domain, MS, machine, system, task, vcpu } from '../../../support/systems.ts';

const plc = domain('plc', [vcpu('v0')], [task('t', 10 * MS, 2 * MS)]);
const hmi = domain('hmi', [vcpu('v0')], [task('t', 20 * MS, 4 * MS)]);
const full = domain('full', [vcpu('v0')], [task('t', 10 * MS, 9 * MS)]);

function open(...names: readonly string[]): OpenFrame['vcpus'] {
  return names.map((name) => ({ domain: name, vcpu: 'v0' }));
}

function window(name: string, at: number, length: number): Window {
  return { domain: name, vcpu: 'v0', at: at * MS, length: length * MS };
}

/** A frame of 10 ms. */
function board(
  domains: readonly Domain[],
  first: { readonly windows?: readonly Window[]; readonly open?: OpenFrame['vcpus'] },
  ...plans: readonly Plan[]
): Machine {
  const { windows = [], open: vcpus } = first;
  const left = vcpus === undefined ? {} : { open: { vcpus, frame: false } };
  const policy = { kind: 'ARINC653', majorFrame: 10 * MS, windows, ...left, plans } as const;
  return machine(domains, { policy });
}

function planned(machine: Machine, previous?: CompletedModel) {
  const before = previous === undefined ? {} : { previous };
  const analysis = analyze(system([machine]), { cache: new AnalysisCache(), ...before });
  const [completed] = analysis.completed.machines;
  if (completed === undefined) throw new Error('no machine');
  const [host] = analysis.machines;
  return { analysis, choice: completed.windowChoice, frame: frameOf(completed.policy), host };
}

describe('the open windows of a plan', () => {
  it('are chosen for the domains that run in it', () => {
    const { analysis, choice, frame, host } = planned(
      board(
        [plc, hmi, full],
        { open: open('plc', 'hmi') },
        { name: 'night', windows: [], open: open('full') },
      ),
    );
    expect(analysis.verdict).toBe('schedulable');
    expect(frame?.windows).toEqual([window('plc', 0, 2), window('hmi', 2, 2)]);
    expect(frame?.plans).toEqual([{ name: 'night', windows: [window('full', 0, 9)] }]);
    expect(choice?.cores.map(({ plan, result }) => [plan, result.kind])).toEqual([
      [undefined, 'found'],
      ['night', 'found'],
    ]);
    expect(host?.plans?.map(({ plan, off }) => [plan, off])).toEqual([
      ['first', ['full']],
      ['night', ['plc', 'hmi']],
    ]);
  });

  it('find their place beside written ones of the plan, not beside those of another', () => {
    const { analysis, frame } = planned(
      board(
        [plc, hmi],
        { windows: [window('plc', 0, 8), window('hmi', 8, 2)] },
        { name: 'night', windows: [window('hmi', 3, 2)], open: open('plc') },
      ),
    );
    expect(analysis.verdict).toBe('schedulable');
    expect(frame?.plans?.[0]?.windows.toSorted((a, b) => a.at - b.at)).toEqual([
      window('plc', 0, 2),
      window('hmi', 3, 2),
    ]);
  });

  it('stay open where none serve everybody, who then are not proven there nor off', () => {
    const { analysis, frame, host } = planned(
      board(
        [plc, full],
        { windows: [window('plc', 0, 2)] },
        { name: 'night', windows: [], open: open('plc', 'full') },
      ),
    );
    expect(frame?.plans?.[0]?.open).toEqual(open('plc', 'full'));
    expect(analysis.verdict).not.toBe('schedulable');
    const night = host?.plans?.[1];
    expect([night?.verdict.kind, night?.off]).toEqual(['unknown', []]);
    const found = findings(analysis).find(({ code }) => code === 'windows-impossible');
    expect([found?.attribute, found?.plan]).toEqual(['window', 'night']);
  });

  it('are kept as something else changes, while they still serve everybody', () => {
    const night: Plan = { name: 'night', windows: [], open: open('plc', 'hmi') };
    const first = { windows: [window('plc', 0, 2), window('hmi', 2, 2)] };
    const before = planned(board([plc, hmi], first, night));
    const shorter = domain('plc', [vcpu('v0')], [task('t', 10 * MS, MS)]);
    const after = planned(board([shorter, hmi], first, night), before.analysis.completed);
    expect(after.frame?.plans).toEqual(before.frame?.plans);
    expect(before.frame?.plans?.[0]?.windows).toEqual([window('plc', 0, 2), window('hmi', 2, 2)]);
  });
});
