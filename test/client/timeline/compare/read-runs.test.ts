import { expect, test } from 'vitest';
import type { RecordedRun } from '../../../../client/timeline/messages.ts';
import { Runner } from '../../../../client/timeline/run/runner.ts';
import type { FromWorker } from '../../../../client/timeline/talk/run-messages.ts';
import { writeTraceFile } from '../../../../formats/trace-file.ts';
import { recordedRun, t1Names, t1System, t1Trace } from '../../../formats/xentrace/recorded-run.ts';
import { modelOf } from '../../../support/model-of.ts';

/** The worker reads runs that have been, and lays two of them side by side. */

const model = await modelOf(t1System);
const real: RecordedRun = {
  name: 'real.xentrace',
  source: {
    ...{ kind: 'xentrace', bytes: t1Trace.slice().buffer, clock: 1_000_000 },
    domains: [...t1Names],
  },
};
const simulated: RecordedRun = { name: 'board.hsched', source: { kind: 'system', model } };

function start() {
  const said: FromWorker[] = [];
  const runner = new Runner(
    (message) => said.push(message),
    () => new Promise((resolve) => setTimeout(resolve)),
  );
  const last = () => {
    const message = said.at(-1);
    if (message?.type !== 'ran') throw new Error(JSON.stringify(message));
    return message;
  };
  return { runner, last, said };
}

test('a recorded run alone, with the names of the system beside it', async () => {
  const { runner, last } = start();
  await runner.answer({ type: 'read', id: 1, runs: [real], system: model });
  const { statistics, comparison, run } = last();
  expect(comparison).toBe(undefined);
  expect(statistics.vcpus.map(({ domain }) => domain)).toEqual(['dom0', 'rt1', 'rt2', 'hog']);
  expect(run.first).toBe(undefined);
});

test('a simulated and a recorded run, and again with another shift', async () => {
  const { runner, last } = start();
  await runner.answer({ type: 'read', id: 1, runs: [simulated, real], system: null });
  const first = last();
  expect(first.comparison?.lengths[0]).toBe(first.comparison?.lengths[1]);
  expect(first.comparison?.tolerance).toBe(100_000);
  expect(first.run.names.vcpus).toHaveLength(8);
  await runner.answer({ type: 'align', id: 2, shift: 7_000_000 });
  expect(last().comparison?.shift).toBe(7_000_000);
  expect(last().run.end).toBe(first.run.end + 7_000_000);
  await runner.answer({ type: 'align', id: 3, shift: 'best' });
  const apart = (message: ReturnType<typeof last>) =>
    message.comparison?.vcpus.reduce((sum, vcpu) => sum + vcpu.apart, 0) ?? 0;
  expect(apart(last())).toBeLessThan(apart(first));
});

test('a run and what was written of it are the same', async () => {
  const { runner, last } = start();
  const { trace, ...told } = recordedRun(model);
  const { buffer } = writeTraceFile(told, trace);
  const written: RecordedRun = { name: 'a.hstrace', source: { kind: 'trace', bytes: buffer } };
  await runner.answer({ type: 'read', id: 1, runs: [real, written], system: model });
  expect(last().comparison?.firstDifference).toBe(null);
});

test('what is no run is refused in words', async () => {
  const { runner, said } = start();
  const bytes = new Uint8Array(500).buffer;
  const broken: RecordedRun = {
    ...real,
    source: { ...real.source, bytes } as RecordedRun['source'],
  };
  await runner.answer({ type: 'read', id: 1, runs: [broken], system: null });
  expect(said.at(-1)).toMatchObject({ type: 'failed', question: 'read' });
});
