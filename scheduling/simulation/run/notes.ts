import { frameOf, traitsOf } from '../../model/policies.ts';
import type { DomainRow, Layout, MachineRow } from '../engine/layout.ts';

/** What in the model keeps VCPUs from running at all, in sentences. */
export function notesOn(layout: Layout): readonly string[] {
  const notes: string[] = [];
  for (const { vcpu, domain, machine, hostPool } of layout.vcpus) {
    const name = `${(layout.domains[domain] as DomainRow).domain.name}.${vcpu.name}`;
    const { policy } = (layout.machines[machine] as MachineRow).machine;
    if (hostPool < 0) notes.push(`${name} never runs: no core was found for it.`);
    const { gives } = traitsOf(policy);
    if (gives === 'windows') {
      const given = frameOf(policy)?.windows.some(
        (window) => `${window.domain}.${window.vcpu}` === name && window.length > 0,
      );
      if (given !== true) notes.push(`${name} never runs: it has no window in the major frame.`);
    }
    if (gives === 'budgets' && (vcpu.budget === null || vcpu.period === null)) {
      notes.push(`${name} never runs: it has no budget, and none would do for its tasks.`);
    }
  }
  return notes;
}
