import { describe, expect, test } from 'vitest';
import { tellStep } from '../../../messages/explain/step.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { machineSteps } from '../../../scheduling/explain/machine-steps.ts';
import type { MachinePolicy, Vcpu } from '../../../scheduling/model/model.ts';
import {
  anySwitch,
  domain,
  type MachineParts,
  MS,
  machine,
  system,
  task,
  vcpu,
} from '../../support/systems.ts';

type Numbers = Partial<Omit<Vcpu, 'name' | 'period'>> & { readonly period: number };

/** The numbers of a machine's derivation, its VCPUs `a.v0`, `b.v0`, … always busy. */
function numbers(more: MachineParts, ...vcpus: readonly Numbers[]): readonly string[] {
  const domains = vcpus.map((each, index) => domain('abc'[index] ?? '', [vcpu('v0', each)]));
  const { completed, machines } = analyze(system([machine(domains, more)]));
  const [[built], [host]] = [completed.machines, machines];
  if (built === undefined || host === undefined) throw new Error('no machine');
  return machineSteps(built, host).map((step) => tellStep(step).withNumbers);
}

const policy = (
  kind: 'EDF' | 'RM' | 'DM' | 'FP',
  placement: 'partitioned' | 'global',
): MachinePolicy => {
  return { kind, placement };
};
const [two, one, tight] = [
  { period: 5 * MS, budget: 2 * MS },
  { period: 10 * MS, budget: MS },
  { period: 10 * MS, budget: 3 * MS, deadline: 4 * MS },
];
const cost = anySwitch(MS / 4);

describe('a machine’s derivation shows what its cores carry, and the test of the tightest VCPU', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'EDF',
      numbers({}, tight, one),
      [
        '3 ms/10 ms + 1 ms/10 ms = 0.4000 of 1',
        '3 ms + 1·0 ms = 3 ms',
        'tightest at t = 4 ms: 1·3 ms (a.v0) = 3 ms ≤ 4 ms',
      ],
    ],
    [
      'EDF over deferrable servers',
      numbers({ servers: 'deferrable' }, two, one),
      [
        '2 ms/5 ms + 1 ms/10 ms = 0.5000 of 1',
        '2 ms + 1·0 ms = 2 ms',
        '1 ms (b.v0): 1 ms ≤ 5 ms − 2 ms = 3 ms',
      ],
    ],
    [
      'RM with switches',
      numbers({ policy: policy('RM', 'partitioned'), switchCosts: cost }, two, {
        ...one,
        budget: 4 * MS,
      }),
      [
        '2.5 ms/5 ms + 4.5 ms/10 ms = 0.9500 of 1',
        '4 ms + 1·0.5 ms = 4.5 ms',
        '4.5 ms + 2·2.5 ms (a.v0) = 9.5 ms ≤ 10 ms',
      ],
    ],
    [
      'global EDF',
      numbers({ policy: policy('EDF', 'global'), cores: 2, switchCosts: cost }, two, one),
      [
        '2.5 ms/5 ms + 1.5 ms/10 ms = 0.6500 of 2',
        '2 ms + 1·0.5 ms = 2.5 ms',
        '2·0.25 ms = 0.5 ms',
        '1.5 ms (b.v0): 1.5 ms < 2·2.000001 ms = 4.000002 ms',
      ],
    ],
    [
      'global FP',
      numbers({ policy: policy('FP', 'global'), cores: 2 }, two, { ...one, priority: 1 }),
      [
        '2 ms/5 ms + 1 ms/10 ms = 0.5000 of 2',
        '2 ms + 1·0 ms = 2 ms',
        '2 ms (b.v0): 2 ms < 2·3.000001 ms = 6.000002 ms',
      ],
    ],
    ['null', numbers({ policy: { kind: 'null' }, cores: 1 }, two, one), ['2 > 1']],
  ])('%s', (_, found, expected) => {
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  test('of windows is what each supplies to its tasks', () => {
    const guest = domain('a', [vcpu('v0')], [task('t', 10 * MS, 2 * MS)]);
    const windows = [{ domain: 'a', vcpu: 'v0', at: 0, length: 4 * MS }];
    const frame: MachinePolicy = { kind: 'ARINC653', majorFrame: 10 * MS, windows };
    const { completed, machines } = analyze(system([machine([guest], { policy: frame })]));
    const steps = completed.machines.flatMap((built, i) => {
      const host = machines[i];
      return host === undefined ? [] : machineSteps(built, host);
    });
    expect(steps.map((step) => tellStep(step).withNumbers)).toEqual([
      'a.v0 0 ms–4 ms',
      'schedulable, 2 ms to spare at its tightest',
      'schedulable',
    ]);
  });
});
