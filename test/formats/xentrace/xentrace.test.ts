import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readTraceFile, writeTraceFile } from '../../../formats/trace-file.ts';
import { measuredVcpus } from '../../../formats/xentrace/measured.ts';
import { readRecords } from '../../../formats/xentrace/records.ts';
import { stretchesOf } from '../../../formats/xentrace/stretches.ts';
import { switchCosts } from '../../../formats/xentrace/switch-costs.ts';
import { traceOf } from '../../../formats/xentrace/to-trace.ts';
import { traceNaming } from '../../../formats/xentrace/trace-names.ts';
import { Random } from '../../support/generated/random.ts';

const folder = new URL('t1-smp1/', import.meta.url);
const bytes = new Uint8Array(readFileSync(new URL('trace.bin', folder)));
/** The clock that `xl info` tells of the recorded machine. */
const kilohertz = 1_000_000;
const run = stretchesOf(bytes, kilohertz);
const names = new Map([
  [0, 'Domain-0'],
  [1, 'rt1'],
  [2, 'rt2'],
  [3, 'hog'],
]);

test('every record is read as another program decoded it', () => {
  const decoded = readFileSync(new URL('raw-decoded.txt', folder), 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line) && !line.includes('ev=0x1f002'));
  const records = [...readRecords(bytes)].filter(({ stamp }) => stamp !== null);
  expect(records.length).toBe(decoded.length);
  const first = records[0]?.stamp ?? 0n;
  records.forEach(({ stamp, processor }, index) => {
    const [seconds = '', cpu] = (decoded[index] ?? '').split(' ');
    expect(Number(((stamp ?? 0n) - first) / 1n)).toBe(Number(seconds.replace('.', '')));
    expect(String(processor)).toBe(cpu);
  });
  const switched = decoded.filter((line) => line.includes('sched_switch')).length;
  expect(records.filter(({ event }) => event === 0x2800a).length).toBe(switched);
});

test('what the VCPUs got is what was reserved, within some µs', () => {
  const measured = measuredVcpus(run);
  expect(measured.map(({ vcpu }) => vcpu)).toEqual(
    [0, 1, 2, 3].map((domain) => ({ domain, vcpu: 0 })),
  );
  const [dom0, rt1, rt2, hog] = measured;
  const micros = (ns: number | null | undefined) => Math.round((ns ?? 0) / 1000);
  // A switch is charged to the VCPU that comes in: the budgets are 2500, 7000 and 10000 µs.
  expect(micros(rt1?.mostInPeriod)).toBeLessThanOrEqual(2_503);
  expect(micros(rt1?.mostInPeriod)).toBeGreaterThan(2_470);
  expect(micros(rt2?.mostInPeriod)).toBeLessThanOrEqual(7_003);
  expect(micros(rt2?.mostInPeriod)).toBeGreaterThan(6_970);
  expect(micros(hog?.mostInPeriod)).toBeLessThanOrEqual(10_026);
  expect(micros(hog?.mostInPeriod)).toBeGreaterThan(9_970);
  const share = (supply: number | undefined) => Math.round(((supply ?? 0) / run.end) * 100);
  expect([dom0, rt1, rt2, hog].map((each) => share(each?.supply))).toEqual([0, 20, 30, 20]);
});

test('switches are measured by direction', () => {
  const costs = switchCosts(run);
  expect(costs.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(600);
  for (const { sum, count, worst } of costs) {
    expect(sum / count).toBeGreaterThan(3_000);
    expect(worst).toBeLessThan(200_000);
  }
});

test('the run is one that the timeline can open', () => {
  const { trace, ...rest } = traceOf(run, measuredVcpus(run), traceNaming(names));
  const again = readTraceFile(writeTraceFile(rest, trace));
  expect(again.vcpus.map(({ domain }) => domain)).toEqual(['Domain-0', 'rt1', 'rt2', 'hog']);
  const [core] = again.cores;
  expect((core?.busy ?? 0) + (core?.overhead ?? 0) + (core?.idle ?? 0)).toBe(run.end);
});

test('a file that is cut or damaged gives what comes before, and where it broke', () => {
  const cut = stretchesOf(bytes.slice(0, 100_001), kilohertz);
  expect(cut.read.damaged).toBe(true);
  expect(cut.read.at).toBeGreaterThan(99_960);
  expect(cut.read.skipped).toBe(100_001 - cut.read.at);
  expect(cut.stretches.length).toBeGreaterThan(100);
  const random = new Random(11);
  for (let each = 0; each < 300; each++) {
    const broken = bytes.slice(0, random.whole(0, 20_000));
    for (let flips = random.whole(1, 20); flips > 0 && broken.length > 0; flips--)
      broken[random.whole(0, broken.length - 1)] = random.whole(0, 255);
    const read = stretchesOf(broken, kilohertz);
    const { trace, ...rest } = traceOf(read, measuredVcpus(read), traceNaming(names));
    expect(() => readTraceFile(writeTraceFile(rest, trace))).not.toThrow();
  }
});
