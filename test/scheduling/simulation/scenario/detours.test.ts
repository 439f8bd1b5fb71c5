import { describe, expect, test } from 'vitest';
import { outcomeNotes } from '../../../../messages/scenario/step-notes.ts';
import { stepReasonText } from '../../../../messages/scenario/step-reason.ts';
import { analyze } from '../../../../scheduling/analyze.ts';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../../support/model-of.ts';
import { shortBudgets } from './soak/short-budgets.ts';

const MS = 1_000_000;

async function played(text: string) {
  const written = await modelOf(text);
  const result = simulate(completeSystem(written), { scenario: 's', written });
  const [analyzed] = analyze(written).scenarios;
  return { result, steps: analyzed?.steps ?? [], late: shortBudgets(result, written) };
}

/** A VCPU that always has work. */
const full = (name: string, pool: string, budget: number, more = '') =>
  `domain ${name} on h.${pool} { vcpu v0 period 10ms budget ${budget}ms ${more} }`;

const both = `at 7ms migrate u to h.q  at 7ms migrate w to h.p`;

/** Two that fill their cores with those that stay exchange them; `third` is on a third core. */
const exchange = (third: string, cores = 'pool p { cores 0, 2 } pool q { cores 1 }') =>
  `machine h { cores 4  servers periodic  ${cores} }
  ${full('x', 'p', 4, 'core 0')} ${full('u', 'p', 6)} ${full('y', 'q', 4, 'core 1')} ${full('w', 'q', 6)} ${third}
  scenario s on h { at 0ms start x, u  at 5ms start y, w  ${both}  run 100ms }`;

describe('VCPUs that fill their cores exchange them by way of a third core', () => {
  test('of the machine that one of them leaves', async () => {
    const { result, steps, late } = await played(exchange(''));
    const via = { domain: 'u', vcpu: 'v0', machine: 'h.p', core: 2 };
    expect(result.scenario.map((step) => step.via)).toEqual([undefined, undefined, via, via]);
    // To the third core at 10, w to its core at 15, on to its own at 20.
    expect(result.scenario.map(({ inForce }) => inForce)).toEqual([
      ...[undefined, undefined, 20 * MS, 15 * MS],
    ]);
    expect(
      result.vcpus.map(({ name, domain, migrations }) => [`${domain}.${name}`, migrations]),
    ).toEqual([
      ...[
        ['x.v0', 0],
        ['u.v0', 2],
        ['y.v0', 0],
        ['w.v0', 1],
      ],
    ]);
    expect(late).toEqual([]);
    const [, , u] = result.scenario;
    expect(u === undefined ? [] : outcomeNotes(u)).toContain(
      'u.v0 goes by way of core 2 of h.p, since they would meet otherwise',
    );
    expect(steps.map(({ wait }) => wait?.via)).toEqual([undefined, undefined, via, via]);
  });

  test('of the machine to which it goes', async () => {
    const { result, late } = await played(exchange('', 'pool p { cores 0 } pool q { cores 1, 2 }'));
    const via = { domain: 'u', vcpu: 'v0', machine: 'h.q', core: 2 };
    expect(result.scenario.map((step) => step.via)).toEqual([undefined, undefined, via, via]);
    expect(result.scenario.map(({ inForce }) => typeof inForce)).toEqual([
      ...['undefined', 'undefined', 'number', 'number'],
    ]);
    expect(late).toEqual([]);
  });

  test('beside others that leave it room, and not beside others that do not', async () => {
    const beside = (budget: number) => {
      const text = exchange(full('z', 'p', budget, 'core 2'));
      return played(text.replace('start x, u', 'start x, u, z'));
    };
    const { result, late } = await beside(4);
    expect(result.scenario.map(({ via }) => via?.core)).toEqual([undefined, undefined, 2, 2]);
    expect(late).toEqual([]);
    const crowded = await beside(5);
    expect(crowded.result.scenario.map(({ via }) => via)).toEqual(
      crowded.steps.map(() => undefined),
    );
    expect(crowded.result.scenario.map(({ reason }) => stepReasonText(reason)).slice(2)).toEqual([
      'core 1 of h.q would fail: core 1 is owed 16 ms by its VCPUs within 10 ms',
      'h.p would fail: w.v0 fits on none of the 2 cores, wherever the others are placed',
    ]);
  });

  test('but nobody goes off a core that the text binds it to', async () => {
    const bound = exchange('').replace('period 10ms budget 6ms', 'period 10ms budget 6ms core 0');
    const { result, late } = await played(bound);
    // The other one goes aside where it comes to, for the text binds it to no core.
    expect(result.scenario.map(({ via }) => via?.vcpu && `${via.domain} ${via.core}`)).toEqual([
      ...[undefined, undefined, 'w 2', 'w 2'],
    ]);
    expect(late).toEqual([]);
  });

  test('but a domain of several VCPUs comes as a whole, or not at all', async () => {
    const pair = (name: string, pool: string) =>
      `domain ${name} on h.${pool} { vcpu v0 period 10ms budget 6ms  vcpu v1 period 10ms budget 6ms }`;
    const { result } =
      await played(`machine h { cores 4  pool p { cores 0, 1 } pool q { cores 2, 3 } }
      ${pair('u', 'p')} ${pair('w', 'q')}
      scenario s on h { at 0ms start u, w  ${both}  run 100ms }`);
    expect(result.scenario.map(({ admitted }) => admitted)).toEqual([true, false, false]);
  });
});
