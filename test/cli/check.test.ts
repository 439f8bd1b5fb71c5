import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { manifest } from '../support/manifest.ts';
import { buildCommand, hypersched } from './built-command.ts';
import { inDirectory } from './directory.ts';

beforeAll(buildCommand);

/** The problem matcher as the extension contributes it. */
const [{ pattern }] = manifest().contributes.problemMatchers;
const problem = new RegExp(pattern.regexp);

const paper = 'examples/paper-testbed.hsched';

describe('the paper’s testbed', () => {
  test('has the agreed numbers in its JSON', async () => {
    const { code, out, err } = await hypersched(['check', paper, '--format', 'json']);
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(out.endsWith('\n')).toBe(true);
    expect(out.trimEnd()).not.toContain('\n');
    const report = JSON.parse(out);
    expect(report).toMatchObject({ version: 1, file: paper, verdict: 'unschedulable' });
    expect(report.machines).toMatchObject([
      {
        name: 'testbed',
        scheduler: 'EDF',
        placement: 'partitioned',
        servers: 'deferrable',
        verdict: 'schedulable',
        cores: [
          { core: 0, utilization: 0.7228, verdict: 'schedulable', vcpus: ['dom0.io', 'guest1.v0'] },
          { core: 1, verdict: 'schedulable', vcpus: ['guest2.v0', 'guest2.v1'] },
        ],
      },
    ]);
    expect(report.domains.map((domain: { name: string }) => domain.name)).toEqual([
      'dom0',
      'guest1',
      'guest2',
    ]);
    expect(report.domains[1]).toMatchObject({
      name: 'guest1',
      machine: 'testbed',
      scheduler: 'RM',
      verdict: 'unschedulable',
    });
    expect(report.domains[1].vcpus).toEqual([
      {
        name: 'v0',
        core: 0,
        period: 5_000_000,
        deadline: 5_000_000,
        budget: 2_300_000,
        grossBudget: 2_535_632,
        minBudget: 2_513_000,
        computed: { period: false, budget: false, core: false },
        verdict: 'unschedulable',
        // Dom0's 2.157 ms come first: 12.7 ms + 2.685 ms are above 15 ms.
        here: null,
        witness: { task: 'actuate', time: 15_000_000, demand: 5_050_000, supply: 4_600_000 },
      },
    ]);
    expect(report.domains[1].tasks).toContainEqual({
      name: 'actuate',
      vcpu: 'v0',
      soft: false,
      verdict: 'unschedulable',
      response: 15_850_000,
      here: null,
      deadline: 15_000_000,
    });
    expect(report.domains[2].vcpus).toMatchObject([
      {
        name: 'v0',
        core: 1,
        period: 8_000_000,
        computed: { period: false, budget: true, core: false },
      },
      { name: 'v1', core: 1, computed: { period: true, budget: true, core: false } },
    ]);
    expect(report.scenarios).toMatchObject([
      {
        name: 'evening',
        steps: [
          // Dom0 may wait 2·10 ms − 2·2 ms for its budget, and backend has 10 ms.
          { at: 0, action: 'start dom0, guest2', admitted: false },
          { at: 200_000_000, action: 'start guest1', admitted: false },
          { at: 400_000_000, admitted: false },
          { at: 1_000_000_000, action: 'remove task guest2.overlay', admitted: false },
          { at: 2_000_000_000, action: 'stop guest2', admitted: false },
        ],
      },
    ]);
    const reasons = report.scenarios[0].steps.map(({ reason }: { reason: string }) => reason);
    expect(reasons[0]).toContain('backend');
    expect(reasons[1]).toContain('actuate');
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({
        file: paper,
        line: 34,
        column: 24,
        severity: 'error',
        code: 'guest-unschedulable',
      }),
    );
  });

  test('begins its text with a line that problem matchers know, and has no colors when piped', async () => {
    const { code, out } = await hypersched(['check', paper]);
    expect(code).toBe(1);
    const found = out
      .slice(0, out.indexOf('\n\n'))
      .split('\n')
      .map((line) => problem.exec(line)?.slice(1));
    expect(found).not.toContain(undefined);
    expect(found).toContainEqual([
      paper,
      '34',
      '24',
      'error',
      'actuate can miss its 15 ms deadline by 0.85 ms: in a window of 15 ms guest1.v0 is sure to supply 4.6 ms, 5.05 ms are asked for. A budget of 2.513 ms would do.',
      'guest-unschedulable',
    ]);
    expect(out).not.toContain('\u001b');
    expect(out).toMatch(/✓ machine testbed/);
    expect(out).toMatch(/guest1\.v0 +✗ +5 ms +2\.3 ms +2\.513 ms/);
  });

  test('is colored where color is asked for, unless it is refused', async () => {
    const forced = await hypersched(['check', paper], { env: { FORCE_COLOR: '1' } });
    expect(forced.out).toContain('\u001b[31m');
    const refused = await hypersched(['check', paper], { env: { NO_COLOR: '1' } });
    expect(refused.out).not.toContain('\u001b');
  });

  test('stands in SARIF with its rule and its place', async () => {
    const { code, out } = await hypersched(['check', paper, '--format', 'sarif']);
    expect(code).toBe(1);
    const log = JSON.parse(out);
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const result = run.results.find(({ message }: { message: { text: string } }) =>
      message.text.startsWith('actuate can miss'),
    );
    expect(run.tool.driver.rules[result.ruleIndex]).toMatchObject({ id: 'guest-unschedulable' });
    expect(result).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: paper },
            region: { startLine: 34, startColumn: 24, endLine: 34, endColumn: 36 },
          },
        },
      ],
    });
  });
});

