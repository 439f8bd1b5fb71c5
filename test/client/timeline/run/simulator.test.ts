import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Loss, patience, Simulator } from '../../../../client/timeline/run/simulator.ts';
import type {
  FromWorker,
  RunQuestion,
  ToWorker,
} from '../../../../client/timeline/talk/run-messages.ts';
import { promised } from '../../../support/promised.ts';

/** The page's end of its worker, whatever happens to the worker. */

const model = { machines: [], scenarios: [] };
const question: RunQuestion = { model, completed: null, choice: {}, late: null };

/** A worker that answers on command. */
class FakeWorker {
  readonly asked: ToWorker[] = [];
  ended = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  onmessageerror: (() => void) | null = null;

  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  say(data: unknown): void {
    this.onmessage?.({ data });
  }

  get last(): number {
    const last = this.asked.at(-1);
    return last !== undefined && 'id' in last ? last.id : 0;
  }
}

interface Seen {
  readonly simulator: Simulator;
  readonly workers: FakeWorker[];
  readonly heard: FromWorker[];
  readonly losses: (Loss | null)[];
}

function simulate(start?: () => Promise<FakeWorker>): Seen {
  const workers: FakeWorker[] = [];
  const heard: FromWorker[] = [];
  const losses: (Loss | null)[] = [];
  const begin = async () => {
    const worker = await (start?.() ?? new FakeWorker());
    workers.push(worker);
    return worker as unknown as Worker;
  };
  const simulator = new Simulator({
    start: begin,
    hear: (answer) => heard.push(answer),
    lost: (loss) => losses.push(loss),
  });
  return { simulator, workers, heard, losses };
}

const types = ({ asked }: FakeWorker) => asked.map(({ type }) => type);
const failed = (id: number, kind = 'run') => ({
  type: 'failed',
  id,
  question: kind,
  reason: 'no such thing',
});

describe('the simulator', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('keeps the newest question of each kind until the worker is there', async () => {
    const { simulator, workers } = simulate();
    simulator.run(question, false);
    simulator.run({ ...question, choice: { seed: 7 } }, false);
    simulator.analyze(model);
    await simulator.ready;
    const [worker] = workers as [FakeWorker];
    expect(types(worker)).toEqual(['run', 'analyze']);
    expect(worker.asked[0]).toMatchObject({ choice: { seed: 7 } });
  });

  test('hands on what answers the newest question, once', async () => {
    const { simulator, workers, heard } = simulate();
    await simulator.ready;
    const [worker] = workers as [FakeWorker];
    simulator.run(question, false);
    const old = worker.last;
    simulator.run(question, false);
    worker.say(failed(old));
    expect(heard).toEqual([]);
    expect(simulator.running).toBe(true);
    worker.say(failed(worker.last));
    worker.say(failed(worker.last));
    expect(heard).toHaveLength(1);
    expect(simulator.running).toBe(false);
  });

  test('lets a run end before the next one that can wait', async () => {
    const { simulator, workers } = simulate();
    await simulator.ready;
    const [worker] = workers as [FakeWorker];
    simulator.run(question, true);
    for (const seed of [1, 2, 3]) simulator.run({ ...question, choice: { seed } }, true);
    expect(worker.asked).toHaveLength(1);
    worker.say(failed(worker.last));
    expect(worker.asked).toHaveLength(2);
    expect(worker.asked[1]).toMatchObject({ choice: { seed: 3 } });
  });

  test.each([
    [
      'an error that nobody caught',
      (worker: FakeWorker) => worker.onerror?.({ message: 'out of memory' }),
      'out of memory',
    ],
    ['an answer that cannot be read', (worker: FakeWorker) => worker.onmessageerror?.(), 'reload'],
    ['an answer of another version', (worker: FakeWorker) => worker.say({ type: 'run' }), 'reload'],
  ])(
    'says that the worker is lost after %s, and starts another for what is asked next',
    async (_, die, words) => {
      const { simulator, workers, losses } = simulate();
      await simulator.ready;
      const [worker] = workers as [FakeWorker];
      simulator.run(question, false);
      die(worker);
      expect(losses).toEqual([{ words: expect.stringContaining(words), dead: true }]);
      expect(worker.ended).toBe(true);
      expect(simulator.running).toBe(false);
      simulator.run(question, false);
      await vi.advanceTimersByTimeAsync(0);
      expect(losses.at(-1)).toBeNull();
      expect(types(workers[1] as FakeWorker)).toEqual(['run']);
    },
  );

  test('says that a worker does not answer, and takes it back when it does', async () => {
    const { simulator, workers, losses } = simulate();
    await simulator.ready;
    const [worker] = workers as [FakeWorker];
    await vi.advanceTimersByTimeAsync(10 * patience);
    expect(losses).toEqual([]);
    simulator.run(question, false);
    await vi.advanceTimersByTimeAsync(patience - 1);
    worker.say({ type: 'alive' });
    await vi.advanceTimersByTimeAsync(patience - 1);
    expect(losses).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(losses).toEqual([{ words: expect.stringContaining('10 seconds'), dead: false }]);
    worker.say({ type: 'progress', id: worker.last, now: 1, horizon: 2 });
    expect(losses.at(-1)).toBeNull();
  });

  test('says that a worker could not be started, and tries again when told to', async () => {
    let works = false;
    const { simulator, workers, losses } = simulate(async () => {
      if (!works) throw new Error('it could not be loaded');
      return new FakeWorker();
    });
    simulator.run(question, false);
    await simulator.ready;
    expect(losses).toEqual([{ words: 'it could not be loaded', dead: true }]);
    works = true;
    simulator.restart();
    simulator.run(question, false);
    await vi.advanceTimersByTimeAsync(0);
    expect(workers).toHaveLength(1);
    expect(types(workers[0] as FakeWorker)).toEqual(['run']);
  });

  test('ends a worker that comes after another was started', async () => {
    const first = promised<FakeWorker>();
    let starts = 0;
    const { simulator, workers } = simulate(() =>
      starts++ === 0 ? first.promise : Promise.resolve(new FakeWorker()),
    );
    simulator.restart();
    await vi.advanceTimersByTimeAsync(0);
    first.resolve(new FakeWorker());
    await vi.advanceTimersByTimeAsync(0);
    expect(workers.map(({ ended }) => ended)).toEqual([false, true]);
  });

  test('forgets an export that is canceled', async () => {
    const { simulator, workers, heard } = simulate();
    await simulator.ready;
    const [worker] = workers as [FakeWorker];
    simulator.export({ model, choice: {}, late: null }, 'csv');
    const { last } = worker;
    simulator.cancelExport();
    expect(types(worker)).toEqual(['export', 'cancelExport']);
    worker.say({ type: 'exported', id: last, format: 'csv', content: new ArrayBuffer(1) });
    expect(heard).toEqual([]);
  });
});
