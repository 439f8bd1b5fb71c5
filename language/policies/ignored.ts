import { attributeIgnored } from '../../messages/checks/ignored.ts';
import {
  type PolicyAttribute,
  type PolicyKind,
  type PolicyTraits,
  policies,
  policyKinds,
  whyIgnored,
} from '../../scheduling/model/policies.ts';
import { type Home, homeName } from '../machines/home.ts';
import { type WrittenPolicy, writtenPolicy } from './written-policy.ts';

/**
 * The sentence on why an attribute means nothing on a machine; undefined where the policy reads it
 * or is half typed. `shown` is a word that means something only with the attribute.
 */
export function ignoredOn(
  home: Home | undefined,
  attribute: PolicyAttribute,
  shown: string = attribute,
): string | undefined {
  const policy = home === undefined ? undefined : writtenPolicy(home);
  const why = policy === undefined ? null : whyIgnored(policy, attribute);
  if (home === undefined || policy === undefined || why === null) return undefined;
  return attributeIgnored(why, {
    attribute: shown,
    machine: homeName(home),
    policy: policy.kind,
    server: policies[policy.kind].server ?? '',
    readers: policyKinds.filter((kind) => whyIgnored({ kind }, attribute) === null),
  });
}

/** The traits of the policy; undefined where there is no home or its policy is half typed. */
export function traitsOn(
  home: Home | undefined,
): ({ readonly kind: PolicyKind } & PolicyTraits) | undefined {
  const policy: WrittenPolicy | undefined = home === undefined ? undefined : writtenPolicy(home);
  return policy === undefined ? undefined : { kind: policy.kind, ...policies[policy.kind] };
}
