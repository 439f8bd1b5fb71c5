import type { VcpuName } from '../model/analysis.ts';

/** A VCPU as people refer to it: `guest1.v0`. */
export function vcpuLabel({ domain, vcpu }: VcpuName): string {
  return `${domain}.${vcpu}`;
}

/** The name alone of what has more to it. */
export function nameOf({ domain, vcpu }: VcpuName): VcpuName {
  return { domain, vcpu };
}

/** A key equal for equal VCPUs and for no others, whatever characters the names hold. */
export function vcpuKey(domain: string, vcpu: string): string {
  return `${domain.length}:${domain}${vcpu}`;
}

/** {@link vcpuKey} of a VCPU whose name is at hand whole. */
export function keyOfVcpu({ domain, vcpu }: VcpuName): string {
  return vcpuKey(domain, vcpu);
}
