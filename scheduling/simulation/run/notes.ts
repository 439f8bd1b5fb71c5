import type { DomainRow, Layout, MachineRow } from '../engine/layout.ts';

/** What in the model keeps VCPUs from running at all, in sentences. */
export function notesOn(layout: Layout): readonly string[] {
  const notes: string[] = [];
  for (const { vcpu, domain, machine, hostPool } of layout.vcpus) {
    const name = `${(layout.domains[domain] as DomainRow).domain.name}.${vcpu.name}`;
    const { policy } = (layout.machines[machine] as MachineRow).machine;
    if (hostPool < 0) notes.push(`${name} never runs: no core was found for it.`);
    if (policy.kind === 'null' || policy.kind === 'credit') continue;
    if (policy.kind === 'ARINC653') {
      const windows = policy.windows.some(
        (window) => `${window.domain}.${window.vcpu}` === name && window.length > 0,
      );
      if (!windows) notes.push(`${name} never runs: it has no window in the major frame.`);
    } else if (vcpu.budget === null || vcpu.period === null) {
      notes.push(`${name} never runs: it has no budget, and none would do for its tasks.`);
    }
  }
  return notes;
}
