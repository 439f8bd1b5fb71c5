import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type CpuHistory, withReport } from '../../../client/monitor/cpu-history.ts';
import { hostReportSchema, type SeenHost } from '../../../client/monitor/host-report.ts';
import { type MonitorEntry, monitorEntries } from '../../../client/monitor/monitor-entries.ts';
import { sparkline } from '../../../client/monitor/sparkline.ts';

const place = { file: '/board.hsched', line: 3, column: 9, endLine: 3, endColumn: 12 };

function report(share: number | null): SeenHost {
  const read = v.parse(hostReportSchema, {
    ...{ version: 1, at: 1000, commands: ['xl info'], connected: true, problem: null, file: null },
    pools: [
      {
        ...{ name: 'rt', scheduler: 'RTDS', processors: [1, 2] },
        domains: [
          {
            ...{ name: 'plc', written: 'plc', id: 4, paused: false, weight: null, cap: null },
            vcpus: [
              {
                ...{ name: 'v0', period: 10e6, budget: 2.5e6, extratime: false },
                ...{
                  written: { period: 10e6, budget: 2e6 },
                  processor: 1,
                  seconds: 5,
                  share,
                  place,
                },
              },
            ],
          },
          {
            ...{ name: 'cam', written: null, id: 5, paused: true, weight: null, cap: null },
            vcpus: [],
          },
        ],
      },
    ],
    drift: [
      {
        ...{ kind: 'budget', message: 'plc.v0 has a budget.', place },
        element: { kind: 'vcpu', domain: 'plc', vcpu: 'v0' },
        ...{ fix: null, command: 'xl sched-rtds -d plc -v 0 -p 10000 -b 2000 -e 0' },
      },
    ],
    ...{ verdict: 'schedulable', findings: [], notes: [] },
  });
  if (!read.connected) throw new Error('a host was seen');
  return read;
}

const lines = (entries: readonly MonitorEntry[], depth = 0): readonly string[] =>
  entries.flatMap(({ label, description, icon, children }) => [
    `${'  '.repeat(depth)}${icon} ${label}: ${description}`,
    ...lines(children, depth + 1),
  ]);

test('a host is shown as pools, domains and VCPUs, and then what differs and was asked', () => {
  let history: CpuHistory = new Map();
  for (const share of [null, 0, 0.05, 0.5, 1]) history = withReport(history, report(share));
  const entries = monitorEntries(report(1), history, true);
  expect(lines(entries)).toEqual([
    'pool rt: RTDS · cores 1 … 2',
    '  domain plc: ',
    '    drift v0: 100.0 % of 25.0 % ▁▂▅█ · 2.5 ms of 10 ms · written 2 ms of 10 ms',
    '  unwritten cam: not in the file · paused',
    'group Differences: 1',
    '  drift plc.v0 has a budget.: ',
    'group What is asked: ',
    '  command xl info: ',
  ]);
  const [pool] = entries;
  expect(pool?.children[0]?.children[0]?.aloud).toBe(
    'v0, 100.0 % of 25.0 %, 2.5 ms of 10 ms, written 2 ms of 10 ms',
  );
});

test('without a file, no domain is called unwritten', () => {
  expect(lines(monitorEntries(report(null), new Map(), false))).toContain('  domain cam: paused');
  expect(lines(monitorEntries(report(null), new Map(), false))).toContain(
    '    drift v0: 25.0 % reserved · 2.5 ms of 10 ms · written 2 ms of 10 ms',
  );
});

test('the history keeps the last eight polls, and only what is still there', () => {
  let history: CpuHistory = new Map([['9 0', [0.5]]]);
  for (let poll = 0; poll < 30; poll++) history = withReport(history, report(poll / 100));
  expect([...history.keys()]).toEqual(['4 0']);
  expect(history.get('4 0')).toHaveLength(8);
  expect(history.get('4 0')?.at(-1)).toBe(0.29);
});

test('a share above one and one that is hardly any have bars, too', () => {
  expect(sparkline([0, 0.0001, 1, 1.04, -0.1])).toBe('▁▂██▁');
});

test('a line that is no report is refused', () => {
  for (const line of [{}, { version: 2, connected: false }, { ...report(null), pools: 3 }])
    expect(v.safeParse(hostReportSchema, line).success).toBe(false);
});
