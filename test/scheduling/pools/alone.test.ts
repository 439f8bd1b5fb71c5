import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { Machine, SystemModel } from '../../../scheduling/model/model.ts';
import { aSystem } from '../../support/any-system.ts';
import { asPool, mixedNumbers, type Numbers, onlyMachine } from '../../support/as-pool.ts';
import { runs } from '../../support/runs.ts';

/** An analysis' results for a machine, with other names and other numbers for cores. */
function said(analysis: Analysis, name: string, rename: string, back: Numbers): unknown {
  const plain = (text: string): string =>
    rename === '' ? text : text.replaceAll(`${rename}-`, '').replaceAll(`host.${rename}`, 'm');
  const host = analysis.machines.find(({ machine }) => machine === name);
  const domains = analysis.domains.filter(({ machine }) => machine === name);
  const completed = analysis.completed.machines.find((machine) => machine.name === name);
  const core = (number: number | null): number | null =>
    number === null || back.length === 0 ? number : back.indexOf(number);
  return JSON.parse(
    plain(
      JSON.stringify({
        verdict: host?.verdict.kind,
        utilization: host?.utilization,
        cores: host?.cores.map((each) => [core(each.core), each.verdict.kind, each.vcpus]),
        vcpus: host?.vcpus.map((each) => [
          each.domain,
          each.vcpu,
          each.verdict.kind,
          each.grossBudget,
          each.response,
          each.margin,
        ]),
        domains,
        chosen: completed?.domains.map(({ vcpus }) =>
          vcpus.map((vcpu) => [vcpu.period, vcpu.budget, vcpu.deadline, core(vcpu.core)]),
        ),
      }),
    ),
  );
}

describe('a pool is proven, and its VCPUs are placed, as a machine of its own is', () => {
  test('whatever its scheduler, its cores’ numbers and its neighbors are', () => {
    fc.assert(
      fc.property(aSystem, aSystem, mixedNumbers, (one, other, { first, second }) => {
        const [a, b] = [onlyMachine(one), onlyMachine(other)];
        const host: SystemModel = {
          machines: [asPool(a, 'p', first), asPool(b, 'q', second)],
          scenarios: [],
        };
        const together = analyze(host);
        const alone = (machine: Machine) => analyze({ machines: [machine], scenarios: [] });
        const machineA = { ...a, name: 'm' };
        const machineB = { ...b, name: 'm' };
        expect(said(together, 'host.p', 'p', first)).toEqual(said(alone(machineA), 'm', '', []));
        expect(said(together, 'host.q', 'q', second)).toEqual(said(alone(machineB), 'm', '', []));
      }),
      { numRuns: runs(150) },
    );
  });
});
