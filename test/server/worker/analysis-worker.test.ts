import { OperationCancelled } from 'langium';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver-protocol';
import { analyze } from '../../../scheduling/analyze.ts';
import { findings } from '../../../scheduling/findings/findings.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { AnalysisWorker } from '../../../server/worker/analysis-worker.ts';
import { FakeWorkers } from './fake-worker.ts';

const empty: SystemModel = { machines: [], scenarios: [] };
const found = { analysis: analyze(empty), findings: [] };
const { None } = CancellationToken;

function started(): { workers: FakeWorkers; worker: AnalysisWorker; log: string[] } {
  const workers = new FakeWorkers();
  const log: string[] = [];
  return {
    workers,
    worker: new AnalysisWorker(workers.start, (message) => log.push(message)),
    log,
  };
}

describe('the worker that analyzes', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is asked one thing after the other, and sent only what has changed', async () => {
    const { workers, worker } = started();
    const first = worker.analyze('a', empty, null, None);
    const second = worker.analyze('a', structuredClone(empty), null, None);
    expect(workers.last.kinds).toEqual(['begin', 'analyze']);
    workers.last.answer(found);
    await expect(first).resolves.toMatchObject(found);
    expect(workers.last.kinds).toEqual(['begin', 'analyze', 'analyze']);
    expect(workers.last.question).toMatchObject({ model: null });
    workers.last.say({ kind: 'analyzed', id: workers.last.question.id, found: null });
    await expect(second).resolves.toMatchObject(found);
    expect(workers.workers).toHaveLength(1);
  });

  it('is told to stop by a message and by a flag, and asked again when it has stopped', async () => {
    const { workers, worker } = started();
    const source = new CancellationTokenSource();
    const first = worker.analyze('a', empty, null, source.token);
    const second = worker.analyze('a', empty, null, None);
    source.cancel();
    await expect(first).rejects.toBe(OperationCancelled);
    const { id } = workers.last.question;
    expect(workers.last.requests.at(-1)).toEqual({ kind: 'stop', id });
    workers.last.say({ kind: 'stopped', id });
    expect(workers.last.question.id).toBeGreaterThan(id);
    await vi.advanceTimersByTimeAsync(200);
    expect(workers.last.ended).toBe(false);
    workers.last.answer(found);
    await expect(second).resolves.toMatchObject(found);
  });

  it('is ended where it does not stop within 100 ms, and the next one knows nothing yet', async () => {
    const { workers, worker } = started();
    const first = worker.analyze('a', empty, null, None);
    workers.last.answer(found);
    await first;
    const source = new CancellationTokenSource();
    const slow = worker.analyze('a', empty, null, source.token);
    slow.catch(() => {});
    const next = worker.analyze('a', empty, found.analysis.completed, None);
    source.cancel();
    await vi.advanceTimersByTimeAsync(99);
    expect(workers.workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2);
    expect(workers.workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(workers.last.question).toMatchObject({
      model: { kind: 'value', value: empty },
      previous: found.analysis.completed,
    });
    workers.last.answer(found);
    await expect(next).resolves.toMatchObject(found);
  });

  it('tells the system again to the one after a search that did not stop, and only to that one', async () => {
    const { workers, worker } = started();
    const analyzing = worker.analyze('a', empty, null, None);
    workers.last.answer(found);
    const analyzed = await analyzing;
    const source = new CancellationTokenSource();
    const slow = worker.decide('a', analyzed, 1, source.token);
    expect(workers.last.question).toMatchObject({ analysis: analyzed.by, told: null });
    source.cancel();
    await expect(slow).rejects.toBe(OperationCancelled);
    await vi.advanceTimersByTimeAsync(200);
    const longer = worker.decide('a', analyzed, 10, None);
    expect(workers.workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(workers.last.question).toMatchObject({
      ...{ kind: 'decide', analysis: analyzed.by, patience: 10 },
      told: { model: empty, found },
    });
    workers.last.say({ kind: 'analyzed', id: workers.last.question.id, found: null });
    const decided = await longer;
    expect(decided).toMatchObject(found);
    const longest = worker.decide('a', decided, 100, None);
    expect(workers.last.question).toMatchObject({ analysis: decided.by, told: null });
    workers.last.say({ kind: 'analyzed', id: workers.last.question.id, found: null });
    await longest;
  });

  it('tells no system again that has been analyzed since, or is to be', async () => {
    const { workers, worker } = started();
    const analyzing = worker.analyze('a', empty, null, None);
    workers.last.answer(found);
    const analyzed = await analyzing;
    const source = new CancellationTokenSource();
    const again = worker.analyze('a', structuredClone(empty), null, source.token);
    source.cancel();
    await expect(again).rejects.toBe(OperationCancelled);
    await vi.advanceTimersByTimeAsync(200);
    const choosing = worker.windows('a', analyzed, None);
    expect(workers.workers).toHaveLength(2);
    expect(workers.last.question).toMatchObject({ kind: 'windows', told: null });
    workers.last.say({ kind: 'windows', id: workers.last.question.id, found: null });
    await expect(choosing).resolves.toBeNull();
  });

  it('is not ended while its answer waits for a process that was busy for longer', async () => {
    const { workers, worker } = started();
    const source = new CancellationTokenSource();
    const first = worker.analyze('a', empty, null, source.token);
    source.cancel();
    await expect(first).rejects.toBe(OperationCancelled);
    vi.advanceTimersByTime(100);
    workers.last.say({ kind: 'stopped', id: workers.last.question.id });
    await vi.advanceTimersByTimeAsync(200);
    expect(workers.last.ended).toBe(false);
  });

  it('takes what an answer tells that nobody wants any more: the worker builds on it', async () => {
    const { workers, worker } = started();
    const source = new CancellationTokenSource();
    const first = worker.analyze('a', empty, null, source.token);
    source.cancel();
    await expect(first).rejects.toBe(OperationCancelled);
    workers.last.answer(found);
    const second = worker.analyze('a', empty, null, None);
    workers.last.say({ kind: 'analyzed', id: workers.last.question.id, found: null });
    await expect(second).resolves.toMatchObject(found);
  });

  it('asks for no remedies while a system waits to be analyzed', async () => {
    const { workers, worker } = started();
    const analyzing = worker.analyze('a', empty, null, None);
    workers.last.answer(found);
    const analyzed = await analyzing;
    const [finding] = findings(analyze(empty));
    expect(finding).toBeUndefined();
    const seeking = worker.remedies(
      'a',
      analyzed,
      {
        code: 'machine-unschedulable',
        severity: 'error',
        element: { kind: 'machine', machine: 'm' },
        data: { machine: 'm', reason: { kind: 'over-utilized', share: 2, cores: 1 } },
        related: [],
      },
      None,
    );
    const next = worker.analyze('a', empty, null, None);
    await expect(seeking).rejects.toBe(OperationCancelled);
    workers.last.say({ kind: 'stopped', id: workers.last.question.id });
    expect(workers.last.question.kind).toBe('analyze');
    workers.last.answer(found);
    await next;
  });

  it('says that it has died, and another one answers what is asked then', async () => {
    const { workers, worker } = started();
    const lost = worker.analyze('a', empty, null, None);
    workers.last.listeners.onDeath(new Error('out of memory'));
    await expect(lost).rejects.toThrow('out of memory');
    const next = worker.analyze('a', empty, null, None);
    expect(workers.workers).toHaveLength(2);
    workers.last.answer(found);
    await expect(next).resolves.toMatchObject(found);
  });

  it('is ended after a fault, for what it knows is not certain any more', async () => {
    const { workers, worker } = started();
    const failing = worker.analyze('a', empty, null, None);
    workers.last.say({
      kind: 'failed',
      id: workers.last.question.id,
      error: new Error('divided by nothing'),
    });
    await expect(failing).rejects.toThrow('divided by nothing');
    expect(workers.last.ended).toBe(true);
  });

  it('works in this process where none can be started', async () => {
    vi.useRealTimers();
    const log: string[] = [];
    const worker = new AnalysisWorker(
      ({ onDeath }) => {
        queueMicrotask(() => onDeath(new Error('there is no such program')));
        return { post: () => {}, end: () => {} };
      },
      (message) => log.push(message),
    );
    await expect(worker.analyze('a', empty, null, None)).resolves.toMatchObject(found);
    expect(log).toHaveLength(1);
  });

  it('leaves nobody waiting when it is disposed of', async () => {
    const { workers, worker } = started();
    const running = worker.analyze('a', empty, null, None);
    const waiting = worker.analyze('b', empty, null, None);
    worker.dispose();
    await expect(running).rejects.toBe(OperationCancelled);
    await expect(waiting).rejects.toBe(OperationCancelled);
    expect(workers.last.ended).toBe(true);
  });
});
