import fc from 'fast-check';
import type { Domain, MachinePolicy, Plan, Window } from '../../../../../scheduling/model/model.ts';
import { traitsOf } from '../../../../../scheduling/model/policies.ts';
import { US } from '../../../../support/systems.ts';

/** A major frame in µs, and for each plan the owner of each of its stretches. */
export interface DrawnFrame {
  readonly stretch: number;
  readonly plans: readonly (readonly number[])[];
}

/** Each stretch belongs to a VCPU, or to nobody. */
const owners = fc.array(fc.integer({ min: -1, max: 9 }), { minLength: 8, maxLength: 8 });

export const aFrame: fc.Arbitrary<DrawnFrame> = fc.record({
  stretch: fc.constantFrom(1, 1, 2),
  plans: fc.array(owners, { minLength: 1, maxLength: 3 }),
});

/** A policy of windows with the drawn ones, all on one core; others stay as they are. */
export function framed(
  policy: MachinePolicy,
  { stretch, plans }: DrawnFrame,
  domains: readonly Domain[],
  core: number,
): MachinePolicy {
  if (traitsOf(policy).gives !== 'windows') return policy;
  const vcpus = domains.flatMap(({ name, vcpus }) =>
    vcpus.map((vcpu) => ({ domain: name, vcpu: vcpu.name })),
  );
  const written = plans.map(
    (owners, index): Plan => ({
      name: `plan${index}`,
      windows: owners.flatMap((owner, at): readonly Window[] => {
        const own = vcpus[owner < 0 ? vcpus.length : owner % vcpus.length];
        return own === undefined
          ? []
          : [{ ...own, core, at: at * stretch * US, length: stretch * US }];
      }),
    }),
  );
  const [first, ...others] = written;
  return {
    kind: 'ARINC653',
    majorFrame: 8 * stretch * US,
    windows: first?.windows ?? [],
    ...(others.length === 0 ? {} : { plans: others }),
  };
}
