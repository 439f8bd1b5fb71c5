import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTraceFile, TraceFileError, writeTraceFile } from '../../formats/trace-file.ts';
import { simulate } from '../../scheduling/simulation/simulate.ts';
import { asWritten } from '../support/as-written.ts';
import { modelOf } from '../support/model-of.ts';
import { runs } from '../support/runs.ts';

async function aRun() {
  const model = await modelOf(`
    machine m { cores 2  scheduler RTDS }
    domain "a, b" on m { vcpu v0 period 10ms budget 4ms  task "ü" period 20ms wcet 3ms jitter 2ms }
    domain c on m { vcpu v0 period 5ms budget 2ms extratime }`);
  const { trace, ...result } = simulate(asWritten(model), { horizon: 500_000_000 });
  if (trace === null) throw new Error('no trace was kept');
  return { trace, result, bytes: writeTraceFile(result, trace) };
}

test('what is written is read back, column by column', async () => {
  const { trace, result, bytes } = await aRun();
  expect(readTraceFile(bytes)).toEqual({ ...result, trace });
});

test('it does so from bytes at any place in memory', async () => {
  const { trace, result, bytes } = await aRun();
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  expect(readTraceFile(moved.subarray(3))).toEqual({ ...result, trace });
  expect(readTraceFile(Buffer.from(bytes))).toEqual({ ...result, trace });
});

test('it begins as it is documented', async () => {
  const { bytes } = await aRun();
  expect(new TextDecoder().decode(bytes.subarray(0, 8))).toBe('hstrace\n');
  expect([...bytes.subarray(8, 12)]).toEqual([1, 0, 0, 0]);
  const length = new DataView(bytes.buffer).getUint32(12, true);
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(24, 24 + length)));
  expect(header).toMatchObject({
    trace: { end: 500_000_000 },
    columns: [{ name: 'segments.start', type: 'f64' }, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  });
});

test('anything else is refused in words, wherever it is cut or damaged', async () => {
  const { bytes } = await aRun();
  expect(() => readTraceFile(new Uint8Array())).toThrow('does not begin with "hstrace"');
  const newer = bytes.slice();
  newer[8] = 2;
  expect(() => readTraceFile(newer)).toThrow('version 2');
  const cut = fc.property(fc.nat(bytes.length - 1), (length) => {
    expect(() => readTraceFile(bytes.subarray(0, length))).toThrow(TraceFileError);
  });
  fc.assert(cut, { numRuns: runs(300) });
  const changed = fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, value) => {
    // Four bytes of the head mean nothing.
    fc.pre(at < 20 || at > 23);
    const broken = bytes.slice();
    broken[at] = (broken[at] as number) ^ value;
    expect(() => readTraceFile(broken)).toThrow(TraceFileError);
  });
  fc.assert(changed, { numRuns: runs(1000) });
});
