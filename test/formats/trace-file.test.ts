import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulationText } from '../../cli/simulate/text.ts';
import { plain } from '../../cli/terminal.ts';
import { jobsCsv } from '../../formats/jobs-csv.ts';
import { perfettoTrace } from '../../formats/perfetto/write.ts';
import { readTraceFile, TraceFileError, writeTraceFile } from '../../formats/trace-file.ts';
import { tellRun } from '../../messages/simulation/told-run.ts';
import { simulate } from '../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../support/as-written.ts';
import { modelOf } from '../support/model-of.ts';
import { runs } from '../support/runs.ts';

async function aRun() {
  const model = await modelOf(`
    machine m { cores 2  scheduler RTDS }
    domain "a, b" on m { vcpu v0 period 10ms budget 4ms  task "ü" period 20ms wcet 3ms jitter 2ms }
    domain c on m { vcpu v0 period 5ms budget 2ms extratime }`);
  const { trace, ...result } = tellRun(simulate(asWritten(model), { horizon: 500_000_000 }));
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
    columns: [
      { name: 'segments.start', type: 'f64' },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ],
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
  const changed = fc.property(
    fc.nat(bytes.length - 1),
    fc.integer({ min: 1, max: 255 }),
    (at, value) => {
      // Four bytes of the head have no meaning.
      fc.pre(at < 20 || at > 23);
      const broken = bytes.slice();
      broken[at] = (broken[at] as number) ^ value;
      expect(() => readTraceFile(broken)).toThrow(TraceFileError);
    },
  );
  fc.assert(changed, { numRuns: runs(1000) });
});

describe('a file whose sum is right and whose contents are not', () => {
  const header = (bytes: Uint8Array): Record<string, unknown> => {
    const length = new DataView(bytes.buffer).getUint32(12, true);
    return JSON.parse(new TextDecoder().decode(bytes.subarray(24, 24 + length)));
  };
  /** The file with another header and a corrected checksum. */
  const withHeader = (bytes: Uint8Array, changed: unknown): Uint8Array => {
    const old = new DataView(bytes.buffer).getUint32(12, true);
    const text = new TextEncoder().encode(JSON.stringify(changed));
    const columns = bytes.subarray(Math.ceil((24 + old) / 8) * 8);
    const start = Math.ceil((24 + text.length) / 8) * 8;
    const file = new Uint8Array(start + columns.length);
    file.set(bytes.subarray(0, 24));
    file.set(text, 24);
    file.set(columns, start);
    new DataView(file.buffer).setUint32(12, text.length, true);
    return summed(file);
  };
  const summed = (file: Uint8Array): Uint8Array => {
    new DataView(file.buffer).setUint32(16, crc32(file.subarray(24)), true);
    return file;
  };

  test('is refused in words, whatever part of its header is something else', async () => {
    const { bytes } = await aRun();
    const paths = pathsIn(header(bytes));
    expect(() => readTraceFile(withHeader(bytes, header(bytes)))).not.toThrow();
    const wrong = fc.property(
      fc.constantFrom(...paths),
      fc.constantFrom(null, [], {}, 'x', -7),
      (path, value) => {
        const changed = header(bytes);
        put(changed, path, value);
        // A file that reads as a run must also be displayable.
        const read = attempt(() => readTraceFile(withHeader(bytes, changed)));
        if (read !== null) shownWhole(read);
      },
    );
    fc.assert(wrong, { numRuns: runs(2000) });
    for (const path of [
      ['result'],
      ['trace'],
      ['columns'],
      ['trace', 'names'],
      ['result', 'tasks'],
    ]) {
      const changed = header(bytes);
      put(changed, path, null);
      expect(() => readTraceFile(withHeader(bytes, changed))).toThrow('its header cannot be read');
    }
  });

  test('is refused in words, whatever its columns hold', async () => {
    const { bytes } = await aRun();
    const length = new DataView(bytes.buffer).getUint32(12, true);
    const start = Math.ceil((24 + length) / 8) * 8;
    const changes = fc.array(
      fc.tuple(fc.integer({ min: start, max: bytes.length - 1 }), fc.nat(255)),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    let refused = 0;
    const wrong = fc.property(changes, (all) => {
      const broken = bytes.slice();
      for (const [at, value] of all) broken[at] = value;
      const read = attempt(() => readTraceFile(summed(broken)));
      if (read === null) refused++;
      else shownWhole(read);
    });
    fc.assert(wrong, { numRuns: runs(1000) });
    expect(refused).toBeGreaterThan(0);
  });
});

type Run = ReturnType<typeof readTraceFile>;

function attempt(read: () => Run): Run | null {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(TraceFileError);
    return null;
  }
}

/** Computes all views of a run that was read. */
function shownWhole(run: Run): void {
  simulationText(run, plain);
  for (const piece of jobsCsv(run.trace)) expect(piece).toContain('\n');
  for (const piece of perfettoTrace(run.trace)) expect(piece).toBeInstanceOf(Uint8Array);
}

type Path = readonly (string | number)[];

function pathsIn(value: unknown, above: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [above];
  const own = Object.entries(value).flatMap(([key, inside]) => pathsIn(inside, [...above, key]));
  return above.length === 0 ? own : [above, ...own];
}

function put(value: unknown, [key, ...more]: Path, to: unknown): void {
  if (typeof value !== 'object' || value === null || key === undefined) return;
  if (more.length === 0) Reflect.set(value, key, to);
  else put(Reflect.get(value, key), more, to);
}
