import { attributeIgnored } from '../../messages/checks/ignored.ts';
import {
  type PolicyAttribute,
  policies,
  policyKinds,
  whyIgnored,
} from '../../scheduling/model/policies.ts';
import type { Machine } from '../generated/ast.ts';
import { type WrittenPolicy, writtenPolicy } from './written-policy.ts';

/**
 * The sentence on why an attribute means nothing on a machine; undefined where the policy reads it
 * or is half typed.
 */
export function ignoredOn(
  machine: Machine | undefined,
  attribute: PolicyAttribute,
): string | undefined {
  const policy = machine === undefined ? undefined : writtenPolicy(machine);
  const why = policy === undefined ? null : whyIgnored(policy, attribute);
  if (machine === undefined || policy === undefined || why === null) return undefined;
  return attributeIgnored(why, {
    attribute,
    machine: machine.name,
    policy: policy.kind,
    server: policies[policy.kind].server ?? '',
    readers: policyKinds.filter((kind) => whyIgnored({ kind }, attribute) === null),
  });
}

/** The traits of the policy; undefined where there is no machine or its policy is half typed. */
export function traitsOn(machine: Machine | undefined) {
  const policy: WrittenPolicy | undefined =
    machine === undefined ? undefined : writtenPolicy(machine);
  return policy === undefined ? undefined : { kind: policy.kind, ...policies[policy.kind] };
}
