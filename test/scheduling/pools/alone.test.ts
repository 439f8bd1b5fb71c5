import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { Machine, SystemModel } from '../../../scheduling/model/model.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';
import { aSystem } from '../../support/any-system.ts';
import { runs } from '../../support/runs.ts';

/** The numbers of cores as a pool has them: each of the machine's is a core of the host's. */
type Numbers = readonly number[];

/** A machine of cores 0, 1 … as a pool of a host, with other numbers for its cores. */
function asPool(machine: Machine, pool: string, numbers: Numbers): Machine {
  const physical = (core: number): number => numbers[core] ?? -1;
  const named = (name: string): string => `${pool}-${name}`;
  const moved = <T extends { readonly domain: string; readonly core?: number }>(window: T) => ({
    ...window,
    domain: named(window.domain),
    core: physical(window.core ?? 0),
  });
  const frame = frameOf(machine.policy);
  return {
    ...machine,
    name: `host.${pool}`,
    host: 'host',
    pool,
    cores: machine.cores.map(physical),
    policy:
      frame === null
        ? machine.policy
        : {
            ...frame,
            windows: frame.windows.map(moved),
            ...(frame.open === undefined
              ? {}
              : { open: { ...frame.open, vcpus: frame.open.vcpus.map(moved) } }),
          },
    domains: machine.domains.map((domain) => ({
      ...domain,
      name: named(domain.name),
      vcpus: domain.vcpus.map((vcpu) =>
        vcpu.core === undefined ? vcpu : { ...vcpu, core: physical(vcpu.core) },
      ),
    })),
  };
}

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

/** Ascending numbers of cores for two machines, mixed. */
const mixed = fc
  .uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 })
  .chain((all) =>
    fc.shuffledSubarray(all, { minLength: 2, maxLength: 2 }).map((first) => ({
      first: [...first].sort((a, b) => a - b),
      second: all.filter((core) => !first.includes(core)).sort((a, b) => a - b),
    })),
  );

function only({ machines }: SystemModel): Machine {
  const [machine] = machines;
  if (machine === undefined) throw new Error('a system without a machine');
  return machine;
}

describe('a pool is proven, and its VCPUs are placed, as a machine of its own is', () => {
  test('whatever its scheduler, its cores’ numbers and its neighbors are', () => {
    fc.assert(
      fc.property(aSystem, aSystem, mixed, (one, other, { first, second }) => {
        const [a, b] = [only(one), only(other)];
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