test.each([
  ['EDF', '10ms', 2_786_000],
  ['RM', '10ms', 3_500_000],
  ['EDF', '20ms', 6_125_000],
  ['RM', '20ms', 7_667_000],
  ['EDF', '40ms', 18_500_000],
  ['RM', '40ms', 22_667_000],
])(
  'the smallest budget for T(50 ms, 7 ms), T(75 ms, 9 ms) under %s in %s is %d ns',
  async (scheduler, period, budget) => {
    const text = `machine m { servers periodic }
    domain d on m { scheduler ${scheduler} vcpu v0 period ${period}
      task a period 50ms wcet 7ms  task b period 75ms wcet 9ms }`;
    const { code, out } = await hypersched(['check', '-', '--format', 'json'], { input: text });
    expect(code).toBe(0);
    expect(JSON.parse(out).domains[0].vcpus[0]).toMatchObject({
      budget,
      minBudget: budget,
      verdict: 'schedulable',
    });
  },
);

describe('several files', () => {
  const good =
    'machine m {} domain d on m { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms }';
  const bad =
    'machine m {} domain d on m { vcpu v0 period 5ms budget 1ms task t period 5ms wcet 4ms }';

  test('are one JSON object a line, in the order given', async () => {
    await inDirectory({ 'b.hsched': good, 'a.hsched': bad }, async (cwd) => {
      const { code, out } = await hypersched(
        ['check', '--format', 'json', 'b.hsched', 'gone.hsched', 'a.hsched'],
        { cwd },
      );
      const reports = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(reports.map(({ file, verdict }) => [file, verdict])).toEqual([
        ['b.hsched', 'schedulable'],
        ['gone.hsched', 'unknown'],
        ['a.hsched', 'unschedulable'],
      ]);
      expect(code).toBe(2);
    });
  });

  test('of the same names know nothing of each other', async () => {
    await inDirectory({ 'a.hsched': good, 'b.hsched': good }, async (cwd) => {
      expect(await hypersched(['check', 'a.hsched', 'b.hsched'], { cwd })).toMatchObject({
        code: 0,
      });
    });
  });

  test('import from other directories, and name them as seen from here', async () => {
    const files = {
      'boards/lib/board.hsched': 'machine m { cores 0 }',
      'boards/guest.hsched':
        'import "lib/board.hsched"\ndomain d on m { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms }',
      'work/empty.txt': '',
    };
    await inDirectory(files, async (cwd) => {
      const { code, out } = await hypersched(['check', '../boards/guest.hsched'], {
        cwd: `${cwd}/work`,
      });
      expect(out.split('\n')[0]).toMatch(/^\.\.\/boards\/lib\/board\.hsched:1:\d+: error: /);
      expect(code).toBe(2);
    });
  });

  test('a whole system over two files is proven as one', async () => {
    const files = {
      'lib/board.hsched': 'machine m { cores 1 }\ntaskset load { task t period 20ms wcet 1ms }',
      'guest.hsched':
        'import "lib/board.hsched"\ndomain d on m { vcpu v0 period 5ms budget 3ms run load }',
    };
    await inDirectory(files, async (cwd) => {
      const { code, out } = await hypersched(['check', 'guest.hsched', '--format', 'json'], {
        cwd,
      });
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({
        verdict: 'schedulable',
        domains: [{ tasks: [{ name: 't' }] }],
      });
    });
  });
});

test('a half-written task is an error of its own, and takes nothing else away', async () => {
  const input = `machine m { cores 2 }
    domain whole on m { vcpu v0 period 5ms budget 1ms task t period 5ms wcet 1ms }
    domain half on m { task t period 10ms }`;
  const { code, out } = await hypersched(['check', '-', '--format', 'json'], { input });
  expect(code).toBe(2);
  const codes = JSON.parse(out).diagnostics.map((each: { code: string }) => each.code);
  expect(codes).toEqual(['guest-unschedulable', 'task/missing-wcet']);
});

test('every example and workload is checked without a crash', async () => {
  const { out, err, code } = await hypersched([
    'check',
    '--format',
    'json',
    'examples/avionics.hsched',
    'examples/xen-trace.hsched',
    'test/workloads/edf10.hsched',
    'test/workloads/gedf40.hsched',
    'test/workloads/hier.hsched',
    'test/workloads/editor-100.hsched',
  ]);
  expect(err).toBe('');
  expect([0, 1]).toContain(code);
  expect(out.trimEnd().split('\n')).toHaveLength(6);
});

test('line endings and a byte order mark do not move the places', async () => {
  const text = readFileSync(paper, 'utf8').replaceAll('\n', '\r\n');
  await inDirectory({ 'crlf.hsched': text, 'bom.hsched': `\uFEFF${text}` }, async (cwd) => {
    for (const file of ['crlf.hsched', 'bom.hsched']) {
      const { out } = await hypersched(['check', file], { cwd });
      expect(out).toContain(`${file}:34:24: error: actuate`);
    }
  });
});
