import { describe, expect, test } from 'vitest';
import { Runner } from '../../../../client/timeline/run/runner.ts';
import type { FromWorker } from '../../../../client/timeline/talk/run-messages.ts';
import { exampleMessage } from '../../../../scripts/bench/pages/panel.ts';
import { domain, MS, machine, system, task, vcpu } from '../../../support/systems.ts';

/** The worker's end answers each question, fails it, or drops it for a newer one of its kind. */

const guest1 = { domain: 'guest1', vcpu: 'v0' };

async function start() {
  const { model, completed } = await exampleMessage('examples/paper-testbed.hsched');
  const said: FromWorker[] = [];
  const runner = new Runner(
    (message) => said.push(message),
    () => new Promise((resolve) => setTimeout(resolve)),
  );
  return { runner, model, completed, said };
}

const types = (said: readonly FromWorker[]) =>
  said.map(({ type }) => type).filter((type) => type !== 'progress' && type !== 'exporting');

describe('the runner', () => {
  test('answers questions of several kinds that are asked at once', async () => {
    const { runner, model, completed, said } = await start();
    await Promise.all([
      runner.answer({
        type: 'run',
        id: 1,
        model,
        completed,
        choice: { horizon: 1e11 },
        late: null,
      }),
      runner.answer({ type: 'analyze', id: 2, model }),
      runner.answer({
        type: 'worst',
        id: 3,
        model,
        vcpu: guest1,
        horizon: 1e8,
        course: null,
        late: null,
      }),
      runner.answer({
        type: 'export',
        id: 4,
        model,
        choice: { horizon: 1e10 },
        late: null,
        format: 'csv',
      }),
    ]);
    expect(types(said)).toContain('ran');
    for (const type of ['analyzed', 'worst', 'exported'] as const)
      expect(types(said), type).toContain(type);
  });

  test('admits in a scenario what the analysis admits, with interfaces that grow', async () => {
    const { model, completed } = await exampleMessage('examples/open-environment.hsched');
    const { runner, said } = await start();
    await runner.answer({
      type: 'run',
      id: 1,
      model,
      completed,
      choice: { scenario: 'calm' },
      late: null,
    });
    const ran = said.find((message) => message.type === 'ran');
    const admitted = ran?.statistics.scenario.map((step) => step.admitted);
    expect(admitted).toEqual([true, true, true, true, true, true]);
  });

  test('drops a run for a newer one', async () => {
    const { runner, model, completed, said } = await start();
    const run = (id: number, horizon: number) =>
      runner.answer({ type: 'run', id, model, completed, choice: { horizon }, late: null });
    await Promise.all([run(1, 3e12), run(2, 1e9)]);
    expect(said.filter(({ type }) => type === 'ran')).toMatchObject([{ id: 2 }]);
  });

  test('says how far an export is, and ends it when it is canceled', async () => {
    const { runner, model, said } = await start();
    const exported = runner.answer({
      type: 'export',
      id: 1,
      model,
      choice: { horizon: 3e12 },
      late: null,
      format: 'perfetto',
    });
    while (!said.some(({ type }) => type === 'exporting'))
      await new Promise((resolve) => setTimeout(resolve));
    await runner.answer({ type: 'cancelExport' });
    await exported;
    expect(types(said)).toEqual([]);
    expect(said[0]).toMatchObject({ type: 'exporting', id: 1 });
  });

  test('says what failed, and why', async () => {
    const { runner, model, completed, said } = await start();
    const vcpu = { domain: 'nobody', vcpu: 'v0' };
    await runner.answer({
      type: 'run',
      id: 1,
      model,
      completed,
      choice: { supply: vcpu },
      late: null,
    });
    await runner.answer({
      type: 'worst',
      id: 2,
      model,
      vcpu,
      horizon: 1e8,
      course: null,
      late: null,
    });
    expect(said).toMatchObject([
      { type: 'failed', id: 1, question: 'run', reason: expect.stringContaining('nobody') },
      { type: 'failed', id: 2, question: 'worst' },
    ]);
  });

  describe('searches on for what an analysis leaves open', () => {
    const at = (period: number, budget: number) =>
      vcpu('v0', { core: 0, period: period * MS, budget: budget * MS });
    const model = system([
      machine(
        [
          domain('video', [at(4, 2)], [task('grab', 14 * MS, 2 * MS)]),
          domain('audio', [at(9, 4)], [task('mix', 20 * MS, 4 * MS)]),
        ],
        { policy: { kind: 'EDF', placement: 'partitioned' }, servers: 'deferrable' },
      ),
    ]);
    const verdicts = (said: readonly FromWorker[]) =>
      said.flatMap((message) =>
        message.type === 'analyzed' || message.type === 'decided'
          ? [[message.type, message.analysis.verdict]]
          : [],
      );

    test('and keeps what it has found', async () => {
      const { runner, said } = await start();
      await runner.answer({ type: 'analyze', id: 1, model });
      await runner.answer({ type: 'decide', id: 2, model });
      await runner.answer({ type: 'analyze', id: 3, model });
      expect(verdicts(said)).toEqual([
        ['analyzed', 'unknown'],
        ['decided', 'unschedulable'],
        ['analyzed', 'unschedulable'],
      ]);
    });

    test('until there is a newer run', async () => {
      const { runner, said } = await start();
      const choice = { horizon: 1e8 };
      await Promise.all([
        runner.answer({ type: 'decide', id: 1, model }),
        runner.answer({ type: 'run', id: 2, model, completed: null, choice, late: null }),
      ]);
      expect(types(said)).toEqual(['ran']);
    });
  });
});
