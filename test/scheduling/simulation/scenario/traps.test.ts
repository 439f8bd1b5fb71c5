import { describe, expect, test } from 'vitest';
import { stepReasonText } from '../../../../messages/scenario/step-reason.ts';
import { completeSystem } from '../../../../scheduling/complete.ts';
import type { SimulationResult, Weakening } from '../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../../support/model-of.ts';
import { shortBudgets } from './soak/short-budgets.ts';

const MS = 1_000_000;

interface Played {
  readonly result: SimulationResult;
  /** The budgets and the jobs that came late. */
  readonly late: readonly string[];
}

async function played(text: string, weakened: readonly Weakening[]): Promise<Played> {
  const written = await modelOf(text);
  const completed = completeSystem(written);
  const options = { scenario: 's', written, weakened: new Set(weakened) };
  const result = simulate(completed, options);
  const late = result.tasks.filter(({ misses }) => misses > 0).map(({ name }) => name);
  return { result, late: [...shortBudgets(result, written), ...late] };
}

/** A VCPU that always has work. */
const server = (name: string, interfaceOf: string) =>
  `domain ${name} on m { vcpu v0 ${interfaceOf} core 0 }`;

interface Trap {
  readonly text: string;
  /** The obvious rule: this one without some parts. */
  readonly obvious: readonly Weakening[];
  /** The step that waits, and the instant from which it is in force, in ms. */
  readonly waits: number;
  readonly from: number;
}

const fp = 'machine m { scheduler FP partitioned  servers periodic }';
const edf = 'machine m { scheduler EDF partitioned  servers periodic }';

/** A job of 4 ms that both interfaces serve within 16 ms, and their mixture does not. */
const between = (leave: string) =>
  `${edf} domain d on m { vcpu v0 period 10ms budget 4ms core 0
      task x period 20ms wcet 4ms deadline 16ms offset 4ms }
    ${server('n', 'period 2ms budget 1ms')}
    scenario s on m { at 0ms start d  at 5ms start n  at 6ms set d.v0 period 3ms budget 1ms ${leave}  run 200ms }`;

const traps: Readonly<Record<string, Trap>> = {
  'a: the room of a budget that was used early': {
    text: `${edf} ${server('A', 'period 10ms budget 5ms')} ${server('x', 'period 10ms budget 5ms')} ${server('B', 'period 4ms budget 2ms')}
      scenario s on m { at 0ms start A, x  at 5ms stop A  at 5ms start B  run 100ms }`,
    ...{ obvious: ['ghosts'], waits: 2, from: 10 },
  },
  'b: the room of a budget that is approved and not in force': {
    text: `${edf} ${server('v', 'period 10ms budget 7ms')} ${server('B', 'period 5ms budget 3ms')}
      scenario s on m { at 0ms start v  at 1ms set v.v0 budget 4ms  at 1ms start B  run 100ms }`,
    ...{ obvious: ['force'], waits: 2, from: 10 },
  },
  'c: another period of a more urgent neighbor': {
    text: `${fp} ${server('A', 'period 10ms budget 5ms priority 2')} ${server('x', 'period 30ms budget 10ms deadline 20ms priority 1')}
      scenario s on m { at 0ms start A, x  at 1ms set A.v0 period 20ms budget 10ms  run 100ms }`,
    ...{ obvious: ['union'], waits: 1, from: 20 },
  },
  'e: a period that ends where deadlines are shorter': {
    text: `${edf} ${server('A', 'period 2ms budget 1ms')} ${server('x', 'period 6ms budget 3ms')} ${server('B', 'period 12ms budget 3ms deadline 4ms')}
      scenario s on m { at 0ms start A, x  at 1ms stop A  at 2ms start B  run 100ms }`,
    ...{ obvious: ['releases'], waits: 2, from: 4 },
  },
  'f: deadlines that are over under fixed priorities': {
    text: `${fp} ${server('A', 'period 8ms budget 1ms priority 3')} ${server('y', 'period 8ms budget 6ms deadline 7ms priority 2')}
      ${server('x', 'period 8ms budget 1ms priority 1')} ${server('B', 'period 10ms budget 1ms priority 4')}
      scenario s on m { at 0ms start A, y  at 3ms start x  at 9ms stop A  at 15ms start B  run 100ms }`,
    ...{ obvious: ['ghosts'], waits: 3, from: 16 },
  },
  'g: the room of a task that ran early in its guest': {
    text: `machine m { servers periodic }
      domain d on m { scheduler FP  vcpu v0 period 5ms budget 5ms core 0
        task x period 30ms wcet 12ms priority 1  task o period 10ms wcet 6ms priority 2 }
      scenario s on m { at 0ms start d  at 16ms remove task d.o
        at 20ms add task n period 15ms wcet 9ms priority 3 to d.v0  run 100ms }`,
    ...{ obvious: ['guests'], waits: 2, from: 24 },
  },
  'h: a task that needs the larger budget of a busy guest': {
    text: `machine m { servers periodic }
      domain d on m { scheduler FP  vcpu v0 period 5ms budget 1ms deadline 2ms core 0
        task x period 20ms wcet 3ms deadline 20ms offset 1ms priority 1 }
      scenario s on m { at 0ms start d  at 1ms set d.v0 budget 2ms
        at 5ms add task n period 20ms wcet 5ms deadline 39ms priority 2 to d.v0  run 100ms }`,
    ...{ obvious: ['guests'], waits: 2, from: 11 },
  },
  'i: the budget of a guest that a task has left with work to do': {
    text: `${fp}
      domain d on m { scheduler FP  vcpu v0 period 10ms budget 10ms core 0 priority 1
        task o period 100ms wcet 10ms priority 2  task x period 100ms wcet 6ms deadline 21ms priority 1 }
      ${server('z', 'period 10ms budget 5ms priority 2')}
      scenario s on m { at 0ms start d  at 9500us remove task d.o  at 9600us set d.v0 budget 5ms
        at 9600us start z  run 90ms }`,
    ...{ obvious: ['guests'], waits: 2, from: 20 },
  },
  'j: a job that falls between two interfaces, with leave to wait': {
    text: between('when-quiet'),
    ...{ obvious: ['mixture'], waits: 2, from: 20 },
  },
};

