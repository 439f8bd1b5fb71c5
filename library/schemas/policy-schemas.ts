import * as v from 'valibot';
import { guestKinds, guestPolicies } from '../../scheduling/model/guest-policies.ts';
import type { GuestPolicy, MachinePolicy } from '../../scheduling/model/model.ts';
import {
  type PolicyKind,
  type PolicyTraits,
  policies,
  policyKinds,
} from '../../scheduling/model/policies.ts';
import { firstPlan } from '../../scheduling/plans/plans.ts';
import { anyTime, core, name, someTime, uniquelyNamed } from './values.ts';

const placement = v.picklist(['partitioned', 'global']);

const owner = { core: v.exactOptional(core), domain: name, vcpu: name };
const windows = v.array(v.strictObject({ ...owner, at: anyTime, length: someTime }));
const open = v.array(v.strictObject(owner));
const plans = v.pipe(
  v.array(v.strictObject({ name, windows, open: v.exactOptional(open) })),
  v.check(uniquelyNamed, 'two plans have one name'),
  v.check(
    (all) => all.every((plan) => plan.name !== firstPlan),
    'the plain windows are the first plan',
  ),
);

/** The parameters of a policy besides its kind, by the form in which it gives time. */
const parameters: Readonly<Record<PolicyTraits['gives'], v.ObjectEntries>> = {
  budgets: {},
  cores: {},
  shares: {
    timeslice: v.exactOptional(someTime),
    ratelimit: anyTime,
    boost: v.exactOptional(v.boolean()),
  },
  windows: {
    majorFrame: someTime,
    windows,
    open: v.exactOptional(v.strictObject({ vcpus: open, frame: v.boolean() })),
    plans: v.exactOptional(plans),
    incomplete: v.exactOptional(v.literal(true)),
  },
};

function parametersOf(kind: PolicyKind): v.ObjectEntries {
  const { gives, placement: written } = policies[kind];
  return { ...parameters[gives], ...(written === 'written' ? { placement } : {}) };
}

const schemas = policyKinds.map((kind) =>
  v.strictObject({ kind: v.literal(kind), ...parametersOf(kind) }),
);

/** The policy of a machine, with the parameters that its traits ask for. */
export const machinePolicySchema = v.union(schemas) as v.GenericSchema<unknown, MachinePolicy>;

/** The policy of a guest. One that takes turns has their length. */
export const guestPolicySchema: v.GenericSchema<unknown, GuestPolicy> = v.pipe(
  v.strictObject({ kind: v.picklist(guestKinds), quantum: v.exactOptional(someTime) }),
  v.custom<GuestPolicy>((value) => {
    const { kind, quantum } = value as { kind: GuestPolicy['kind']; quantum?: number };
    return (guestPolicies[kind].equals === 'turns') === (quantum !== undefined);
  }, 'a quantum is the length of turns'),
);
