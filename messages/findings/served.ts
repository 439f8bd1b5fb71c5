import type { Served } from '../../scheduling/findings/finding.ts';

/** The full name of a VCPU, or the name of a whole domain. */
export function servedName({ domain, vcpu }: Served): string {
  return vcpu === null ? domain : `${domain}.${vcpu}`;
}
