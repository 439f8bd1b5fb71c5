import { describe, expect, test } from 'vitest';
import { elementAt } from '../../../client/element-at.ts';
import { parseDuration } from '../../../client/timeline/controls/parse-duration.ts';
import { changedModel, withChange } from '../../../client/timeline/knobs/changed-model.ts';
import { knobsOf } from '../../../client/timeline/knobs/knob.ts';
import { differs, sorted } from '../../../client/timeline/numbers/table.ts';
import { savedState } from '../../../client/timeline/state/saved-state.ts';
import { csv } from '../../../formats/csv/csv.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { systemMessage } from '../../../scripts/bench/pages/panel.ts';

const { model } = await systemMessage(`machine board { cores 1  resolution 10us }
domain guest on board {
  vcpu v0 period 5ms budget 2ms
  task act period 20ms wcet 3ms bcet 2ms
}
domain open on board { task own period 50ms wcet 1ms }
`);
const v0 = { kind: 'vcpu', domain: 'guest', vcpu: 'v0' } as const;
const act = { kind: 'task', domain: 'guest', task: 'act' } as const;

describe('turning a number', () => {
  test('changes it in the system and leaves the text’s system as it is', () => {
    const before = JSON.stringify(model);
    const changed = changedModel(model, [
      { element: v0, attribute: 'budget', value: 2_500_000 },
      { element: v0, attribute: 'period', value: 6_000_000 },
      { element: act, attribute: 'wcet', value: 1_000_000 },
    ]);
    const [guest] = changed.machines[0]?.domains ?? [];
    expect(guest?.vcpus[0]).toMatchObject({
      budget: 2_500_000,
      period: { kind: 'fixed', period: 6_000_000 },
    });
    expect(guest?.tasks[0]).toMatchObject({ wcet: 1_000_000, bcet: 1_000_000 });
    expect(JSON.stringify(model)).toBe(before);
  });

  test('again replaces what was said of it', () => {
    const first = withChange([], { element: v0, attribute: 'budget', value: 1 });
    const second = withChange(first, { element: v0, attribute: 'period', value: 2 });
    expect(withChange(second, { element: v0, attribute: 'budget', value: 3 })).toEqual([
      { element: v0, attribute: 'period', value: 2 },
      { element: v0, attribute: 'budget', value: 3 },
    ]);
  });

  test('goes in steps of the machine’s grid, and no further than the language allows', () => {
    const analysis = analyze(model);
    const [budget, period] = knobsOf(v0, model, analysis, []);
    expect(budget).toMatchObject({
      value: 2_000_000,
      least: 10_000,
      most: 5_000_000,
      step: 10_000,
      changed: false,
    });
    expect(period).toMatchObject({ value: 5_000_000, least: 2_000_000 });
    expect(knobsOf(act, model, analysis, [])).toMatchObject([
      { value: 3_000_000, most: 20_000_000 },
    ]);
  });

  test('begins at what the tool chose where the text leaves it open', () => {
    const analysis = analyze(model);
    const [budget] = knobsOf({ kind: 'vcpu', domain: 'open', vcpu: 'v0' }, model, analysis, []);
    const chosen = analysis.completed.machines[0]?.domains[1]?.vcpus[0];
    expect(budget?.value).toBe(chosen?.budget);
  });
});

describe('a duration is read as the language writes it', () => {
  test.each([
    ['2s', 2e9],
    ['2.513 ms', 2_513_000],
    [' 50us ', 50_000],
    ['0.5µs', 500],
    ['7ns', 7],
    ['1.5ns', null],
    ['2', null],
    ['-1ms', null],
    ['1e3ms', null],
    ['2000000s', null],
    ['', null],
  ])('%j is %j', (text, ns) => {
    expect(parseDuration(text)).toBe(ns);
  });
});

describe('what was stored comes back, whatever it is', () => {
  test.each([null, 7, 'x', [], { start: 'a', scale: -1, collapsed: [1], supply: { domain: 1 } }])(
    '%j',
    (stored) => {
      expect(savedState(stored)).toEqual({});
    },
  );

  test('and what is right is kept', () => {
    const stored = {
      start: 5,
      scale: 2,
      width: 3,
      tab: 'why',
      pinned: ['a'],
      marks: [1],
      horizon: 9,
      seed: 0,
    };
    expect(savedState({ ...stored, filter: 3 })).toEqual(stored);
  });
});

describe('the numbers', () => {
  test('are sorted by value, and what is missing comes last', () => {
    const rows = [
      ['b', 10],
      ['a', null],
      ['c', 9],
    ];
    expect(sorted(rows, 1, false)).toEqual([
      ['c', 9],
      ['b', 10],
      ['a', null],
    ]);
    expect(sorted(rows, 1, true)).toEqual([
      ['b', 10],
      ['c', 9],
      ['a', null],
    ]);
    expect(sorted(rows, 0, false).map(([name]) => name)).toEqual(['a', 'b', 'c']);
  });

  test('become lines that a spreadsheet reads', () => {
    expect(
      csv([
        ['a,b', 'say "x"', null],
        [1, 'two\nlines', ''],
      ]),
    ).toBe('"a,b","say ""x""",\r\n1,"two\nlines",\r\n');
  });

  const proven = (kind: string, response: number | null, responseIsBound = false) => ({
    verdict: { kind },
    response,
    responseIsBound,
  });
  test.each([
    [undefined, 5, 0, /added by the scenario/],
    [proven('unschedulable', 16), 5, 0, /least supply/],
    [proven('unknown', null), 5, 0, /proves nothing/],
    [proven('schedulable', 10), 10, 0, /^$/],
    [proven('schedulable', 10), 7, 0, /another phasing/],
    [proven('schedulable', 10, true), 7, 0, /upper bound/],
    [proven('schedulable', 10), 12, 1, /scenario changed/],
    [proven('schedulable', 10), null, 0, /no job ended/],
  ] as const)('say why they differ (%#)', (found, simulated, misses, words) => {
    expect(differs(found, simulated, misses)).toMatch(words);
  });
});

describe('the element at the cursor', () => {
  const range = (from: number, to: number) => ({
    start: { line: from, character: 0 },
    end: { line: to, character: 80 },
  });
  const place = (
    element: Parameters<typeof elementAt>[0][number]['element'],
    from: number,
    to: number,
  ) => ({
    element,
    uri: 'file:///a',
    range: range(from, to),
    name: range(from, from),
  });
  const places = [
    place({ kind: 'machine', machine: 'board' }, 0, 9),
    place({ kind: 'core', machine: 'board', core: 0 }, 1, 1),
    place({ kind: 'domain', domain: 'guest' }, 10, 20),
    place(v0, 12, 12),
  ];

  test.each([
    [1, { kind: 'machine', machine: 'board' }],
    [11, { kind: 'domain', domain: 'guest' }],
    [12, v0],
    [30, undefined],
  ] as const)('in line %d', (line, element) => {
    expect(elementAt(places, { line, character: 3 })).toEqual(element);
  });
});