describe('the obvious rule takes time from somebody, this one does not', () => {
  test.each(Object.entries(traps))('%s', async (_, { text, obvious, waits, from }) => {
    const { result, late } = await played(text, []);
    expect(result.scenario.map(({ admitted }) => admitted)).not.toContain(false);
    expect((result.scenario[waits]?.inForce ?? 0) / MS).toBe(from);
    expect(late).toEqual([]);
    expect((await played(text, obvious)).late).not.toEqual([]);
  });
});

describe('refused at once', () => {
  const reasons = async (text: string) =>
    (await played(text, [])).result.scenario.map(({ reason }) => stepReasonText(reason));

  test('d: two VCPUs that fill their cores and would exchange them', async () => {
    const full = (name: string, pool: string, budget: number) =>
      `domain ${name} on h.${pool} { vcpu v0 period 10ms budget ${budget}ms }`;
    const found =
      await reasons(`machine h { cores 2  servers periodic  pool p { cores 0 } pool q { cores 1 } }
      ${full('x', 'p', 4)} ${full('u', 'p', 6)} ${full('y', 'q', 4)} ${full('w', 'q', 6)}
      scenario s on h { at 0ms start x, u  at 5ms start y, w  at 7ms migrate u to h.q  at 7ms migrate w to h.p  run 50ms }`);
    expect(found.slice(0, 2)).toEqual(['', '']);
    expect(found[2]).toContain('core 1 of h.q would fail');
    expect(found[3]).toContain('core 0 of h.p would fail');
  });

  test('j: a new period that the guest does not bear, without leave to wait', async () => {
    expect(await reasons(between(''))).toEqual([
      '',
      '',
      'the tasks on d.v0 are not proven while its period or deadline changes; a budget of 1.334 ms would do',
    ]);
  });

  test('but not where one of them fits beside the other first', async () => {
    const { result, late } = await played(
      `machine h { cores 2  servers periodic  pool p { cores 0 } pool q { cores 1 } }
      domain x on h.p { vcpu v0 period 10ms budget 2ms }  domain u on h.p { vcpu v0 period 10ms budget 6ms }
      domain y on h.q { vcpu v0 period 10ms budget 3ms }  domain w on h.q { vcpu v0 period 10ms budget 2ms }
      scenario s on h { at 0ms start x, u, y, w  at 7ms migrate u to h.q  at 7ms migrate w to h.p  run 90ms }`,
      [],
    );
    expect(result.scenario.map(({ inForce }) => inForce)).toEqual([undefined, 20 * MS, 10 * MS]);
    expect(late).toEqual([]);
  });
});

test('a guest that schedules globally keeps one budget until it has the other', async () => {
  const { result, late } = await played(
    `${edf} domain d on m { scheduler EDF global  vcpu v0 period 5us core 0  vcpu v1 period 6us core 0
        task t period 6us wcet 1us }
      ${server('e', 'period 2us budget 2us')}
      scenario s on m { at 0us start d  at 0us set d.v1 period 5us  at 0us start e  run 150us }`,
    [],
  );
  // The steps come one after another, since they do not fit together.
  expect(result.scenario.map(({ admitted }) => admitted)).toEqual([true, true, false]);
  expect(late).toEqual([]);
});

test('a domain that starts again counts by the interface that it starts with', async () => {
  const { result, late } = await played(
    `${edf} ${server('A', 'period 10ms budget 2ms')} ${server('x', 'period 10ms budget 5ms')}
      ${server('v', 'period 5ms budget 1.5ms')} ${server('B', 'period 4ms budget 0.8ms')}
      scenario s on m { at 0ms start v  at 1ms set v.v0 budget 0.5ms  at 20ms stop v
        at 40ms start A, x  at 42ms stop A  at 42ms start v  at 42ms start B  run 200ms }`,
    [],
  );
  expect(result.scenario.map(({ admitted }) => admitted)).not.toContain(false);
  expect(result.scenario[6]?.inForce).toBe(50 * MS);
  expect(late).toEqual([]);
});

test('a domain that starts twice at one instant comes once, without the task that left it', async () => {
  const { result, late } = await played(
    `${edf} domain d on m { vcpu v0 period 4us budget 1us core 0  task t period 6us wcet 2us }
      scenario s on m {
        at 0ms start d  at 0ms stop d  at 0ms start d  at 0ms remove task d.t  run 150us
      }`,
    [],
  );
  expect(result.scenario.map(({ admitted }) => admitted)).toEqual([true, true, true, true]);
  expect(result.tasks.map(({ jobs }) => jobs)).toEqual([0]);
  expect(late).toEqual([]);
});
