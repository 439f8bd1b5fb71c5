import type { VcpuName } from '../model/analysis.ts';

/** A VCPU as people refer to it: `guest1.v0`. */
export function vcpuLabel({ domain, vcpu }: VcpuName): string {
  return `${domain}.${vcpu}`;
}

/** The name alone of an object with more properties. */
export function nameOf({ domain, vcpu }: VcpuName): VcpuName {
  return { domain, vcpu };
}

/** A key that is equal for equal VCPUs only, whatever characters the names hold. */
export function vcpuKey(domain: string, vcpu: string): string {
  return `${domain.length}:${domain}${vcpu}`;
}

/** The {@link vcpuKey} of a VCPU's name. */
export function keyOfVcpu({ domain, vcpu }: VcpuName): string {
  return vcpuKey(domain, vcpu);
}

/** Whether a server is a VCPU, not the admission tests of its machine. */
export function isVcpu({ tests }: { readonly tests?: true }): boolean {
  return tests === undefined;
}
