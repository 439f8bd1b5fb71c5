import fc from 'fast-check';
import type { SystemModel, Window } from '../../../scheduling/model/model.ts';
import { vcpu } from '../../support/systems.ts';
import { lightSystem } from './light-system.ts';

interface Cut {
  readonly gap: number;
  readonly length: number;
  readonly domain: number;
}

/**
 * Light systems whose VCPUs run in windows of a major frame: some touch, some leave gaps, some
 * belong together across its end.
 */
export function windowSystem(costs: boolean): fc.Arbitrary<SystemModel> {
  const cut = fc.record({
    gap: fc.constantFrom(0, 0, 1, 3),
    length: fc.integer({ min: 1, max: 8 }),
    domain: fc.nat(2),
  });
  const partitioned = lightSystem({ policies: [{ kind: 'EDF', placement: 'partitioned' }], costs });
  return fc
    .tuple(partitioned, fc.array(cut, { minLength: 1, maxLength: 6 }), fc.constantFrom(0, 0, 2))
    .map(([model, cuts, rest]) => ({
      ...model,
      machines: model.machines.map((machine) => {
        const { windows, end } = laidOut(cuts, machine.domains.length);
        const policy = { kind: 'ARINC653', majorFrame: (end + rest) * 1000, windows } as const;
        const domains = machine.domains.map((domain) => ({
          ...domain,
          vcpus: domain.vcpus.map(({ name }) => vcpu(name)),
        }));
        return { ...machine, cores: 1, policy, domains };
      }),
    }));
}

function laidOut(
  cuts: readonly Cut[],
  domains: number,
): { readonly windows: readonly Window[]; readonly end: number } {
  const windows: Window[] = [];
  let end = 0;
  for (const { gap, length, domain } of cuts) {
    windows.push({
      domain: `d${domain % domains}`,
      vcpu: 'v0',
      at: (end + gap) * 1000,
      length: length * 1000,
    });
    end += gap + length;
  }
  return { windows, end };
}
