import { expect, test } from 'vitest';
import { overheadsLines } from '../../../formats/measured/overheads-lines.ts';
import { switchDirections } from '../../../formats/measured/switch-directions.ts';
import { readTraceFile, writeTraceFile } from '../../../formats/trace-file.ts';
import { readXentrace } from '../../../formats/xentrace/read-xentrace.ts';
import { stretchesOf } from '../../../formats/xentrace/stretches.ts';
import { switchCosts } from '../../../formats/xentrace/switch-costs.ts';
import { traceNaming } from '../../../formats/xentrace/trace-names.ts';
import { modelOf } from '../../support/model-of.ts';
import { recordedRun, t1Names, t1System, t1Trace } from './recorded-run.ts';

test('the elements have the names of the file that the run is set beside', async () => {
  const own = recordedRun(null);
  expect(own.vcpus.map(({ domain, name }) => `${domain}.${name}`)).toEqual([
    ...['Domain-0.v0', 'rt1.v0', 'rt2.v0', 'hog.v0'],
  ]);
  const text = t1System.replace('rt1 on board { vcpu v0', 'rt1 on board { vcpu main');
  const beside = recordedRun(await modelOf(text));
  expect(beside.vcpus.map(({ domain, name }) => `${domain}.${name}`)).toEqual([
    ...['dom0.v0', 'rt1.main', 'rt2.v0', 'hog.v0'],
  ]);
  expect(beside.trace.names.machines).toEqual(['board']);
  expect(traceNaming(new Map()).domain(7)).toBe('d7');
});

test('budgets and periods are those that Xen was told, and waits are measured', () => {
  const measured = recordedRun(null).vcpus.map((vcpu) => vcpu.measured);
  expect(measured.map((each) => [each?.period, each?.budget])).toEqual([
    [10e6, 5e6],
    [10e6, 2.5e6],
    [20e6, 7e6],
    [50e6, 10e6],
  ]);
  for (const each of measured) expect(each?.longestWait).toBeGreaterThan(0);
});

test('a run keeps what was measured in its file', () => {
  const { trace, ...told } = recordedRun(null);
  const again = readTraceFile(writeTraceFile(told, trace));
  expect(again.vcpus).toEqual(told.vcpus);
});

test('a file that is cut says where', () => {
  const cut = recordedRun(null, t1Trace.slice(0, 100_001));
  expect(cut.notes).toEqual([
    expect.stringMatching(/^The file is cut or damaged at byte 9\d{4}; \d{1,2} bytes/),
  ]);
  expect(recordedRun(null).notes).toEqual([]);
});

test('a file that is damaged in the middle goes on behind it, and nothing is made up between', () => {
  const whole = recordedRun(null);
  const broken = t1Trace.slice();
  broken.fill(0, 50_000, 50_100);
  const run = recordedRun(null, broken);
  expect(run.notes).toEqual([
    expect.stringMatching(/damaged at byte (?:49|50)\d{3}; \d{2,5} bytes/),
  ]);
  expect(run.end).toBe(whole.end);
  const missing = whole.trace.segments.count - run.trace.segments.count;
  expect(missing).toBeGreaterThan(0);
  expect(missing).toBeLessThan(150);
  // Each stretch is one of the whole run, or a part of one.
  const { start, end, vcpu, count } = whole.trace.segments;
  const own = run.trace.segments;
  for (let row = 0; row < own.count; row++) {
    const isInside = Array.from({ length: count }, (_, other) => other).some(
      (other) =>
        vcpu[other] === own.vcpu[row] &&
        (start[other] ?? 0) <= (own.start[row] ?? 0) &&
        (own.end[row] ?? 0) <= (end[other] ?? 0),
    );
    expect([row, isInside]).toEqual([row, true]);
  }
});

test('records that Xen lost are told', () => {
  // A header of event 0x1f001 with one word and no time stamp, and that word.
  const lost = new Uint8Array(8 + t1Trace.length);
  new DataView(lost.buffer).setUint32(0, 0x1001_f001, true);
  new DataView(lost.buffer).setUint32(4, 42, true);
  lost.set(t1Trace, 8);
  expect(recordedRun(null, lost).notes).toEqual([expect.stringContaining('lost 42 records')]);
});

test('bytes of which nothing is a record are no run', () => {
  const naming = traceNaming(t1Names);
  expect(readXentrace(new Uint8Array(100), 1000, naming)).toBe(null);
  expect(readXentrace(new TextEncoder().encode('xl list\n'.repeat(20)), 1000, naming)).toBe(null);
});

test('switches by direction are those that the records tell', () => {
  const run = recordedRun(null);
  const told = new Map(
    switchCosts(stretchesOf(t1Trace, 1_000_000)).map(({ from, to, count, worst }) => {
      const name = (domain: number | null) => (domain === null ? null : t1Names.get(domain));
      return [`${name(from)} ${name(to)}`, { count, worst }];
    }),
  );
  const seen = switchDirections(run.trace);
  expect(seen.length).toBeGreaterThan(8);
  for (const { from, to, count, worst } of seen) {
    const known = told.get(`${from} ${to}`);
    // The first switch of the processor is left out.
    expect((known?.count ?? 0) - count).toBeLessThanOrEqual(1);
    expect(known?.worst).toBeGreaterThanOrEqual(worst);
  }
});

test('the costs are a block that the file can charge', async () => {
  const model = await modelOf(t1System);
  const names = new Set(['dom0', 'rt1', 'hog']);
  const lines = overheadsLines(switchDirections(recordedRun(model).trace), (name) =>
    names.has(name),
  );
  expect(lines.some((line) => line.includes('rt2'))).toBe(false);
  expect(lines.at(-1)).toMatch(/^switch any -> any {2}[\d.]+us$/);
  const block = `overheads recorded {\n${lines.join('\n')}\n}\n`;
  const charged = await modelOf(block + t1System.replace('RTDS', 'RTDS overheads recorded'));
  expect(charged.machines[0]?.switchCosts.length).toBe(lines.length);
});
