import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { findings } from '../../../scheduling/findings/findings.ts';
import { modelOf } from '../../support/model-of.ts';

interface Case {
  readonly what: string;
  readonly cores?: number;
  readonly domains: string;
  readonly machine: 'unknown' | 'unschedulable';
  /** The failing ones by name; the others are unknown. */
  readonly fails?: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'half a core of a whole one',
    domains: 'domain a on m { task t period 10ms wcet 5ms }',
    machine: 'unknown',
  },
  {
    what: 'exactly all cores',
    cores: 2,
    domains: `domain a on m { task t period 10ms wcet 10ms }
              domain b on m { task t period 30ms wcet 30ms }`,
    machine: 'unknown',
  },
  {
    what: 'a nanosecond more than all cores',
    cores: 2,
    domains: `domain a on m { task t period 10ms wcet 10ms }
              domain b on m { task t period 30ms wcet 30ms }
              domain c on m { task t period 1s wcet 1ns }`,
    machine: 'unschedulable',
  },
  {
    what: 'more than all cores, but what is soft',
    domains: `domain a on m { task t period 10ms wcet 6ms }
              domain b on m { task t period 10ms wcet 1ms  task u period 10ms wcet 6ms soft }`,
    machine: 'unknown',
  },
  {
    what: 'as much as its cap',
    domains: 'domain a on m { cap 20  task t period 10ms wcet 2ms }',
    machine: 'unknown',
  },
  {
    what: 'a nanosecond more than its cap',
    domains: 'domain a on m { cap 20  task t period 10ms wcet 2ms  task u period 1s wcet 1ns }',
    machine: 'unknown',
    fails: ['a'],
  },
  {
    what: 'more than its cap, but what is soft',
    domains:
      'domain a on m { cap 20  task t period 10ms wcet 2ms  task u period 10ms wcet 1ms soft }',
    machine: 'unknown',
  },
  {
    what: 'more than one core on one VCPU',
    cores: 4,
    domains: 'domain a on m { task t period 10ms wcet 6ms  task u period 10ms wcet 5ms }',
    machine: 'unknown',
    fails: ['a'],
  },
  {
    what: 'the same on two VCPUs',
    cores: 4,
    domains: `domain a on m { vcpu v0 vcpu v1
                task t period 10ms wcet 6ms on v0  task u period 10ms wcet 5ms on v1 }`,
    machine: 'unknown',
  },
  {
    what: 'more than two cores in a guest that schedules globally over two VCPUs',
    cores: 4,
    domains: `domain a on m { scheduler EDF global  vcpu v0 vcpu v1
                task t period 10ms wcet 7ms  task u period 10ms wcet 7ms  task w period 10ms wcet 7ms }`,
    machine: 'unknown',
    fails: ['a'],
  },
  {
    what: 'a deadline that not even a core of its own would meet',
    domains: `domain a on m { scheduler DM
                task t period 10ms wcet 2ms deadline 2ms  task u period 10ms wcet 2ms deadline 3ms }`,
    machine: 'unknown',
    fails: ['a'],
  },
];

describe('where cores are shared by weight nothing is schedulable, and unschedulable what fails in any run', () => {
  const all = ['credit', 'credit2'].flatMap((policy) => cases.map((one) => ({ ...one, policy })));
  for (const { what, policy, cores = 1, domains, machine, fails = [] } of all) {
    test(`${policy}, ${what}: ${fails.length > 0 ? 'unschedulable' : machine}`, async () => {
      const analysis = analyze(
        await modelOf(`machine m { cores ${cores}  scheduler ${policy} }\n${domains}`),
      );
      expect(analysis.machines[0]?.verdict.kind).toBe(machine);
      for (const { domain, verdict } of analysis.domains) {
        expect([domain, verdict.kind]).toEqual([
          domain,
          fails.includes(domain) ? 'unschedulable' : 'unknown',
        ]);
      }
      const errors = findings(analysis).filter(({ severity }) => severity === 'error');
      expect(errors.length > 0).toBe(fails.length > 0 || machine === 'unschedulable');
    });
  }
});
