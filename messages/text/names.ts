import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { VcpuName } from '../../scheduling/model/analysis.ts';

/** VCPUs, joined: `a.v0, a.v1`. */
export function vcpuNames(vcpus: readonly VcpuName[]): string {
  return vcpus.map(vcpuLabel).join(', ');
}

/** The first of many VCPUs, and the number of the others: `a.v0, a.v1 and 3 more`. */
export function firstVcpus(vcpus: readonly VcpuName[], most: number): string {
  const names = vcpuNames(vcpus.slice(0, most));
  const count = vcpus.length - most;
  return count > 0 ? t('{names} and {count} more', { names, count }) : names;
}

/** All of a few names: `a and b and c`. */
export function allOf(names: readonly string[]): string {
  return names.reduce((first, second) => t('{first} and {second}', { first, second }));
}
