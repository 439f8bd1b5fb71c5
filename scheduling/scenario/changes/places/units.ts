import type { VcpuChange } from './difference.ts';

/** Changes that happen as one. */
export type Unit<C extends VcpuChange = VcpuChange> = readonly C[];

/** The changes that happen as one, or not: those of a domain that comes to its machine. */
export function units<C extends VcpuChange>(changes: readonly C[]): readonly Unit<C>[] {
  const found: C[][] = [];
  const loads = new Map<string, C[]>();
  for (const change of changes) {
    const domain = domainOf(change);
    const load = loads.get(domain);
    if (!isLoad(change)) found.push([change]);
    else if (load !== undefined) load.push(change);
    else {
      const unit = [change];
      loads.set(domain, unit);
      found.push(unit);
    }
  }
  return found;
}

/** Whether the VCPU comes to its machine, or goes there from another. */
export function isLoad(change: VcpuChange): boolean {
  if (change.kind !== 'moves') return change.kind === 'comes';
  return change.from.place.machine.name !== change.to.place.machine.name;
}

export function domainOf(change: VcpuChange): string {
  return (change.kind === 'leaves' ? change.from : change.to).server.domain;
}
