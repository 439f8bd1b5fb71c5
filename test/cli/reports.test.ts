import { describe, expect, test } from 'vitest';
import { type CheckedFile, fileExitCode, fileVerdict } from '../../cli/check/checked-file.ts';
import type { Diagnostic } from '../../cli/check/diagnostic.ts';
import { checkedFileJson } from '../../cli/check/json.ts';
import { checkedFilesText } from '../../cli/check/text.ts';
import { plain } from '../../cli/terminal.ts';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import { smallAnalysis } from './small-analysis.ts';

const finding: Diagnostic = {
  origin: 'analysis',
  file: 'small.hsched',
  line: 9,
  column: 3,
  endLine: 9,
  endColumn: 12,
  severity: 'error',
  code: 'guest-unschedulable',
  message: 'actuate can miss its deadline.\nA budget of 2.513 ms would do.',
  related: [],
};

const small: CheckedFile = {
  file: 'small.hsched',
  analysis: smallAnalysis,
  diagnostics: [finding],
};
const unreadable: CheckedFile = {
  file: 'gone.hsched',
  analysis: null,
  diagnostics: [
    {
      ...finding,
      origin: 'text',
      file: 'gone.hsched',
      line: 1,
      column: 1,
      code: 'file-unreadable',
    },
  ],
};

describe('the JSON of a checked file', () => {
  test('has its keys in the agreed order, on one line', () => {
    const expected = {
      version: 1,
      file: 'small.hsched',
      verdict: 'unschedulable',
      here: { verdict: 'schedulable', response: null },
      machines: [
        {
          name: 'testbed',
          scheduler: 'EDF',
          placement: 'partitioned',
          servers: 'deferrable',
          verdict: 'schedulable',
          cores: [
            {
              core: 0,
              utilization: 0.5071,
              verdict: 'schedulable',
              here: { verdict: 'schedulable', response: null },
              vcpus: ['guest1.v0'],
            },
          ],
        },
      ],
      domains: [
        {
          name: 'guest1',
          machine: 'testbed',
          scheduler: 'RM',
          verdict: 'unschedulable',
          here: { verdict: 'schedulable', response: null },
          vcpus: [
            {
              name: 'v0',
              core: 0,
              period: 5000000,
              deadline: 5000000,
              budget: 2300000,
              grossBudget: 2535632,
              minBudget: 2513000,
              computed: { period: false, budget: false, core: true },
              verdict: 'unschedulable',
              here: { verdict: 'schedulable', response: 2300000 },
              witness: { task: 'actuate', time: 15000000, demand: 5050000, supply: 4600000 },
            },
          ],
          tasks: [
            {
              name: 'actuate',
              vcpu: 'v0',
              soft: false,
              verdict: 'unschedulable',
              response: 15850000,
              here: { verdict: 'schedulable', response: 8450000 },
              deadline: 15000000,
            },
          ],
        },
      ],
      scenarios: [
        {
          name: 'evening',
          steps: [
            {
              at: 200000000,
              action: 'start guest1',
              admitted: false,
              reason:
                'guest1.v0 would fail: actuate can miss its 15 ms deadline by 0.85 ms: in a window of 15 ms the VCPU is sure to supply 4.6 ms, 5.05 ms are asked for',
            },
          ],
        },
      ],
      diagnostics: [
        {
          file: 'small.hsched',
          line: 9,
          column: 3,
          severity: 'error',
          code: 'guest-unschedulable',
          message: 'actuate can miss its deadline.\nA budget of 2.513 ms would do.',
        },
      ],
    };
    expect(checkedFileJson(small)).toBe(JSON.stringify(expected));
  });

  test('of a file that cannot be read is whole, empty and unknown', () => {
    expect(JSON.parse(checkedFileJson(unreadable))).toMatchObject({
      file: 'gone.hsched',
      verdict: 'unknown',
      machines: [],
      domains: [],
      scenarios: [],
      diagnostics: [{ code: 'file-unreadable' }],
    });
  });
});

