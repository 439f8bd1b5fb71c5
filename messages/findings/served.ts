import type { Served } from '../../scheduling/findings/finding.ts';

/** A VCPU by its full name, or a whole domain by its own. */
export function servedName({ domain, vcpu }: Served): string {
  return vcpu === null ? domain : `${domain}.${vcpu}`;
}
