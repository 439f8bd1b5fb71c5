import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import { larger, sameShape } from './places.ts';

/** Servers with old interfaces: beside the new ones, or within one of the same shape. */
export function withOld(
  servers: readonly HostServer[],
  olds: readonly HostServer[],
): readonly HostServer[] {
  const beside: HostServer[] = [];
  const counted = new Map(servers.map((server) => [keyOfVcpu(server), server]));
  for (const old of olds) {
    const now = counted.get(keyOfVcpu(old));
    if (now === undefined || !sameShape(now, old)) beside.push(old);
    else counted.set(keyOfVcpu(old), larger(now, old));
  }
  return [...counted.values(), ...beside];
}
