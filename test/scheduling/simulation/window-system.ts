import fc from 'fast-check';
import type { Machine, SystemModel, Window } from '../../../scheduling/model/model.ts';
import { vcpu } from '../../support/systems.ts';
import { type LightOptions, lightSystem } from './light-system.ts';

interface Cut {
  readonly gap: number;
  readonly length: number;
  readonly owner: number;
}

/** The parameters of window systems. */
export interface WindowOptions extends Omit<LightOptions, 'policies'> {
  /**
   * Whether the VCPUs keep their drawn cores, each core with a plan; otherwise one core has all.
   */
  readonly severalCores?: boolean;
}

/**
 * Light systems whose VCPUs run in windows of a major frame: some touch, some leave gaps, some join
 * across its end.
 */
export function windowSystem({
  severalCores = false,
  ...options
}: WindowOptions): fc.Arbitrary<SystemModel> {
  const cut = fc.record({
    gap: fc.constantFrom(0, 0, 1, 3),
    length: fc.integer({ min: 1, max: 8 }),
    owner: fc.nat(5),
  });
  const cuts = fc.array(cut, { minLength: 1, maxLength: 6 });
  const partitioned = lightSystem({
    ...options,
    policies: [{ kind: 'EDF', placement: 'partitioned' }],
  });
  return fc
    .tuple(partitioned, fc.tuple(cuts, cuts), fc.constantFrom(0, 0, 2))
    .map(([model, plans, rest]) => ({
      ...model,
      machines: model.machines.map((drawn) => {
        const machine = severalCores ? drawn : { ...drawn, cores: [0] };
        const domains = withoutInterfaces(machine, severalCores);
        const laid = machine.cores.map((core) =>
          laidOut(plans[core] ?? [], ownersOn(domains, core), core),
        );
        const end = Math.max(...laid.map((plan) => plan.end), 1);
        const windows = laid.flatMap((plan) => plan.windows);
        const policy = { kind: 'ARINC653', majorFrame: (end + rest) * 1000, windows } as const;
        return { ...machine, policy, domains };
      }),
    }));
}

function withoutInterfaces({ domains }: Machine, keepCores: boolean): Machine['domains'] {
  return domains.map((domain) => ({
    ...domain,
    vcpus: domain.vcpus.map(({ name, core }) =>
      vcpu(name, keepCores && core !== undefined ? { core } : {}),
    ),
  }));
}

type Owner = Pick<Window, 'domain' | 'vcpu'>;

function ownersOn(domains: Machine['domains'], core: number): readonly Owner[] {
  return domains.flatMap(({ name, vcpus }) =>
    vcpus
      .filter((own) => (own.core ?? 0) === core)
      .map((own) => ({ domain: name, vcpu: own.name })),
  );
}

function laidOut(
  cuts: readonly Cut[],
  owners: readonly Owner[],
  core: number,
): { readonly windows: readonly Window[]; readonly end: number } {
  const windows: Window[] = [];
  let end = 0;
  for (const { gap, length, owner } of cuts) {
    const one = owners[owner % owners.length];
    if (one === undefined) break;
    windows.push({ ...one, core, at: (end + gap) * 1000, length: length * 1000 });
    end += gap + length;
  }
  return { windows, end };
}
