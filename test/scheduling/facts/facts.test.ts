import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import { analyzeGlobal } from '../../../scheduling/guest/global/analyze-global.ts';
import { modelOf, modelOfFile } from '../../support/model-of.ts';

const written = `
  machine m { cores 2  scheduler EDF partitioned  servers periodic }
  domain a on m {
    vcpu v0 period 10ms budget 4ms core 0
    vcpu v1 period 10ms budget 6ms core 1
    task x on v0 period 20ms wcet 4ms
    task y on v1 period 20ms wcet 4ms
  }
  domain b on m { vcpu v0 period 20ms budget 2ms core 1  task x period 40ms wcet 1ms }
  domain c on m { scheduler EDF global
    vcpu v0 period 20ms budget 4ms core 0
    vcpu v1 period 20ms budget 2ms core 1
    task x period 80ms wcet 1ms
  }
  scenario s on m { at 1ms start a  run 50ms }`;

describe('the facts of an analysis', async () => {
  const facts = factsOf(analyze(await modelOf(written)));

  test('know each element by its whole name', () => {
    expect(facts.vcpus.map(({ domain, vcpu }) => `${domain.name}.${vcpu.name}`)).toEqual([
      ...['a.v0', 'a.v1', 'b.v0', 'c.v0', 'c.v1'],
    ]);
    expect(facts.vcpu('b', 'v0')).toMatchObject({
      machine: { name: 'm' },
      vcpu: { period: 20_000_000 },
      guest: { vcpu: 'v0' },
      onHost: { domain: 'b', vcpu: 'v0' },
      core: { core: 1 },
      tasks: [{ task: 'x', vcpu: 'v0' }],
    });
    expect(facts.task('a', 'y')).toMatchObject({
      task: { wcet: 4_000_000 },
      verdict: { task: 'y' },
      on: { vcpu: { name: 'v1' } },
    });
    expect(facts.core('m', 1)?.core.vcpus).toEqual([
      { domain: 'a', vcpu: 'v1' },
      { domain: 'b', vcpu: 'v0' },
      { domain: 'c', vcpu: 'v1' },
    ]);
    expect(facts.step('s', 0)).toMatchObject({ step: { admitted: true } });
  });

  test('know nothing of what is not there', () => {
    expect(facts.machine('n')).toBeUndefined();
    expect(facts.core('m', 2)).toBeUndefined();
    expect(facts.domain('d')).toBeUndefined();
    expect(facts.vcpu('a', 'v2')).toBeUndefined();
    expect(facts.task('a', 'z')).toBeUndefined();
    expect(facts.scenario('t')).toBeUndefined();
    expect(facts.step('s', 1)).toBeUndefined();
  });

  test('have the tasks of a domain that schedules globally on no VCPU, told of the first', () => {
    expect(facts.task('c', 'x')?.on).toBeNull();
    expect(facts.vcpusOf('c').map(({ tasks }) => tasks.length)).toEqual([1, 0]);
    expect(facts.vcpu('c', 'v1')?.proof().kind).toBe('joint');
  });

  test('have the supply that a proof stood on', () => {
    // By hand: a periodic server is without supply for at most Π + Δ − 2Θ = 20 − 8 ms.
    expect(facts.vcpu('a', 'v0')?.supply()?.longestGap).toBe(12_000_000);
  });
});

test.each([
  'examples/paper-testbed.hsched',
  'examples/avionics.hsched',
  'examples/xen-trace.hsched',
  'test/workloads/edf10.hsched',
  'test/workloads/gedf40.hsched',
  'test/workloads/hier.hsched',
])('what each proof of %s stood on proves the same again', async (file) => {
  for (const { proof, guest } of factsOf(analyze(await modelOfFile(file))).vcpus) {
    const stood = proof();
    const again = stood.kind === 'vcpu' ? analyzeVcpu(stood.problem) : analyzeGlobal(stood.problem);
    const { verdict, witness, longestGap } = guest;
    expect(again).toMatchObject({ verdict, witness, longestGap });
  }
});
