import type { MachinePolicy } from '../../model/model.ts';
import type { DomainRow, Layout, VcpuRow } from '../engine/layout.ts';
import { calendarRules } from './calendar.ts';
import type { HostRules } from './host-rules.ts';

/** The windows of the major frame, repeated from time zero. */
export function arinc653(
  { windows, majorFrame }: Extract<MachinePolicy, { kind: 'ARINC653' }>,
  layout: Layout,
): HostRules {
  const numberOf = (domain: string, vcpu: string): number =>
    layout.vcpus.findIndex(
      (row: VcpuRow) =>
        row.vcpu.name === vcpu && (layout.domains[row.domain] as DomainRow).domain.name === domain,
    );
  const cycle = windows
    .map(({ domain, vcpu, at, length }) => ({ vcpu: numberOf(domain, vcpu), at, length }))
    .filter(({ vcpu }) => vcpu >= 0);
  return calendarRules([{ once: [], cycleStart: 0, frame: majorFrame, cycle }]);
}
