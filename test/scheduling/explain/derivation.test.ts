import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tellStep } from '../../../messages/explain/step.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { deriveTask, deriveVcpu } from '../../../scheduling/explain/derivation.ts';
import { deriveGlobal } from '../../../scheduling/explain/global-derivation.ts';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import { analyzeGlobal } from '../../../scheduling/guest/global/analyze-global.ts';
import type { GuestPolicy } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { FULL, problem, resource } from '../guest/problems.ts';
import { anySupply, fixedPriorityPolicy, smallTasks } from '../guest/small-systems.ts';

const MS = 1_000_000;

/** The derivations as text. */
const told = {
  deriveVcpu: (...of: Parameters<typeof deriveVcpu>) => deriveVcpu(...of).map(tellStep),
  deriveTask: (...of: Parameters<typeof deriveTask>) => deriveTask(...of).map(tellStep),
  deriveGlobal: (...of: Parameters<typeof deriveGlobal>) => deriveGlobal(...of).map(tellStep),
};

const supply = resource('deferrable', 5 * MS, 2_300_000);
const control = [
  task('sensor', 10 * MS, MS),
  task('actuate', 20 * MS, 3 * MS, { deadline: 15 * MS }),
];

describe('a derivation', () => {
  test('of a response time shows every number on the way', () => {
    const guest = problem('RM', supply, control, { kernelLatency: 50_000 });
    const steps = told.deriveVcpu(guest, analyzeVcpu(guest), { kind: 'found', budget: 2_513_000 });
    expect(steps.map((step) => step.withNumbers)).toEqual([
      'x = 5 ms + 5 ms − 2·2.3 ms = 5.4 ms',
      'Π = 5 ms, Θ = 2.3 ms, x = 5.4 ms',
      'sensor: 50 µs, actuate: 50 µs',
      '1 ms/10 ms + 3 ms/20 ms = 0.2500 < 0.4600',
      'sensor',
      '4.05 ms are supplied by 12.15 ms; 5.05 ms are supplied by 15.85 ms; w(0) = 15.85 ms',
      '50 µs (held up) + 1·3 ms (actuate) + 2·1 ms (sensor) = 5.05 ms; sbf(15 ms) = 1·2.3 ms + min(2.3 ms, 4.6 ms) = 4.6 ms',
      'R = 15.85 ms > 15 ms',
      '2.513 ms',
      expect.stringContaining('unschedulable: actuate can miss its 15 ms deadline by 0.85 ms'),
    ]);
  });

  test('of demand shows what is due and what is supplied', () => {
    const guest = problem('EDF', supply, control, { kernelLatency: 50_000 });
    const steps = told.deriveVcpu(guest, analyzeVcpu(guest));
    expect(steps.slice(4).map((step) => step.withNumbers)).toEqual([
      '1·1 ms (sensor) + 1·3 ms (actuate) + 50 µs (held up) = 4.05 ms',
      'sbf(15 ms) = 1·2.3 ms + min(2.3 ms, 4.6 ms) = 4.6 ms',
      '4.05 ms ≤ 4.6 ms, 0.55 ms to spare',
      'schedulable',
    ]);
  });

  test('says what was published where', () => {
    const guest = problem('DM', supply, control);
    const steps = told.deriveVcpu(guest, analyzeVcpu(guest));
    expect(steps.filter((step) => step.reference !== null).length).toBeGreaterThanOrEqual(4);
  });

  test('of tasks that come in order, a sliver above the bandwidth, ends in the window of the witness', () => {
    const given = resource('deferrable', 4000, 1000, 1000);
    const tasks = [
      task('light', 23_451, 269, { deadline: 39_866, jitter: 878 }),
      task('heavy', 14_829, 3538, { deadline: 25_209, jitter: 439 }),
    ];
    const guest = problem('FIFO', given, tasks);
    const result = analyzeVcpu(guest);
    const { witness } = result;
    if (witness === null) throw new Error('no window is given');
    const [time, demand, supplied] = [witness.time, witness.demand, witness.supply].map(
      formatDuration,
    );
    for (const steps of [
      told.deriveVcpu(guest, result),
      told.deriveTask(guest, result, witness.task),
    ]) {
      const at = steps.find(({ title }) => title === `At its deadline, ${time} into the window`);
      expect(at?.withNumbers).toContain(`= ${demand}; sbf(${time})`);
      expect(at?.withNumbers).toMatch(new RegExp(`= ${supplied}$`));
    }
  });

  test('of one task among several on several VCPUs gives its window', () => {
    const { supply: _, ...load } = problem('EDF', FULL, control);
    const guest = {
      ...load,
      supplies: [FULL, FULL].map((full) => ({ safe: full, necessary: full })),
    };
    const steps = told.deriveGlobal(guest, analyzeGlobal(guest), 'actuate');
    expect(steps.map((step) => step.title)).toContain('A window it is sure to be done in');
    expect(steps.at(-1)?.withNumbers).toBe('schedulable');
  });

  test('ends where a job ends after more instants than can be shown', () => {
    // The first task leaves 1 ns of every millisecond: one instant for each of 5000.
    const guest = problem('RM', FULL, [task('first', MS, MS - 1), task('long', 1e6 * MS, 5000)]);
    const steps = told
      .deriveTask(guest, analyzeVcpu(guest), 'long')
      .map((step) => step.withNumbers);
    expect(steps).toContain('more instants than can be shown lie on the way there');
    expect(steps).toContain('R = 5 s ≤ 1000 s');
  });

  test('agrees with the analysis, whatever the system', () => {
    const policy = fc.oneof(fc.constant<GuestPolicy>({ kind: 'EDF' }), fixedPriorityPolicy);
    fc.assert(
      fc.property(
        policy,
        smallTasks({ jitter: true, blocking: true }),
        anySupply,
        (each, tasks, given) => {
          const guest = {
            policy: each,
            tasks,
            kernelLatency: 1,
            taskSwitch: 0,
            supply: { safe: given, necessary: given },
          };
          const result = analyzeVcpu(guest);
          expect(told.deriveVcpu(guest, result).at(-1)?.withNumbers).toContain(result.verdict.kind);
          for (const found of result.tasks) {
            const text = told
              .deriveTask(guest, result, found.task)
              .map((step) => `${step.title}: ${step.withNumbers}`);
            expect(text.join('\n')).not.toMatch(/NaN|undefined|Infinity/);
            if (found.response === null) continue;
            const sign = found.response <= found.deadline ? '≤' : '>';
            expect(text).toContainEqual(
              expect.stringContaining(`R = ${formatDuration(found.response)} ${sign}`),
            );
            const last =
              found.response - (tasks.find((one) => one.name === found.task)?.jitter ?? 0);
            const ends = text.join('\n').match(/w\((\d+)\) = (\d+)/);
            const period = tasks.find((one) => one.name === found.task)?.period ?? 0;
            if (!given || ends === null) throw new Error('no end is shown');
            expect(Number(ends[2]) - Number(ends[1]) * period).toBe(last);
          }
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