describe('the text for people', () => {
  test('has the diagnostics first, a line each, then the summary', () => {
    expect(checkedFilesText([small], plain)).toBe(
      [
        'small.hsched:9:3: error: actuate can miss its deadline. A budget of 2.513 ms would do. [guest-unschedulable]',
        '',
        '✗ small.hsched  not schedulable by its interfaces alone; schedulable with these neighbors',
        '',
        '  ✓ machine testbed  2 cores, EDF partitioned, deferrable servers',
        '                    period   budget   smallest    load',
        '    core 0       ✓                              50.7 %  ██████████▏·········',
        '      guest1.v0  ✗    5 ms   2.3 ms   2.513 ms  50.7 %  ██████████▏·········',
        '        actuate  ✗  response 15.85 ms, deadline 15 ms; with these neighbors 8.45 ms at most',
        '',
        '  scenario evening',
        '    ✗  200 ms  start guest1  refused: guest1.v0 would fail',
        '',
      ].join('\n'),
    );
  });

  test('says so where a machine has no VCPUs', () => {
    const machine = smallAnalysis.completed.machines.map((each) => ({ ...each, domains: [] }));
    const empty = smallAnalysis.machines.map((each) => ({ ...each, cores: [], vcpus: [] }));
    const analysis = {
      ...smallAnalysis,
      completed: { machines: machine, scenarios: [] },
      machines: empty,
      domains: [],
      scenarios: [],
    };
    expect(
      checkedFilesText([{ ...small, analysis, diagnostics: [] }], plain)
        .split('\n')
        .slice(2),
    ).toEqual([
      '  ✓ machine testbed  2 cores, EDF partitioned, deferrable servers',
      '    no VCPUs',
      '',
    ]);
  });

  test('says a line that two files share once', () => {
    const text = checkedFilesText([small, { ...small, file: 'other.hsched' }], plain);
    expect(text.match(/small\.hsched:9:3/g)).toHaveLength(1);
    expect(text).toMatch(/✗ small\.hsched[\s\S]*✗ other\.hsched/);
  });

  test('colors only what it is told to', () => {
    const text = checkedFilesText([small], (look, part) => `<${look}>${part}</>`);
    expect(text).toContain('small.hsched:9:3: <red>error:</> actuate');
    expect(text.replace(/<[^>]*>/g, '')).toBe(checkedFilesText([small], plain));
  });
});

describe('verdict and exit code of a file', () => {
  const textError: Diagnostic = { ...finding, origin: 'text' };
  const cases: readonly (readonly [string, CheckedFile, VerdictKind, number])[] = [
    [
      'proven',
      { ...small, analysis: { ...smallAnalysis, verdict: 'schedulable' }, diagnostics: [] },
      'schedulable',
      0,
    ],
    ['refuted', small, 'unschedulable', 1],
    [
      'not proven',
      { ...small, analysis: { ...smallAnalysis, verdict: 'unknown' }, diagnostics: [] },
      'unknown',
      1,
    ],
    [
      'proven but for a text error',
      {
        ...small,
        analysis: { ...smallAnalysis, verdict: 'schedulable' },
        diagnostics: [textError],
      },
      'unknown',
      2,
    ],
    ['refuted, with a text error', { ...small, diagnostics: [textError] }, 'unschedulable', 2],
    [
      'a text warning',
      {
        ...small,
        analysis: { ...smallAnalysis, verdict: 'schedulable' },
        diagnostics: [{ ...textError, severity: 'warning' }],
      },
      'schedulable',
      0,
    ],
    [
      'proven, but a step of a scenario is refused',
      { ...small, analysis: { ...smallAnalysis, verdict: 'schedulable' } },
      'schedulable',
      1,
    ],
    ['unreadable', unreadable, 'unknown', 2],
  ];
  test.each(cases)('%s', (_, checked, verdict, code) => {
    expect(fileVerdict(checked)).toBe(verdict);
    expect(fileExitCode(checked, false)).toBe(code);
  });
});
